import type { PathState } from '../api/types'

/** What a state is called and what it means. */
export const STATES: Record<PathState, { word: string; means: string }> = {
  failing: { word: 'Failing', means: 'the newest test got no answer, or a wrong one' },
  breaching: { word: 'Breaching', means: 'it answers, but outside a limit' },
  stale: { word: 'Stale', means: 'nothing new for three intervals' },
  unproven: { word: 'Unproven', means: 'never measured yet' },
  healthy: { word: 'Healthy', means: 'answers within all limits' },
}
