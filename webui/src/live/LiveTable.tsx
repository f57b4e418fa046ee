import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { ROW_LINK } from '../fleet/keys'
import { localTime, utcTime } from '../format/times'
import { Badge } from '../incidents/Marks'
import { type Message, msg, t } from '../language/text'
import { Space } from '../ui/Space'
import { useVirtualRows } from '../ui/useVirtualRows'
import type { Numbered } from './feed'

const ROW_PX = 33
const OVERSCAN = 10
const KINDS: Record<Numbered['kind'], Message> = {
  result: msg('Result'),
  escalation: msg('Escalation'),
  incident: msg('Incident'),
  gap: msg('Gap'),
}
const HEADS: [word: Message, className: string][] = [
  [msg('Arrived'), 'w-28'],
  [msg('What||kind of event'), 'w-28'],
  [msg('State'), 'w-36'],
  [msg('Of||what an event is about'), 'w-[30%]'],
  [msg('Says||an event'), ''],
]
/**
 * Rows stay and say something else, instead of being moved with each entry. What is in a cell is made anew: parts of a
 * line that stayed would be moved along it by those before them.
 */
const placeOf = (index: number): number => index
const CELL = 'px-3 py-1.5 align-top'

/**
 * While entries come each has a line, so that none moves another but by its own; once they are held, and nothing is
 * pressed that would move away, a line tells all it has to say.
 */
const LINE = 'truncate wrap-anywhere group-[[data-held]:not(:active)]:whitespace-normal'

/** Entries as rows, the newest first; only those in the window are there. */
export function LiveTable(props: {
  entries: readonly Numbered[]
  held: boolean
  /** Somebody has turned to one of them. */
  onHold: () => void
}) {
  const { entries, held, onHold } = props
  const { table, rows, beforePx, afterPx, measure } = useVirtualRows({
    count: entries.length,
    keyOf: placeOf,
    rowPx: ROW_PX,
    overscan: OVERSCAN,
  })
  return (
    <div
      className="group card overflow-hidden"
      {...(held && { 'data-held': '' })}
      onFocus={onHold}
      onPointerDown={onHold}
    >
      <table
        ref={table}
        role="table"
        aria-rowcount={entries.length + 1}
        className="w-full table-fixed border-collapse max-md:block"
      >
        <caption className="sr-only">{t('Events, the newest first')}</caption>
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row" aria-rowindex={1} className="border-b border-line">
            {HEADS.map(([word, className]) => (
              <th
                key={className}
                role="columnheader"
                scope="col"
                className={`px-3 py-1.5 text-left font-medium text-muted ${className}`}
              >
                {t(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          <Space px={beforePx} columns={HEADS.length} />
          {rows.map(({ index, key }) => {
            const entry = entries[index]
            return entry && <Row key={key} entry={entry} index={index} measure={measure} />
          })}
          <Space px={afterPx} columns={HEADS.length} />
        </tbody>
      </table>
    </div>
  )
}

const Row = memo(function Row(props: {
  entry: Numbered
  index: number
  measure: (row: HTMLElement | null) => void
}) {
  const { entry, index, measure } = props
  return (
    <tr
      role="row"
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={`border-b border-line last:border-0 max-md:flex max-md:flex-wrap max-md:py-1
        ${entry.kind === 'gap' ? 'bg-raised' : ''}`}
    >
      <td role="cell" className={`${CELL} whitespace-nowrap text-muted tabular-nums max-md:py-0`}>
        <time dateTime={new Date(entry.at).toISOString()} title={utcTime(entry.at)}>
          {localTime(entry.at, entry.at)}
        </time>
      </td>
      <td role="cell" className={`${CELL} text-muted max-md:py-0`}>
        {t(KINDS[entry.kind])}
      </td>
      <td role="cell" className={`${CELL} max-md:py-0`}>
        <Badge look={entry.look} quiet={entry.kind === 'result'} />
      </td>
      <td role="rowheader" className={`${CELL} ${LINE} max-md:basis-full max-md:py-0`}>
        <Subject key={entry.n} entry={entry} />
      </td>
      <td role="cell" className={`${CELL} ${LINE} max-md:basis-full max-md:py-0`}>
        <Text key={entry.n} entry={entry} />
      </td>
    </tr>
  )
})

function Text({ entry: { text, simulated } }: { entry: Numbered }) {
  return (
    <>
      {text}
      {simulated && <span className="text-muted"> · {t('simulated')}</span>}
    </>
  )
}

function Subject({ entry: { kind, probe, target, incident } }: { entry: Numbered }) {
  const link = { [ROW_LINK]: '', className: 'underline decoration-edge underline-offset-2' }
  if (kind === 'gap') return <span className="text-muted">{t('the stream')}</span>
  if (kind === 'incident') {
    return (
      <Link to="/incidents/$id" params={{ id: incident }} {...link}>
        {t('Incident {id}', { id: incident.slice(0, 8) })}
      </Link>
    )
  }
  return (
    <Link to="/paths/$probe/$target" params={{ probe, target }} {...link}>
      {probe} <span aria-hidden="true">→</span>
      <span className="sr-only"> {t('to||from a probe to a target')} </span> {target}
    </Link>
  )
}
