import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { PathLine } from './PathLine'
import { RollupLine } from './RollupLine'
import { sparks } from './SparkCell'
import type { Line } from './groups'
import { sparkKey } from './sparks'

const COLUMNS: [word: string, className: string, means?: string][] = [
  ['State', 'w-36'],
  ['Path', ''],
  ['Last hour', 'w-40', 'The mean as a line and its spread as a band, from zero; marks: no answer'],
  ['Latency', 'w-40', 'The newest result of the check that is nearest to the network'],
  ['Loss', 'w-20', 'The largest of its checks'],
  ['Of limit', 'w-32', "The worst check's newest value, as a share of its limit"],
  ['Last result', 'w-28 text-right!'],
]
const ROW_PX = 47
/** Rows that are there above and below the window, so that keys walk on. */
const OVERSCAN = 8
const AGAIN_MS = 30_000

/** The lines of the list, of which only those in the window are there; on a phone each is a card. */
export function PathTable(props: {
  lines: Line[]
  onTurn: (rollup: string, open: boolean) => void
}) {
  const { lines, onTurn } = props
  const table = useRef<HTMLTableElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const body = table.current?.tBodies[0]
    if (body) setTop(body.getBoundingClientRect().top + window.scrollY)
  }, [])
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => ROW_PX,
    getItemKey: (i) => lines[i]?.key ?? i,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: 64,
  })
  const items = virtual.getVirtualItems()
  const shown = items.flatMap(({ index }) => lines[index] ?? [])
  useSparks(shown)
  const before = Math.max(0, (items[0]?.start ?? top) - top)
  const after = Math.max(0, virtual.getTotalSize() + top - (items.at(-1)?.end ?? top))
  return (
    <div className="card overflow-hidden">
      <table
        ref={table}
        role="table"
        aria-rowcount={lines.length + 1}
        className="w-full table-fixed border-collapse max-md:block"
      >
        <caption className="sr-only">Paths, worst first</caption>
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row" aria-rowindex={1} className="border-b border-line">
            {COLUMNS.map(([word, className, means]) => (
              <th
                key={word}
                role="columnheader"
                scope="col"
                title={means}
                className={`px-3 py-1.5 text-left font-medium text-muted ${className}`}
              >
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          <Space px={before} />
          {items.map(({ index, key }) => {
            const line = lines[index]
            const row = { 'data-index': index, 'aria-rowindex': index + 2 }
            if (line === undefined) return null
            return line.kind === 'path' ? (
              <PathLine key={key} path={line.path} row={row} measure={virtual.measureElement} />
            ) : (
              <RollupLine
                key={key}
                rollup={line}
                row={row}
                measure={virtual.measureElement}
                onTurn={onTurn}
              />
            )
          })}
          <Space px={after} />
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

/** In place of the rows that are not there. */
function Space({ px }: { px: number }) {
  if (px === 0) return null
  return (
    <tr aria-hidden="true" className="max-md:block">
      <td colSpan={COLUMNS.length} className="max-md:block" style={{ height: px, padding: 0 }} />
    </tr>
  )
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
