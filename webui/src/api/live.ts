import type { FleetChange } from './fleet'
import type { Escalation, Incident } from './incidents'
import type { Result } from './types'

/** What the stream tells of. */
export type LiveEvent =
  | { kind: 'result'; value: Result }
  | { kind: 'escalation'; value: Escalation }
  | { kind: 'incident'; value: Pick<Incident, 'id' | 'revision'> }

/** The kinds of events that the page listens to. */
export const KINDS = ['result', 'escalation', 'incident'] as const

/** Besides those it is told what changes of all paths. */
const PATHS = 'paths'

/** All that the stream is asked for. */
export const STREAMED = [...KINDS, PATHS]

/** Whether events arrive. */
export type Connection = 'connecting' | 'live' | 'reconnecting'

/** The part of EventSource that is used here, so that a test can stand in for it. */
export interface EventStream {
  readonly readyState: number
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void
  close(): void
}

const CLOSED = 2
const RETRY_MS = 3_000

/**
 * The page's only event stream. The browser reconnects a broken one with Last-Event-ID by itself;
 * where it gives up (a status that is not 200, which it does not tell) this says so and opens a new
 * one, unless it is stopped for the reason.
 */
export class Live {
  private readonly open: () => EventStream
  private readonly refused: () => void
  private readonly later: (run: () => void, ms: number) => void
  private readonly changed = new Set<() => void>()
  private readonly onEvent = new Set<(event: LiveEvent | undefined) => void>()
  private readonly onChange = new Set<(change: FleetChange | undefined) => void>()
  private readonly onGap = new Set<(dropped: number | undefined) => void>()
  private stream: EventStream | undefined
  private state: Connection = 'connecting'
  /** Whether events ever came, and whether they come by another stream than before. */
  private lived = false
  private anew = false

  constructor(
    open: () => EventStream,
    refused: () => void = () => undefined,
    later: (run: () => void, ms: number) => void = (run, ms) => setTimeout(run, ms),
  ) {
    this.open = open
    this.refused = refused
    this.later = later
  }

  readonly connection = (): Connection => this.state

  /** Tells of each change of the connection; for useSyncExternalStore. */
  readonly watch = (listener: () => void): (() => void) => {
    this.changed.add(listener)
    return () => this.changed.delete(listener)
  }

  /** Tells of each event; `undefined` where some may be missed and the reader should ask. */
  readonly events = (listener: (event: LiveEvent | undefined) => void): (() => void) => {
    this.onEvent.add(listener)
    return () => this.onEvent.delete(listener)
  }

  /** Tells what changes of all paths; `undefined` where some of it may be missed. */
  readonly changes = (listener: (change: FleetChange | undefined) => void): (() => void) => {
    this.onChange.add(listener)
    return () => this.onChange.delete(listener)
  }

  /**
   * Tells where events are missing: how many at least, or `undefined` where nobody knows. A stream
   * that broke and that the browser resumed has no gap.
   */
  readonly gaps = (listener: (dropped: number | undefined) => void): (() => void) => {
    this.onGap.add(listener)
    return () => this.onGap.delete(listener)
  }

  start(): void {
    const stream = this.open()
    this.stream = stream
    stream.addEventListener('open', () => {
      const missed = this.state === 'reconnecting'
      this.become('live')
      this.lived = true
      if (missed) this.missed()
      if (this.anew) this.tellGap(undefined) // a new stream begins with what comes now
      this.anew = false
    })
    for (const kind of KINDS) {
      stream.addEventListener(kind, ({ data }) => this.tell(eventOf(kind, data)))
    }
    stream.addEventListener(PATHS, ({ data }) => this.tellChange(parsed<FleetChange>(data)))
    stream.addEventListener('gap', ({ data }) => {
      this.missed()
      this.tellGap(parsed<{ dropped: number }>(data)?.dropped)
    })
    stream.addEventListener('error', () => {
      if (this.stream !== stream) return
      if (this.state === 'live') this.missed()
      this.become('reconnecting')
      if (stream.readyState !== CLOSED) return
      this.refused()
      this.later(() => this.restart(stream), RETRY_MS)
    })
  }

  stop(): void {
    this.stream?.close()
    this.stream = undefined
    this.anew ||= this.lived
    if (this.state === 'live') this.become('reconnecting')
  }

  private restart(broken: EventStream): void {
    if (this.stream !== broken) return
    this.anew ||= this.lived
    this.start()
  }

  private become(state: Connection): void {
    if (this.state === state) return
    this.state = state
    this.changed.forEach((listener) => listener())
  }

  private missed(): void {
    this.tell(undefined)
    this.tellChange(undefined)
  }

  private tellGap(dropped: number | undefined): void {
    this.onGap.forEach((listener) => listener(dropped))
  }

  private tell(event: LiveEvent | undefined): void {
    this.onEvent.forEach((listener) => listener(event))
  }

  private tellChange(change: FleetChange | undefined): void {
    this.onChange.forEach((listener) => listener(change))
  }
}

function eventOf(kind: LiveEvent['kind'], data: string): LiveEvent | undefined {
  const value = parsed(data)
  return value === undefined ? undefined : ({ kind, value } as LiveEvent)
}

/** A message that cannot be read counts as missed: the reader then asks for everything. */
function parsed<T>(data: string): T | undefined {
  try {
    return JSON.parse(data) as T
  } catch {
    return undefined
  }
}
