/** Until a connection has found its speed. */
export const GRACE_MS = 1_500

/** A rate at a time since the beginning. */
export interface Point {
  ms: number
  bitsPerSecond: number
}

/** Counts what has come or gone, and says how fast. */
export class Meter {
  readonly #marks: { ms: number; bytes: number }[] = [{ ms: 0, bytes: 0 }]
  bytes = 0

  add(bytes: number): void {
    this.bytes += bytes
  }

  /** Remembers how much it was at this time. */
  mark(ms: number): void {
    this.#marks.push({ ms, bytes: this.bytes })
  }

  /** The rate between each two marks. */
  points(): Point[] {
    return this.#marks.slice(1).map(({ ms, bytes }, index) => ({
      ms,
      bitsPerSecond: rate(this.#marks[index] ?? { ms: 0, bytes: 0 }, { ms, bytes }),
    }))
  }

  /** The mean without the grace; of all where it was over before. */
  mean(): number {
    const last = this.#marks.at(-1) ?? { ms: 0, bytes: 0 }
    const from = this.#marks.find(({ ms }) => ms >= GRACE_MS)
    return from === undefined || from === last ? rate({ ms: 0, bytes: 0 }, last) : rate(from, last)
  }
}

interface Mark {
  ms: number
  bytes: number
}

const rate = (from: Mark, to: Mark): number =>
  to.ms > from.ms ? ((to.bytes - from.bytes) * 8_000) / (to.ms - from.ms) : 0

/** The middle one, or the mean of both; undefined of none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const [low, high] = [sorted[half - 1], sorted[half]]
  return sorted.length % 2 === 1 || low === undefined || high === undefined
    ? high
    : (low + high) / 2
}

/** How much one differs from the next on the average (as RFC 3550's jitter, not smoothed). */
export function jitter(numbers: readonly number[]): number | undefined {
  if (numbers.length < 2) return undefined
  const steps = numbers
    .slice(1)
    .map((number, index) => Math.abs(number - (numbers[index] ?? number)))
  return steps.reduce((sum, step) => sum + step, 0) / steps.length
}

const LEAST_PIECE = 32 << 10
/** The server takes no larger body. */
const MOST_PIECE = 1 << 20
const PIECE_MS = 250

/** How large the next piece of an upload should be, so that it takes about as long as its neighbours. */
export function nextPiece(bytes: number, tookMs: number): number {
  const wanted = tookMs > 0 ? (bytes * PIECE_MS) / tookMs : MOST_PIECE
  return Math.round(Math.min(MOST_PIECE, 2 * bytes, Math.max(LEAST_PIECE, bytes / 2, wanted)))
}
