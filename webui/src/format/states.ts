import type { PathState } from '../api/types'
import { type Message, msg } from '../language/text'

/** What a state is called and what it means. */
export const STATES: Record<PathState, { word: Message; means: Message }> = {
  failing: { word: msg('Failing'), means: msg('the newest test got no answer, or a wrong one') },
  breaching: { word: msg('Breaching'), means: msg('it answers, but outside a limit') },
  stale: { word: msg('Stale'), means: msg('nothing new for three intervals') },
  unproven: { word: msg('Unproven'), means: msg('never measured, or nothing that counts') },
  healthy: { word: msg('Healthy'), means: msg('answers within all limits') },
}
