import type { ReactNode } from 'react'
import type { PathState } from '../api/types'
import { count, duration, percent } from '../format/numbers'
import { STATES } from '../format/states'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t, within } from '../language/text'
import { StateIcon } from '../ui/icons'
import { NoLongerListed } from '../ui/Gone'
import { STATE_TEXT } from '../ui/parts'
import type { RowPlace } from './PathTable'
import type { Rollup } from './groups'
import { ROW_LINK } from './keys'

const ORDER = Object.keys(STATES) as PathState[]
const CELL = 'px-3 py-1.5 max-md:inline-block max-md:py-0.5'

const muted = (text: ReactNode) => <span className="text-muted">{text}</span>
const unseen = (text: ReactNode) => <span className="md:sr-only">{text}</span>

/** A site, target or probe with what its paths add up to; it opens and closes. */
export function RollupLine(props: {
  rollup: Rollup
  row: RowPlace
  measure: (row: HTMLElement | null) => void
  gone: 'known' | 'unknown' | undefined
  onTurn: (key: string, open: boolean) => void
}) {
  const { rollup, row, measure, gone, onTurn } = props
  const { key, name, open, total, tier } = rollup
  return (
    <tr
      role="row"
      ref={measure}
      {...row}
      className="border-b border-line bg-raised last:border-0 max-md:block max-md:py-1.5"
    >
      <td role="rowheader" colSpan={3} className={`${CELL} max-md:block`}>
        <button
          type="button"
          aria-expanded={open}
          className="inline-flex min-h-7 max-w-full items-center gap-2 font-semibold"
          onClick={() => onTurn(key, !open)}
          {...{ [ROW_LINK]: '' }}
        >
          <span aria-hidden="true" className="w-3 text-muted">
            {open ? '▾' : '▸'}
          </span>
          <span className="text-left wrap-anywhere">{name === '' ? t('no site') : name}</span>
          <span className="font-normal whitespace-nowrap text-muted">
            {plural(total, '{n} path', '{n} paths')}
          </span>
        </button>
        {gone === undefined ? <States states={rollup.states} /> : <NoLongerListed />}
      </td>
      <td role="cell" className={`${CELL} tabular-nums`} title={t('Of its paths that have one')}>
        {rollup.medianUs !== null &&
          rich('{value} <muted>median</muted>', { value: duration(rollup.medianUs), muted })}
      </td>
      <td role="cell" colSpan={2} className={`${CELL} tabular-nums`} title={t('Of its paths')}>
        {rollup.worstLoss !== null &&
          rollup.worstLoss > 0 &&
          rich('<muted>up to</muted> {share}<unseen> loss</unseen>', {
            share: percent(rollup.worstLoss),
            muted,
            unseen,
          })}
      </td>
      <td role="cell" className={`${CELL} text-right text-muted max-md:hidden`}>
        {tier > 1 && t('to tier {tier}', { tier })}
      </td>
    </tr>
  )
}

function States({ states }: { states: Record<PathState, number> }) {
  return (
    <span className="inline-flex flex-wrap gap-x-3 md:ml-4">
      {ORDER.filter((state) => states[state] > 0).map((state) => (
        <span key={state} className={`inline-flex items-center gap-1 ${STATE_TEXT[state]}`}>
          <StateIcon state={state} size={14} />
          <span className="tabular-nums">{count(states[state])}</span>
          {within(t(STATES[state].word))}
        </span>
      ))}
    </span>
  )
}
