import type { Interval } from '../api/details'
import type { TestCommand } from '../api/types'
import { type Message, msg, t } from '../language/text'
import { Ending } from '../path/RecentResults'
import { secondWords } from './progress'

const STEPS = ['queued', 'accepted', 'running', 'done'] as const
const WORDS: Record<(typeof STEPS)[number], Message> = {
  queued: msg('queued'),
  accepted: msg('accepted'),
  running: msg('running'),
  done: msg('done||a test'),
}

/** How far one test is on its way to a probe and back. */
export function Steps({ command: { status } }: { command: TestCommand }) {
  const reached = STEPS.findIndex((step) => step === status)
  return (
    <ol className="flex gap-1.5 text-muted" aria-label={t('Steps')}>
      {STEPS.map((step, i) => (
        <li
          key={step}
          {...(i === reached && { 'aria-current': 'step' as const })}
          className={i <= reached ? 'text-text' : ''}
        >
          {i > 0 && <span aria-hidden="true">→ </span>}
          {i <= reached && <span aria-hidden="true">✓ </span>}
          {t(WORDS[step])}
        </li>
      ))}
    </ol>
  )
}

/** What a test that runs carried in its last second, where it tells. */
export function Seen({ seen }: { seen: Interval | null | undefined }) {
  return seen && <span className="tabular-nums">{secondWords(seen)}</span>
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
        {t('No answer from probe {probe} in time.', { probe: command.probe })}{' '}
        {command.detail || t('Is it running, and connected?')}
      </span>
    )
  }
  if (command.status === 'done') {
    return (
      <span className="text-unproven">
        {t('Not run: {reason}', { reason: command.detail || t('see its result') })}
      </span>
    )
  }
  return command.detail
}
