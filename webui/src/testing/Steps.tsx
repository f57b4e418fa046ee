import type { TestCommand } from '../api/types'
import { Ending } from '../path/RecentResults'

const STEPS = ['queued', 'accepted', 'running', 'done'] as const

/** How far one test is on its way to a probe and back. */
export function Steps({ command: { status } }: { command: TestCommand }) {
  const reached = STEPS.findIndex((step) => step === status)
  return (
    <ol className="flex gap-1.5 text-muted" aria-label="Steps">
      {STEPS.map((step, i) => (
        <li
          key={step}
          {...(i === reached && { 'aria-current': 'step' as const })}
          className={i <= reached ? 'text-text' : ''}
        >
          {i > 0 && <span aria-hidden="true">→ </span>}
          {i <= reached && <span aria-hidden="true">✓ </span>}
          {step}
        </li>
      ))}
    </ol>
  )
}

/**
 * How it ended: its numbers, or in words why there are none.
 *
 * @param props.late nobody took it up, though its time is over
 */
export function End({ command, late }: { command: TestCommand; late: boolean }) {
  if (command.result) return <Ending result={command.result} />
  if (command.status === 'expired' || (late && command.status === 'queued')) {
    return (
      <span className="text-failing">
        No answer from probe {command.probe} in time.{' '}
        {command.detail || 'Is it running, and connected?'}
      </span>
    )
  }
  if (command.status === 'done') {
    return <span className="text-unproven">Not run: {command.detail || 'see its result'}</span>
  }
  return command.detail
}
