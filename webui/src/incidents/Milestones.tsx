import type { Incident } from '../api/incidents'
import { lasted } from '../format/times'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { type Milestone, milestonesOf } from './milestones'
import { PHASES } from './story'

/** How far the story has come, in one line. */
export function Milestones({ incident }: { incident: Incident }) {
  return (
    <ol
      aria-label={t('How far it has come')}
      className="card divide-line max-sm:divide-y sm:grid sm:grid-cols-5 sm:divide-x"
    >
      {milestonesOf(incident).map((milestone) => (
        <Step key={milestone.phase} milestone={milestone} />
      ))}
    </ol>
  )
}

function Step({ milestone: { phase, afterMs, note, waits = false } }: { milestone: Milestone }) {
  const reached = afterMs !== undefined
  return (
    <li className="px-3 py-2 max-sm:flex max-sm:justify-between max-sm:gap-3">
      <span
        className={`flex items-center gap-1.5 ${reached ? 'font-medium' : 'text-muted'}
          ${waits ? 'text-breaching!' : ''}`}
      >
        <StateIcon state={reached ? 'reached' : waits ? 'waiting' : 'unproven'} size={14} />
        {t(PHASES[phase])}
        <span className="sr-only">
          : {t(reached ? 'reached||a phase' : 'not reached||a phase')}
        </span>
      </span>
      <span className="block text-muted tabular-nums max-sm:text-right">
        {[
          reached &&
            (afterMs === 0 ? t('at the start') : t('after {time}', { time: lasted(afterMs) })),
          note,
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </li>
  )
}
