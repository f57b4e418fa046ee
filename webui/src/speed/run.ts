import { OVERDUE, apiUrl, ask, newKey, problemOf } from '../api/client'
import { Meter, type Point, jitter, median, nextPiece } from './meter'

export type Phase = 'latency' | 'download' | 'upload'

/** What goes on. */
export interface Progress {
  phase: Phase
  points: Point[]
  bytes: number
}

/** One direction: its rate, and a round trip's time meanwhile. */
export interface Direction {
  bitsPerSecond: number
  bytes: number
  loadedMs?: number | undefined
  /** Round trips that took too long to wait for: they are not in `loadedMs`. */
  overdue?: number
}

/** What a test has found. */
export interface Outcome {
  /** RFC 3339. */
  at: string
  idleMs: number
  jitterMs: number
  download: Direction
  upload: Direction
}

const PINGS = 12
/** The first ones open the connection. */
const WARM_UP = 2
/** A browser has six connections to a host: the round trips have one, and the event streams of two tabs. */
const STREAMS = 3
const LASTS_MS = 8_000
const EACH_MS = 200
const MEBIBYTES = 16
/** Of a direction, so that a fast network is not filled for nothing. */
const MOST_BYTES = 1 << 30
/** The server counts requests: the rest of the page needs some of them. */
const MOST_PIECES = 300
const FIRST_PIECE = 64 << 10
const PING_TIMEOUT_MS = 5_000

/** Latency, download, upload, one after another; ends early where it is stopped or something fails. */
export async function runSpeedTest(
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Outcome> {
  const test = newKey()
  onProgress({ phase: 'latency', points: [], bytes: 0 })
  const idle: number[] = []
  for (let sent = 0; sent < PINGS + WARM_UP; sent++) idle.push(await ping(signal))
  const rtts = idle.slice(WARM_UP)
  const download = await direction('download', downloads(test), signal, onProgress)
  const upload = await direction('upload', uploads(test), signal, onProgress)
  return {
    at: new Date().toISOString(),
    idleMs: median(rtts) ?? 0,
    jitterMs: jitter(rtts) ?? 0,
    download,
    upload,
  }
}

/** Before it is answered, or in the middle of that. */
const isOverdue = (error: unknown): boolean =>
  problemOf(error).slug === OVERDUE || (error as Error).name === 'TimeoutError'

async function ping(signal: AbortSignal): Promise<number> {
  const begin = performance.now()
  const within = AbortSignal.any([signal, AbortSignal.timeout(PING_TIMEOUT_MS)])
  await (await ask(apiUrl('/speedtest/ping'), { signal: within })).arrayBuffer()
  return performance.now() - begin
}

/** One stream of a direction: transfers until it is stopped, or says itself that it is enough. */
type Stream = (meter: Meter, signal: AbortSignal, enough: () => void) => Promise<void>

async function direction(
  phase: Phase,
  stream: Stream,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Direction> {
  const meter = new Meter()
  const begin = performance.now()
  const stop = new AbortController()
  const within = AbortSignal.any([signal, stop.signal])
  const loaded = new Loaded()
  const ticking = setInterval(() => {
    const ms = performance.now() - begin
    meter.mark(ms)
    onProgress({ phase, points: meter.points(), bytes: meter.bytes })
    if (ms >= LASTS_MS || meter.bytes >= MOST_BYTES) stop.abort()
  }, EACH_MS)
  try {
    const enough = (): void => stop.abort()
    const streams = Array.from({ length: STREAMS }, () => stream(meter, within, enough))
    await Promise.all([...streams, loaded.measure(() => ping(within), within)])
  } catch (error) {
    if (signal.aborted || !stop.signal.aborted) throw error // else it is what was stopped
  } finally {
    clearInterval(ticking)
    stop.abort()
  }
  const { overdue } = loaded
  return { bitsPerSecond: meter.mean(), bytes: meter.bytes, loadedMs: median(loaded.rtts), overdue }
}

/** Round trips while data flow. */
export class Loaded {
  readonly rtts: number[] = []
  /** So many did not come back in time: a full network does that, and the test goes on. */
  overdue = 0
  private readonly eachMs: number

  constructor(eachMs = EACH_MS) {
    this.eachMs = eachMs
  }

  /** One after another until it is stopped, or the server refuses one. */
  async measure(ping: () => Promise<number>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await new Promise((done) => setTimeout(done, this.eachMs))
      try {
        this.rtts.push(await ping())
      } catch (error) {
        if (signal.aborted || !isOverdue(error)) throw error
        this.overdue++
      }
    }
  }
}

const downloads =
  (test: string): Stream =>
  async (meter, signal) => {
    while (!signal.aborted) {
      const url = apiUrl('/speedtest/download', { test, mebibytes: MEBIBYTES })
      const reader = (await ask(url, { signal })).body?.getReader()
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        meter.add(part.value.length)
      }
    }
  }

function uploads(test: string): Stream {
  const bytes = incompressible(1 << 20)
  let pieces = 0
  return async (meter, signal, enough) => {
    let size = FIRST_PIECE
    while (!signal.aborted && pieces++ < MOST_PIECES) {
      const begin = performance.now()
      const body = bytes.subarray(0, size)
      const headers = { 'content-type': 'application/octet-stream' }
      const init = { method: 'POST', body, headers, signal }
      await (await ask(apiUrl('/speedtest/upload', { test }), init)).arrayBuffer()
      meter.add(size)
      size = nextPiece(size, performance.now() - begin)
    }
    enough()
  }
}

/** getRandomValues gives 64 KiB at a time. */
function incompressible(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return bytes
}
