import type { ActionKind, Incident } from '../api/incidents'
import { BROWSER, type Timers } from '../api/throttle'
import { arrived } from './story'

/** What somebody wants done, with the incident that they saw. */
export interface Wish {
  kind: ActionKind
  text: string
  /** A repetition with the same key is the same wish. */
  key: string
  before: Incident
}

/** How far a wish is on its way; whether it has taken effect shows the incident. */
export type Stage = 'held' | 'sending' | 'sent' | 'late' | 'failed'

/** A wish on its way. */
export interface Underway {
  wish: Wish
  stage: Stage
  error?: unknown
}

/** So long it can be undone: nothing has left the page yet. */
export const HOLD_MS = 5_000
/** So long the streams may take to take it in, before the page says that they do not. */
const PATIENCE_MS = 15_000

/** What can be undone. A comment is written and a closing asked for twice before they are sent. */
const UNDOABLE = new Set<ActionKind>(['acknowledge', 'approve'])

/**
 * Wishes of one page, each on its own way: what can be undone is held for a moment before it is
 * sent. The server only accepts a wish: it has come true when the incident shows it.
 */
export class Wishes {
  private readonly send: (wish: Wish) => Promise<void>
  private readonly timers: Timers
  private readonly watchers = new Set<() => void>()
  private readonly waits = new Map<string, unknown>()
  private state: readonly Underway[] = []

  constructor(send: (wish: Wish) => Promise<void>, timers: Timers = BROWSER) {
    this.send = send
    this.timers = timers
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  readonly underway = (): readonly Underway[] => this.state

  /** Begins one; those that came true are forgotten. */
  want(wish: Wish): void {
    const open = this.state.filter(
      ({ wish: one, stage }) => !(isSent(stage) && arrived(one, wish.before)),
    )
    const held = UNDOABLE.has(wish.kind)
    this.become([...open, { wish, stage: held ? 'held' : 'sending' }])
    if (held) this.wait(wish, HOLD_MS, () => this.go(wish))
    else this.go(wish)
  }

  /** Takes back what has not been sent. */
  undo({ key }: Wish): void {
    if (this.find(key)?.stage !== 'held') return
    this.rest(key)
    this.become(this.state.filter(({ wish }) => wish.key !== key))
  }

  /** Sends again what failed. */
  again(wish: Wish): void {
    if (this.find(wish.key)?.stage === 'failed') this.go(wish)
  }

  /** The page is left: what was held goes out now, and nothing is waited for. */
  readonly leave = (): void => {
    const held = this.state.filter(({ stage }) => stage === 'held')
    for (const key of [...this.waits.keys()]) this.rest(key)
    held.forEach(({ wish }) => this.go(wish))
  }

  private go(wish: Wish): void {
    this.move(wish, { wish, stage: 'sending' })
    this.send(wish).then(
      () => {
        this.move(wish, { wish, stage: 'sent' })
        this.wait(wish, PATIENCE_MS, () => this.move(wish, { wish, stage: 'late' }))
      },
      (error: unknown) => this.move(wish, { wish, stage: 'failed', error }),
    )
  }

  private wait({ key }: Wish, ms: number, then: () => void): void {
    this.rest(key)
    this.waits.set(
      key,
      this.timers.set(() => {
        this.waits.delete(key)
        then()
      }, ms),
    )
  }

  private rest(key: string): void {
    const timer = this.waits.get(key)
    if (timer !== undefined) this.timers.clear(timer)
    this.waits.delete(key)
  }

  private find(key: string): Underway | undefined {
    return this.state.find(({ wish }) => wish.key === key)
  }

  private move(wish: Wish, to: Underway): void {
    this.become(this.state.map((one) => (one.wish.key === wish.key ? to : one)))
  }

  private become(state: readonly Underway[]): void {
    this.state = state
    this.watchers.forEach((watcher) => watcher())
  }
}

/** Whether the server has it. */
export const isSent = (stage: Stage): boolean => stage === 'sent' || stage === 'late'

/** Whether it may still come true: until then the page shows it as if it had. */
export const isOpen = ({ wish, stage }: Underway, now: Incident): boolean =>
  stage !== 'failed' && !(isSent(stage) && arrived(wish, now))

/** The incident as it will be once the open wishes have come true. */
export function foreseen(incident: Incident, underway: readonly Underway[], by: string): Incident {
  return underway
    .filter((one) => isOpen(one, incident) && !arrived(one.wish, incident))
    .reduce((now, { wish }) => granted(now, wish.kind, by), incident)
}

/** Comments and closings show once they are in the story. */
function granted(incident: Incident, kind: ActionKind, by: string): Incident {
  switch (kind) {
    case 'acknowledge':
      return { ...incident, acknowledgedBy: by }
    case 'approve':
      return { ...incident, awaitsApproval: [] }
    case 'comment':
    case 'close':
      return incident
  }
}
