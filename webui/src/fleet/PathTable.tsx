import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { CheckState, PathRow } from '../api/types'
import { ofLimit } from '../format/numbers'
import { headline, reasonWords } from '../format/words'
import { Escalated } from '../incidents/Escalated'
import { StateIcon } from '../ui/icons'
import { Ago, STATE_TEXT, StateBadge } from '../ui/parts'
import { ROW_LINK } from './keys'

const CELL = 'px-3 py-1.5 align-top max-md:block max-md:py-0.5'
const HEAD = 'px-3 py-1.5 text-left font-medium text-muted'

/** Paths as rows; on a narrow screen each row becomes a card. */
export function PathTable({ rows }: { rows: PathRow[] }) {
  return (
    <div className="card overflow-hidden">
      <table role="table" className="w-full border-collapse max-md:block">
        <caption className="sr-only">Paths, worst first</caption>
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row" className="border-b border-line">
            <th role="columnheader" scope="col" className={`${HEAD} w-32`}>
              State
            </th>
            <th role="columnheader" scope="col" className={`${HEAD} w-[22%]`}>
              Path
            </th>
            <th role="columnheader" scope="col" className={HEAD}>
              Checks
            </th>
            <th
              role="columnheader"
              scope="col"
              className={`${HEAD} w-28`}
              title="The worst check's newest value, as a share of its limit"
            >
              Of limit
            </th>
            <th role="columnheader" scope="col" className={`${HEAD} w-28 text-right!`}>
              Last result
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          {rows.map((row) => (
            <Row key={`${row.probe} ${row.target}`} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Row = memo(function Row({ row }: { row: PathRow }) {
  return (
    <tr
      role="row"
      className="relative border-b border-line last:border-0 hover:bg-raised max-md:grid
        max-md:grid-cols-[1fr_auto] max-md:py-2 has-[a:focus-visible]:bg-raised"
    >
      <td role="cell" className={CELL}>
        <StateBadge state={row.state} />
        <Escalated row={row} className="max-md:ml-4 max-md:inline-flex" />
      </td>
      <td role="rowheader" className={`${CELL} max-md:order-2 max-md:col-span-2`}>
        <Link
          to="/paths/$probe/$target"
          params={{ probe: row.probe, target: row.target }}
          className="font-medium wrap-anywhere after:absolute after:inset-0"
          {...{ [ROW_LINK]: '' }}
        >
          {row.probe} <span className="text-muted">→</span>
          <span className="sr-only"> to </span> {row.target}
        </Link>
        {row.address !== row.target && (
          <span className="block text-muted wrap-anywhere">{row.address}</span>
        )}
      </td>
      <td role="cell" className={`${CELL} max-md:order-3 max-md:col-span-2`}>
        <Checks row={row} />
      </td>
      <td role="cell" className={`${CELL} max-md:hidden`}>
        <Load row={row} />
      </td>
      <td
        role="cell"
        className={`${CELL} text-right whitespace-nowrap text-muted tabular-nums max-md:order-1`}
      >
        {row.updatedAt == null ? 'none yet' : <Ago at={row.updatedAt} />}
      </td>
    </tr>
  )
})

function Checks({ row }: { row: PathRow }) {
  const families = new Set(row.checks.map(({ family }) => family)).size > 1
  const unwell = row.checks.filter(({ state, reason }) => state !== 'healthy' && reason !== '')
  return (
    <>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {row.checks.map((check) => (
          <CheckCell key={`${check.check} ${check.family}`} check={check} family={families} />
        ))}
      </ul>
      {unwell.map(({ check, family, state, reason }) => (
        <p key={`${check} ${family}`} className={`mt-1 wrap-anywhere ${STATE_TEXT[state]}`}>
          {check}: {reasonWords(check, reason)}
        </p>
      ))}
    </>
  )
}

function CheckCell({ check, family }: { check: CheckState; family: boolean }) {
  const well = check.state === 'healthy'
  return (
    <li className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {!well && (
        <span className={STATE_TEXT[check.state]}>
          <StateIcon state={check.state} size={13} />
          <span className="sr-only">{check.state}</span>
        </span>
      )}
      <span className="text-muted">
        {check.check}
        {family && ` ${check.family}`}
      </span>
      <span className="tabular-nums">
        {check.result == null ? 'no result yet' : headline(check.result)}
      </span>
    </li>
  )
}

/** The share of the limit that is used: a bar and the number. */
function Load({ row }: { row: PathRow }) {
  if (row.state === 'failing' || row.state === 'unproven') {
    return <span className="text-muted">–</span>
  }
  const over = row.load > 1
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className="h-1.5 w-10 overflow-hidden rounded-full bg-raised">
        <span
          className={`block h-full rounded-full ${over ? 'bg-breaching' : 'bg-edge'}`}
          style={{ width: `${Math.max(4, Math.min(100, row.load * 100))}%` }}
        />
      </span>
      <span className={`tabular-nums whitespace-nowrap ${over ? 'text-breaching' : 'text-muted'}`}>
        {ofLimit(row.load)}
      </span>
    </span>
  )
}
