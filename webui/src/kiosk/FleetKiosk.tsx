import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useMe } from '../account/me'
import { problemOf } from '../api/client'
import type { Fleet } from '../api/fleet'
import { useFleet } from '../api/fleetQueries'
import { useNow } from '../app/clock'
import { useConnection } from '../app/live'
import { useRead } from '../app/search'
import { type Line, linesOf } from '../fleet/groups'
import { type FleetSearch, fleetSearch } from '../fleet/search'
import { select, tally } from '../fleet/select'
import { OFFERED, type SavedView, sameSearch, savedViews, viewName } from '../fleet/views'
import { count } from '../format/numbers'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton } from '../ui/parts'
import { Frame } from './Frame'
import { GroupRow, PathRow, StateFigures } from './FleetParts'
import { DEFAULT_EVERY_S, kioskSearch } from './search'
import { ageOf, rowsThatFit } from './show'
import { useTurn } from './use'

/** All paths on a wall: how many are in which state, and the worst of them. */
export default function FleetKiosk() {
  const given = useSearch({ from: '/' })
  const search = useRead(given, fleetSearch)
  const { views, everyS = DEFAULT_EVERY_S } = useRead(given, kioskSearch)
  const navigate = useNavigate({ from: '/' })
  const { shown, missing } = useViews(search, views)
  const turn = useTurn(shown.length, everyS)
  const view = shown[turn.at]
  const fleet = useFleet()
  const now = useNow()
  const isLive = useConnection() === 'live'
  const failed = fleet.isError ? problemOf(fleet.error).title : undefined
  return (
    <Frame
      title={t('Paths')}
      view={view ? viewName(view) : ''}
      names={shown.map(({ name }) => name)}
      turn={turn}
      age={fleet.data && ageOf(fleet.dataUpdatedAt, now, isLive, failed)}
      {...(missing.length > 0 && {
        note: t('This browser has no view that is called {names}', { names: missing.join(', ') }),
      })}
      onLeave={() => void navigate({ search })}
    >
      {fleet.data ? (
        <Shown fleet={fleet.data} view={view} />
      ) : fleet.isError ? (
        <ProblemCard error={fleet.error} />
      ) : (
        <div className="card">
          <Skeleton rows={8} />
        </div>
      )}
    </Frame>
  )
}

const NO_NAMES: readonly string[] = []

/** The views that it turns through; without any, what the address shows. */
function useViews(
  search: FleetSearch,
  names: readonly string[] = NO_NAMES,
): { shown: SavedView[]; missing: string[] } {
  const account = useMe().name
  return useMemo(() => {
    const known = [...OFFERED, ...savedViews(localStorage, account)]
    const shown = names.flatMap((name) => known.find((view) => view.name === name) ?? [])
    const missing = names.filter((name) => !known.some((view) => view.name === name))
    if (shown.length > 0) return { shown, missing }
    const named = known.find((view) => sameSearch(view.search, search))
    return { shown: [{ name: '', ...named, search }], missing }
  }, [search, names, account])
}

const NONE_TURNED: ReadonlyMap<string, boolean> = new Map()

function Shown({ fleet, view }: { fleet: Fleet; view: SavedView | undefined }) {
  const { rows, lines, states } = useMemo(() => {
    const search = view?.search ?? {}
    const { unhealthy: _unhealthy, state: _state, ...about } = search
    const { rows } = select(fleet.paths, search)
    const all = linesOf(rows, search.group, false, NONE_TURNED)
    // a group is a row of its own here: its paths would push the next one off the screen
    const lines = all.filter(({ kind }) => search.group === undefined || kind === 'rollup')
    return { rows, lines, states: tally(select(fleet.paths, about).rows) }
  }, [fleet.paths, view])
  if (fleet.paths.length === 0) {
    return (
      <div className="card p-6 text-xl">
        {t('No results yet. They appear here by themselves when the first probe reports.')}
      </div>
    )
  }
  return (
    <>
      <StateFigures states={states} />
      {lines.length === 0 ? (
        <p className="card p-6 text-xl font-semibold">
          {view?.search.unhealthy === true && rows.length === 0
            ? plural(
                states.healthy,
                'Nothing needs attention: {n} path healthy.',
                'Nothing needs attention: {n} paths healthy.',
              )
            : t('No path is in this view.')}
        </p>
      ) : (
        <Worst lines={lines} paths={rows.length} />
      )}
    </>
  )
}

const ROW_REM = 3.75

/** As many of the worst as there is room for; how many there are is said. */
function Worst({ lines, paths }: { lines: readonly Line[]; paths: number }) {
  const box = useRef<HTMLDivElement>(null)
  const [{ fit, rowPx }, setRoom] = useState({ fit: 8, rowPx: 0 })
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const measured = new ResizeObserver(() => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
      const fit = rowsThatFit(element.clientHeight, ROW_REM * rem)
      setRoom({ fit, rowPx: Math.floor((element.clientHeight - 2) / fit) })
    })
    measured.observe(element)
    return () => measured.disconnect()
  }, [])
  const shown = lines.slice(0, fit)
  const grouped = lines[0]?.kind === 'rollup'
  return (
    <>
      <div ref={box} className="min-h-40 flex-1 overflow-hidden">
        <ul
          aria-label={t(grouped ? 'The worst groups' : 'The worst paths')}
          className="card divide-y divide-line overflow-hidden"
        >
          {shown.map((line) => (
            <li
              key={line.key}
              className="flex items-center gap-4 px-4"
              style={{ height: lines.length < fit ? `${ROW_REM}rem` : rowPx }}
            >
              {line.kind === 'path' ? <PathRow path={line.path} /> : <GroupRow rollup={line} />}
            </li>
          ))}
        </ul>
      </div>
      <p className="text-muted">
        {grouped
          ? ofGroups(shown.length, lines.length, paths)
          : ofPaths(shown.length, lines.length)}
      </p>
    </>
  )
}

function ofPaths(shown: number, all: number): string {
  return shown < all
    ? t('The worst {shown} of {all} paths', { shown: count(shown), all: count(all) })
    : plural(all, 'All {n} paths, worst first', 'All {n} paths, worst first')
}

function ofGroups(shown: number, all: number, paths: number): string {
  const groups =
    shown < all
      ? t('The worst {shown} of {all} groups', { shown: count(shown), all: count(all) })
      : plural(all, 'All {n} groups, worst first', 'All {n} groups, worst first')
  return plural(paths, '{groups}; {n} paths', '{groups}; {n} paths', { groups })
}
