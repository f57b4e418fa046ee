import type { Escalation, Incident } from '../api/incidents'
import type { LiveEvent } from '../api/live'
import type { Result } from '../api/types'
import { headline, outcomeWords } from '../format/words'
import { t } from '../language/text'
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

/** How a result ended. */
function outcomeLook(type: Result['outcome']['type']): Look {
  switch (type) {
    case 'measured':
      return {
        word: t('Answered'),
        means: t('the test was done'),
        icon: 'healthy',
        tone: 'healthy',
      }
    case 'timed-out':
      return { word: t('No answer'), means: t('it timed out'), icon: 'failing', tone: 'failing' }
    case 'failed':
      return {
        word: t('Failed'),
        means: t('there was a wrong answer, or none could come'),
        icon: 'failing',
        tone: 'failing',
      }
    default:
      return {
        word: t('Not run'),
        means: t('the probe did not do it'),
        icon: 'withheld',
        tone: 'unproven',
      }
  }
}

const gapLook = (): Look => ({
  word: t('Gap'),
  means: t('the stream did not tell everything'),
  icon: 'stale',
  tone: 'stale',
})

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
      ? t('the stream was away: what came meanwhile is not here')
      : t('at least {dropped} events are not here', { dropped })
  return entry('gap', at, gapLook(), { unwell: true, text })
}

function ofResult(result: Result, at: number): Entry {
  const { probe, target, check, family, tier, outcome, quality } = result
  const measured = outcome.type === 'measured'
  const said = measured ? headline(result) : outcomeWords(outcome)
  const deep = tier > 1 ? ` (${t('tier {tier}', { tier })})` : ''
  return entry('result', at, outcomeLook(outcome.type), {
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
