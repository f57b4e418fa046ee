import type { Escalation, Incident } from '../api/incidents'
import type { LiveEvent } from '../api/live'
import type { Result } from '../api/types'
import { headline, outcomeWords } from '../format/words'
import { INCIDENT_STATES, type Look, TIER_STATES, lookOf } from '../incidents/words'

/** What the feed has of an event: no more than it shows, so that thousands of them are small. */
export interface Entry {
  kind: LiveEvent['kind'] | 'gap'
  /** When it arrived, in milliseconds since 1970. */
  at: number
  look: Look
  /** Whether something is wrong. */
  unwell: boolean
  /** Its subject; of an incident none. */
  probe: string
  target: string
  /** The id of an incident. */
  incident: string
  text: string
  simulated: boolean
  /** What the filter looks at, in small letters. */
  search: string
}

const ANSWERED: Look = {
  word: 'Answered',
  means: 'the test was done',
  icon: 'healthy',
  tone: 'healthy',
}
const UNANSWERED: Look = {
  word: 'No answer',
  means: 'it timed out',
  icon: 'failing',
  tone: 'failing',
}
const FAILED: Look = {
  word: 'Failed',
  means: 'there was a wrong answer, or none could come',
  icon: 'failing',
  tone: 'failing',
}
const NOT_RUN: Look = {
  word: 'Not run',
  means: 'the probe did not do it',
  icon: 'withheld',
  tone: 'unproven',
}
const OUTCOMES: Partial<Record<Result['outcome']['type'], Look>> = {
  measured: ANSWERED,
  failed: FAILED,
  'timed-out': UNANSWERED,
}
const GAP: Look = {
  word: 'Gap',
  means: 'the stream did not tell everything',
  icon: 'stale',
  tone: 'stale',
}

/** An event as the feed shows it. */
export function entryOf({ kind, value }: LiveEvent, at: number): Entry {
  switch (kind) {
    case 'result':
      return ofResult(value, at)
    case 'escalation':
      return ofEscalation(value as Decision, at)
    case 'incident':
      return ofIncident(value as Incident, at)
  }
}

/** Where events are missing: at least so many, or nobody knows how many. */
export function gapOf(dropped: number | undefined, at: number): Entry {
  const text =
    dropped === undefined
      ? 'the stream was away: what came meanwhile is not here'
      : `at least ${dropped} events are not here`
  return entry('gap', at, GAP, { unwell: true, text })
}

function ofResult(result: Result, at: number): Entry {
  const { probe, target, check, family, tier, outcome, quality } = result
  const measured = outcome.type === 'measured'
  const said = measured ? headline(result) : outcomeWords(outcome)
  const deep = tier > 1 ? ` (tier ${tier})` : ''
  return entry('result', at, OUTCOMES[outcome.type] ?? NOT_RUN, {
    probe,
    target,
    unwell: !measured,
    text: `${check}${family === 'ipv6' ? ' IPv6' : ''}${deep}: ${said}`,
    simulated: quality.simulated,
  })
}

/** A decision as the stream tells it whole. */
interface Decision extends Escalation {
  text: string
  simulated: boolean
}

function ofEscalation({ probe, target, to, text, simulated }: Decision, at: number): Entry {
  const unwell = to !== 'healthy'
  return entry('escalation', at, lookOf(TIER_STATES, to), {
    probe,
    target,
    unwell,
    text,
    simulated,
  })
}

function ofIncident({ id, state, sentence, simulated }: Incident, at: number): Entry {
  return entry('incident', at, lookOf(INCIDENT_STATES, state), {
    unwell: state === 'open',
    incident: id,
    text: sentence,
    simulated,
  })
}

type Said = Partial<Pick<Entry, 'probe' | 'target' | 'incident' | 'simulated'>> &
  Pick<Entry, 'unwell' | 'text'>

function entry(kind: Entry['kind'], at: number, look: Look, said: Said): Entry {
  const { probe = '', target = '', incident = '', simulated = false, unwell, text } = said
  const search = `${kind} ${probe} ${target} ${look.word} ${text}`.toLowerCase()
  return { kind, at, look, probe, target, incident, simulated, unwell, text, search }
}
