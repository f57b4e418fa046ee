import { useCallback, useEffect } from 'react'
import { type Message, msg, t } from '../language/text'
import type { Gone } from '../ui/held'
import { Space } from '../ui/Space'
import { useVirtualRows } from '../ui/useVirtualRows'
import { PathLine } from './PathLine'
import { RollupLine } from './RollupLine'
import { sparks } from './SparkCell'
import type { Line } from './groups'
import { sparkKey } from './sparks'

const COLUMNS: [word: Message, className: string, means?: Message][] = [
  [msg('State'), 'w-36'],
  [msg('Path'), ''],
  [
    msg('Last hour'),
    'w-40',
    msg('The mean as a line and its spread as a band, from zero; marks: no answer'),
  ],
  [msg('Latency'), 'w-40', msg('The newest result of the check that is nearest to the network')],
  [msg('Loss'), 'w-20', msg('The largest of its checks')],
  [msg('Of limit'), 'w-32', msg("The worst check's newest value, as a share of its limit")],
  [msg('Last result'), 'w-28 text-right!'],
]
const ROW_PX = 47
/** Rows that are there above and below the window, so that keys walk on. */
const OVERSCAN = 8
const AGAIN_MS = 30_000

/** The lines of the list, of which only those in the window are there; on a phone each is a card. */
export function PathTable(props: {
  lines: readonly Line[]
  gone: Gone
  onTurn: (rollup: string, open: boolean) => void
}) {
  const { lines, gone, onTurn } = props
  const keyOf = useCallback((i: number) => lines[i]?.key ?? i, [lines])
  const { table, rows, beforePx, afterPx, measure } = useVirtualRows({
    count: lines.length,
    keyOf,
    rowPx: ROW_PX,
    overscan: OVERSCAN,
  })
  useSparks(rows.flatMap(({ index }) => lines[index] ?? []))
  return (
    <div className="card overflow-hidden">
      <table
        ref={table}
        role="table"
        aria-rowcount={lines.length + 1}
        className="w-full table-fixed border-collapse max-md:block"
      >
        <caption className="sr-only">{t('Paths, worst first')}</caption>
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row" aria-rowindex={1} className="border-b border-line">
            {COLUMNS.map(([word, className, means]) => (
              <th
                key={t(word)}
                role="columnheader"
                scope="col"
                title={means && t(means)}
                className={`px-3 py-1.5 text-left font-medium text-muted ${className}`}
              >
                {t(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          <Space px={beforePx} columns={COLUMNS.length} />
          {rows.map(({ index, key }) => {
            const line = lines[index]
            const row = { 'data-index': index, 'aria-rowindex': index + 2 }
            if (line === undefined) return null
            const place = { row, measure, gone: gone.get(line.key) }
            return line.kind === 'path' ? (
              <PathLine key={key} path={line.path} {...place} />
            ) : (
              <RollupLine key={key} rollup={line} {...place} onTurn={onTurn} />
            )
          })}
          <Space px={afterPx} columns={COLUMNS.length} />
        </tbody>
      </table>
    </div>
  )
}

/** What a line of the list tells of its place. */
export interface RowPlace {
  'data-index': number
  'aria-rowindex': number
}

/** Asks for the lines of the rows that are there, and again while they stay. */
function useSparks(lines: readonly Line[]): void {
  const keys = lines
    .flatMap((line) => (line.kind === 'path' ? (sparkKey(line.path) ?? []) : []))
    .join('\n')
  useEffect(() => {
    const ask = (): void => {
      if (!document.hidden) sparks.want(keys === '' ? [] : keys.split('\n'))
    }
    ask()
    const timer = setInterval(ask, AGAIN_MS)
    return () => {
      clearInterval(timer)
      sparks.want([])
    }
  }, [keys])
}
