import type { ActionKind, Incident } from '../api/incidents'
import { BROWSER, type Timers } from '../api/throttle'
import { arrived } from './story'

/** What somebody wants done, with the incident that they saw. */
export interface Wish {
  kind: ActionKind
  /** Whose it is: at this machine somebody else may sit next. */
  by: string
  text: string
  /** To whom it is assigned, empty: to nobody; only of an assignment. */
  assignee?: string
  /** A repetition with the same key is the same wish. */
  key: string
  before: Incident
}

/**
 * How far a wish is on its way; whether it has taken effect shows the incident. One that is overtaken
 * somebody else fulfilled before it was sent.
 */
export type Stage = 'held' | 'sending' | 'sent' | 'late' | 'overtaken' | 'failed'

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
const UNDOABLE = new Set<ActionKind>(['acknowledge', 'assign', 'approve'])

/**
 * Wishes of one page, each on its own way: what can be undone is held for a moment before it is
 * sent. The server only accepts a wish: it has come true when the incident shows it. They outlive
 * the screen of their incident, so that one that fails later is told on another.
 */
export class Wishes {
  private readonly send: (wish: Wish) => Promise<void>
  private readonly timers: Timers
  private readonly watchers = new Set<() => void>()
  private readonly waits = new Map<string, unknown>()
  /** The incidents that somebody looks at. */
  private readonly looked = new Set<string>()
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

  /** Begins one; those that are over are forgotten, and those of whoever sat here before. */
  want(wish: Wish): void {
    this.become([
      ...this.state.filter((one) => one.wish.by === wish.by && !isReplaced(one, wish)),
      { wish, stage: UNDOABLE.has(wish.kind) ? 'held' : 'sending' },
    ])
    if (UNDOABLE.has(wish.kind)) this.wait(wish, HOLD_MS, () => this.go(wish))
    else this.go(wish)
  }

  /** Takes back what has not been sent. */
  undo(wish: Wish): void {
    if (this.find(wish)?.stage === 'held') this.forget(wish)
  }

  /** Sends again what failed. */
  again(wish: Wish): void {
    if (this.find(wish)?.stage === 'failed') this.go(wish)
  }

  /** Speaks no more of one. */
  forget({ key }: Wish): void {
    this.rest(key)
    this.become(this.state.filter(({ wish }) => wish.key !== key))
  }

  /** An incident as it is now: what is held and has come true by somebody else is not sent on top of that. */
  saw(now: Incident): void {
    for (const { wish, stage } of this.state) {
      if (wish.before.id !== now.id || !arrived(wish, now)) continue
      if (stage === 'held') {
        this.rest(wish.key)
        this.move(wish, { wish, stage: 'overtaken' })
      }
      // the server took it, and only its answer was lost
      if (stage === 'failed') this.move(wish, { wish, stage: 'sent' })
    }
  }

  /** Somebody looks at an incident until they call what comes back: then what was held goes out. */
  look(id: string): () => void {
    this.looked.add(id)
    return () => {
      this.looked.delete(id)
      const left = this.state.filter(({ wish }) => wish.before.id === id)
      for (const { wish, stage } of left) {
        if (stage === 'held') this.go(wish)
        if (stage === 'late' || stage === 'overtaken') this.forget(wish)
      }
    }
  }

  /** The page is left: all that was held goes out now. */
  readonly leave = (): void => {
    this.state.filter(({ stage }) => stage === 'held').forEach(({ wish }) => this.go(wish))
  }

  private go(wish: Wish): void {
    this.rest(wish.key)
    this.move(wish, { wish, stage: 'sending' })
    this.send(wish).then(
      () => {
        this.move(wish, { wish, stage: 'sent' })
        this.wait(wish, PATIENCE_MS, () => {
          if (this.looked.has(wish.before.id)) this.move(wish, { wish, stage: 'late' })
          else this.forget(wish)
        })
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

  private find({ key }: Wish): Underway | undefined {
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

/** Whether a new wish for the same incident makes one needless to speak of. */
function isReplaced({ wish, stage }: Underway, by: Wish): boolean {
  if (wish.before.id !== by.before.id) return false
  if (stage === 'overtaken') return true
  if (stage === 'failed') return wish.kind === by.kind && wish.text === by.text
  return isSent(stage) && arrived(wish, by.before)
}

/** Whether the server has it. */
export const isSent = (stage: Stage): boolean => stage === 'sent' || stage === 'late'

/** Whether it may still come true: until then the page shows it as if it had. */
export const isOpen = ({ wish, stage }: Underway, now: Incident): boolean =>
  stage !== 'failed' && stage !== 'overtaken' && !(isSent(stage) && arrived(wish, now))

/** The incident as it will be once the open wishes have come true. */
export function foreseen(incident: Incident, underway: readonly Underway[]): Incident {
  return underway
    .filter((one) => isOpen(one, incident) && !arrived(one.wish, incident))
    .reduce((now, { wish }) => granted(now, wish), incident)
}

/** Comments and closings show once they are in the story. */
function granted(incident: Incident, { kind, by, assignee }: Wish): Incident {
  switch (kind) {
    case 'acknowledge':
      return { ...incident, acknowledgedBy: by }
    case 'assign':
      return { ...incident, assignee: assignee || null }
    case 'approve':
      return { ...incident, awaitsApproval: [] }
    case 'comment':
    case 'close':
      return incident
  }
}
