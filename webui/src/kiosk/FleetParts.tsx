import type { FleetPath } from '../api/fleet'
import type { PathState } from '../api/types'
import { useNow } from '../app/clock'
import type { Rollup } from '../fleet/groups'
import { count, duration, percent } from '../format/numbers'
import { STATES } from '../format/states'
import { ago } from '../format/times'
import { reasonWords } from '../format/words'
import { plural } from '../language/plural'
import { t, within } from '../language/text'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'

const ORDER = Object.keys(STATES) as PathState[]

/** How many paths are in each state, to be read from afar. */
export function StateFigures({ states }: { states: Record<PathState, number> }) {
  return (
    <dl aria-label={t('Paths by state')} className="grid grid-cols-2 gap-3 sm:grid-cols-5">
      {ORDER.map((state) => {
        const colour = states[state] === 0 ? 'text-muted' : STATE_TEXT[state]
        return (
          <div
            key={state}
            className={`card flex items-center gap-3 px-4 py-2 ${colour}
              ${state === 'healthy' ? 'max-sm:col-span-2' : ''}`}
          >
            <dt className="order-1 text-lg">{t(STATES[state].word)}</dt>
            <dd className="flex items-center gap-3 text-3xl font-semibold tabular-nums">
              <StateIcon state={state} size="1.25em" />
              {count(states[state])}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** A path in one line, and what is wrong with it in another. */
export function PathRow({ path }: { path: FleetPath }) {
  const { probe, target, state, reason, latencyUs, loss, newestMs } = path
  const [check = ''] = reason.split(': ', 1)
  const now = useNow()
  return (
    <>
      <State state={state} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-lg leading-tight font-medium">
          {probe} <span className="text-muted">→</span> {target}
        </span>
        {reason !== '' && state !== 'healthy' && (
          <span className={`block truncate leading-tight ${STATE_TEXT[state]}`}>
            {check}: {reasonWords(check, reason)}
          </span>
        )}
      </span>
      <span className="w-28 text-right text-lg whitespace-nowrap tabular-nums max-sm:hidden">
        {latencyUs === null ? '' : duration(latencyUs)}
      </span>
      <span className="w-32 text-right whitespace-nowrap tabular-nums max-md:hidden">
        {loss === null || loss === 0 ? '' : t('{loss} loss', { loss: percent(loss) })}
      </span>
      <span className="w-24 text-right whitespace-nowrap text-muted tabular-nums max-sm:hidden">
        {newestMs === null ? t('none yet||no result of a path') : ago(newestMs, now)}
      </span>
    </>
  )
}

/** A site, target or probe with what its paths add up to. */
export function GroupRow({ rollup }: { rollup: Rollup }) {
  const { name, total, states, medianUs, worstLoss } = rollup
  const worst = ORDER.find((state) => states[state] > 0) ?? 'unproven'
  return (
    <>
      <State state={worst} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-lg leading-tight font-medium">
          {name === '' ? t('no site') : name}
        </span>
        <span className="block truncate leading-tight text-muted">
          {plural(total, '{n} path: {states}', '{n} paths: {states}', {
            states: ORDER.filter((state) => states[state] > 0)
              .map((state) => `${count(states[state])} ${within(t(STATES[state].word))}`)
              .join(', '),
          })}
        </span>
      </span>
      <span className="w-44 text-right text-lg whitespace-nowrap tabular-nums max-sm:hidden">
        {medianUs === null ? '' : t('{value} median', { value: duration(medianUs) })}
      </span>
      <span className="w-36 text-right whitespace-nowrap tabular-nums max-md:hidden">
        {worstLoss === null || worstLoss === 0
          ? ''
          : t('up to {loss} loss', { loss: percent(worstLoss) })}
      </span>
    </>
  )
}

function State({ state }: { state: PathState }) {
  return (
    <span
      className={`flex w-36 shrink-0 items-center gap-2 text-lg font-medium ${STATE_TEXT[state]}`}
    >
      <StateIcon state={state} size="1.4em" />
      {t(STATES[state].word)}
    </span>
  )
}
