import { Link } from '@tanstack/react-router'
import { useContext } from 'react'
import type { Incident, PathName } from '../api/incidents'
import { useNow } from '../app/clock'
import { ago, lasted, localTime, utcTime } from '../format/times'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'
import { Frozen } from './frozen'
import type { Look } from './words'

/** A state, a severity or a kind of entry: icon, word and colour. */
export function Badge({ look, quiet = false }: { look: Look; quiet?: boolean }) {
  const { word, means, icon, tone } = look
  return (
    <span
      className={`inline-flex items-center gap-1.5 ${quiet ? '' : 'font-medium'}
        ${STATE_TEXT[tone]}`}
      title={means}
    >
      <StateIcon state={icon} size={quiet ? 14 : 16} />
      {word}
    </span>
  )
}

/** Something worth knowing about an incident, in a frame. */
export function Mark({ children }: { children: React.ReactNode }) {
  return (
    <span className="inline-flex min-h-6 items-center gap-1.5 rounded border border-line px-1.5">
      {children}
    </span>
  )
}

/** Since when and for how long; of a closed one how long it lasted. */
export function Lasting({ incident }: { incident: Pick<Incident, 'openedAt' | 'closedAt'> }) {
  const clock = useNow()
  const now = useContext(Frozen) ?? clock
  const opened = Date.parse(incident.openedAt)
  const closed = incident.closedAt == null ? undefined : Date.parse(incident.closedAt)
  const time = (
    <time dateTime={incident.openedAt} title={utcTime(opened)}>
      {localTime(opened, now)}
    </time>
  )
  return (
    <span className="tabular-nums">
      {closed === undefined
        ? rich('for {span}, since {time}', { span: lasted(wholeSeconds(now - opened)), time })
        : rich('lasted {span}, from {time}, closed {ago}', {
            span: lasted(closed - opened),
            time,
            ago: ago(closed, now),
          })}
    </span>
  )
}

/** A clock that ticks every second has no tenths. */
const wholeSeconds = (ms: number): number => Math.floor(ms / 1_000) * 1_000

/** A path with a way to its page, where there is one for whoever looks. */
export function PathLink({ path: { probe, target } }: { path: PathName }) {
  const name = (
    <>
      {probe} <span aria-hidden="true">→</span>
      <span className="sr-only"> {t('to||from a probe to a target')} </span> {target}
    </>
  )
  if (useContext(Frozen) !== undefined) return <span className="wrap-anywhere">{name}</span>
  return (
    <Link
      to="/paths/$probe/$target"
      params={{ probe, target }}
      className="underline decoration-edge underline-offset-2 wrap-anywhere
        hover:decoration-current"
    >
      {name}
    </Link>
  )
}
