import { get } from '../api/client'
import type { FleetPath, Spark, Sparks } from '../api/fleet'

/** A series as the API is asked for it: probe, target and check with blanks between them. */
export function sparkKey({ key, check, reason }: FleetPath): string | undefined {
  const worst = reason.includes(': ') ? reason.slice(0, reason.indexOf(': ')) : null
  const name = check ?? worst
  return name === null ? undefined : `${key} ${name}`
}

/** As many as the API answers at once, in an address of a length that every proxy takes. */
const MOST_AT_ONCE = 40
const MOST_CHARACTERS = 3_000
/** As long as scrolling may pause. */
const SETTLE_MS = 120
const FRESH_MS = 60_000
/** An older line is of another hour than it says. */
const OLD_MS = 5 * FRESH_MS
const AFTER_FAILURE_MS = 15_000
const MOST_KEPT = 2_000

/** What the book needs of the world, so that a test has its own. */
export interface World {
  ask(series: readonly string[]): Promise<Sparks>
  now(): number
  later(run: () => void, ms: number): void
}

const BROWSER: World = {
  ask: (series) => {
    const query = new URLSearchParams(series.map((one) => ['series', one]))
    return get<Sparks>(`/series/sparks?${query}`, {})
  },
  now: () => Date.now(),
  later: (run, ms) => setTimeout(run, ms),
}

/**
 * The last hour of the rows that are on the screen: one question at a time, for those that are not
 * known or old by now; of those that were scrolled away before their turn nobody asks.
 */
export class SparkBook {
  private readonly world: World
  private readonly kept = new Map<string, { spark: Spark | undefined; at: number }>()
  private readonly watchers = new Set<() => void>()
  private wanted: readonly string[] = []
  private busy = false
  private notBefore = -Infinity

  constructor(world: World = BROWSER) {
    this.world = world
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** Null while it is on its way; undefined where there is none. */
  of(series: string): Spark | undefined | null {
    const entry = this.kept.get(series)
    const known = entry !== undefined && this.world.now() - entry.at < OLD_MS
    return known ? entry.spark : null
  }

  /** From now on these are on the screen. */
  want(series: readonly string[]): void {
    this.wanted = series
    if (this.busy || this.missing().length === 0) return
    this.busy = true
    this.world.later(() => void this.ask(), Math.max(SETTLE_MS, this.notBefore - this.world.now()))
  }

  private async ask(): Promise<void> {
    const series = this.missing()
    try {
      if (series.length > 0) this.keep(series, await this.world.ask(series))
    } catch {
      this.notBefore = this.world.now() + AFTER_FAILURE_MS // a row without its line is still a row
    }
    this.busy = false
    this.want(this.wanted)
  }

  private missing(): string[] {
    const old = this.world.now() - FRESH_MS
    const missing: string[] = []
    let characters = 0
    for (const series of this.wanted) {
      if ((this.kept.get(series)?.at ?? -Infinity) > old) continue
      characters += encodeURIComponent(series).length + 8
      if (missing.length === MOST_AT_ONCE || characters > MOST_CHARACTERS) break
      missing.push(series)
    }
    return missing
  }

  private keep(asked: readonly string[], { items }: Sparks): void {
    const found = new Map(items.map((spark) => [nameOf(spark), spark]))
    for (const series of asked) {
      this.kept.delete(series) // so that the oldest is always the first
      this.kept.set(series, { spark: found.get(series), at: this.world.now() })
    }
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break
      this.kept.delete(oldest)
    }
    this.watchers.forEach((watcher) => watcher())
  }
}

const nameOf = ({ probe, target, check }: Spark): string => `${probe} ${target} ${check}`
