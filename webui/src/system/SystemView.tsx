import { type PartName, useSystem } from '../api/system'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Ago, STATE_TEXT, Skeleton, StaleNote } from '../ui/parts'
import { StateIcon } from '../ui/icons'
import { PartCard } from './PartCard'
import { VersionsCard } from './VersionsCard'
import { verdict, worstFirst } from './words'

/** They stand beside the short ones. */
const LISTS: readonly PartName[] = ['consumers', 'database']

/** How the system itself is: what is bad first, each with what to do about it. */
export default function SystemView() {
  const system = useSystem()
  const { data, isError, error, dataUpdatedAt } = system
  if (data === undefined) {
    return isError ? (
      <ProblemCard error={error} onRetry={() => void system.refetch()} />
    ) : (
      <div className="card">
        <Skeleton rows={6} className="h-16" />
      </div>
    )
  }
  const parts = worstFirst(data)
  const bad = parts.filter(({ state }) => state !== 'ok')
  const well = parts.filter(({ state }) => state === 'ok')
  const [short, long] = [false, true].map((hasList) =>
    well.filter(({ name }) => LISTS.includes(name) === hasList),
  )
  // an old answer promises nothing
  const state = isError ? 'stale' : data.state === 'ok' ? 'healthy' : 'breaching'
  const tone = STATE_TEXT[state]
  return (
    <>
      {isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className={`flex items-center gap-2 text-base font-semibold ${tone}`}>
          <StateIcon state={state} />
          {verdict(parts, isError)}
        </span>
        <span className="text-muted">{rich('looked at {ago}', { ago: <Ago at={data.at} /> })}</span>
        <button type="button" className="button" onClick={() => void system.refetch()}>
          {t('Look again')}
        </button>
      </p>
      {bad.map((part) => (
        <PartCard key={part.name} part={part} system={data} />
      ))}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="space-y-4">
          {short?.map((part) => (
            <PartCard key={part.name} part={part} system={data} />
          ))}
          <VersionsCard versions={data.versions} />
        </div>
        <div className="space-y-4">
          {long?.map((part) => (
            <PartCard key={part.name} part={part} system={data} />
          ))}
        </div>
      </div>
    </>
  )
}
