import type { Incident } from '../api/incidents'
import { lasted } from '../format/times'
import { StateIcon } from '../ui/icons'
import { type Milestone, PHASES, milestonesOf } from './story'

/** How far the story has come, in one line. */
export function Milestones({ incident }: { incident: Incident }) {
  return (
    <ol
      aria-label="How far it has come"
      className="card grid gap-px overflow-hidden bg-line! max-sm:grid-cols-2 sm:grid-cols-5"
    >
      {milestonesOf(incident).map((milestone) => (
        <Step key={milestone.phase} milestone={milestone} />
      ))}
    </ol>
  )
}

function Step({ milestone: { phase, afterMs, note } }: { milestone: Milestone }) {
  const reached = afterMs !== undefined
  const waiting = note === 'waits for approval'
  return (
    <li className="bg-panel px-3 py-2 max-sm:last:col-span-2">
      <span
        className={`flex items-center gap-1.5 ${reached ? 'font-medium' : 'text-muted'}
          ${waiting ? 'text-breaching!' : ''}`}
      >
        <StateIcon state={reached ? 'healthy' : waiting ? 'waiting' : 'unproven'} size={14} />
        {PHASES[phase]}
        <span className="sr-only">{reached ? ': reached' : ': not reached'}</span>
      </span>
      <span className="block text-muted tabular-nums">
        {[reached && (afterMs === 0 ? 'at the start' : `after ${lasted(afterMs)}`), note]
          .filter(Boolean)
          .join(', ')}
      </span>
    </li>
  )
}
