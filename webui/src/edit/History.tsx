import { useMay } from '../account/me'
import { type Deed, type Kind, type Things, tellsHistory, useChanges } from '../api/configuration'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Ago, Skeleton } from '../ui/parts'
import { DifferenceList } from './DifferenceList'
import { type Facts, differences } from './facts'

/** Who made and changed a thing, the newest first, with what differed. */
export function History<K extends Kind>(props: {
  kind: K
  id: string
  factsOf: (thing: Things[K]) => Facts
}) {
  const { kind, id, factsOf } = props
  const admin = useMay('admin')
  const may = admin || tellsHistory(kind)
  const changes = useChanges(kind, id, may)
  return (
    <section aria-labelledby="history" className="card space-y-2 p-3">
      <h2 id="history" className="font-semibold">
        {t('History')}
      </h2>
      {!may ? (
        <p className="text-muted">{t('Who changed it, and when, is for admins to see.')}</p>
      ) : changes.data ? (
        <Changes changes={changes.data} factsOf={(thing) => factsOf(thing as Things[K])} />
      ) : changes.isError ? (
        <ProblemCard error={changes.error} onRetry={() => void changes.refetch()} />
      ) : (
        <Skeleton rows={2} />
      )}
    </section>
  )
}

function Changes({ changes, factsOf }: { changes: Deed[]; factsOf: (thing: unknown) => Facts }) {
  if (changes.length === 0) {
    return (
      <p className="text-muted">
        {t('Nobody has changed it here; it came with the configuration.')}
      </p>
    )
  }
  return (
    <ol className="space-y-3">
      {changes.map((change) => (
        <li key={change.id}>
          <p>
            <span className="font-medium">{changeWords(change)}</span>
            <span className="text-muted">
              {' '}
              {rich('by {who} · {ago}', { who: change.who, ago: <Ago at={change.at} /> })}
            </span>
          </p>
          {change.before != null && change.after != null && (
            <DifferenceList
              label={changeWords(change)}
              items={differences(factsOf(change.before), factsOf(change.after))}
              was={t('was')}
              is={t('became')}
            />
          )}
        </li>
      ))}
    </ol>
  )
}

/** "Version 3", "Version 1, made", "Removed". */
export function changeWords({ before, after }: Pick<Deed, 'before' | 'after'>): string {
  if (after == null) return t('Removed')
  const { version } = after as { version: number }
  return before == null
    ? t('Version {version}, made', { version })
    : t('Version {version}', { version })
}
