import type { LiveEvent } from '../api/live'
import { type Entry, entryOf, gapOf } from './entries'

/** An entry with its number: the first that came is 0. */
export interface Numbered extends Entry {
  n: number
}

/** What the feed shows, the newest first. */
export interface Shown {
  entries: readonly Numbered[]
  /** All that ever came. */
  total: number
  /** Those that came since it was paused. */
  waiting: number
  paused: boolean
}

/** The newest so many are kept. */
export const MOST_KEPT = 5_000

/** Where events come from; the page's one stream. */
export interface Source {
  events(listener: (event: LiveEvent | undefined) => void): () => void
  gaps(listener: (dropped: number | undefined) => void): () => void
}

/** Time, so that a test has its own. */
export interface Clock {
  now(): number
  /** Runs at the next time when the screen is drawn; not while nobody looks. */
  frame(run: () => void): void
}

const BROWSER: Clock = {
  now: () => Date.now(),
  frame: (run) => void requestAnimationFrame(run),
}

/**
 * Events as they come: the newest thousands in memory of a fixed size, taken over into what is shown
 * once a frame. While it is paused they still come and wait.
 */
export class Feed {
  private readonly clock: Clock
  private readonly most: number
  private readonly watchers = new Set<() => void>()
  private kept: Numbered[] = []
  private arrived: Entry[] = []
  private total = 0
  private scheduled = false
  private shownTotal = 0
  private state: Shown = { entries: [], total: 0, waiting: 0, paused: false }

  constructor(clock: Clock = BROWSER, most = MOST_KEPT) {
    this.clock = clock
    this.most = most
  }

  /** Begins to listen; the answer ends that. */
  listen(source: Source): () => void {
    const ends = [
      source.events((event) => event && this.take(entryOf(event, this.clock.now()))),
      source.gaps((dropped) => this.take(gapOf(dropped, this.clock.now()))),
    ]
    return () => ends.forEach((end) => end())
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  readonly shown = (): Shown => this.state

  /** Holds what is shown, or lets it go on. */
  pause(paused: boolean): void {
    if (this.state.paused === paused) return
    this.state = { ...this.state, paused }
    this.update()
  }

  private take(entry: Entry): void {
    this.arrived.push(entry)
    // a page that nobody looks at draws no frames, but events still come
    if (this.arrived.length >= this.most) this.keep()
    if (this.scheduled) return
    this.scheduled = true
    this.clock.frame(() => {
      this.scheduled = false
      this.update()
    })
  }

  private update(): void {
    this.keep()
    const { paused, entries } = this.state
    if (!paused) this.shownTotal = this.total
    this.state = {
      entries: paused ? entries : this.kept.toReversed(),
      total: this.total,
      waiting: this.total - this.shownTotal,
      paused,
    }
    this.watchers.forEach((watcher) => watcher())
  }

  private keep(): void {
    for (const entry of this.arrived) this.kept.push({ ...entry, n: this.total++ })
    this.arrived = []
    if (this.kept.length > this.most) this.kept = this.kept.slice(-this.most)
  }
}
