import type { PartState, System } from '../api/system'
import { bytes, count } from '../format/numbers'
import { sentence } from '../format/sentence'
import { type Message, msg, t } from '../language/text'
import { type IconName, StateIcon } from '../ui/icons'
import { FactRows } from './FactRows'
import { PARTS, type Part, factsOf, nextStep } from './words'

const LOOKS: Record<PartState, { word: Message; icon: IconName; text: string; border: string }> = {
  ok: { word: msg('Well||as a state'), icon: 'healthy', text: 'text-healthy', border: '' },
  degraded: {
    word: msg('Degraded'),
    icon: 'breaching',
    text: 'text-breaching',
    border: 'border-breaching!',
  },
  away: {
    word: msg('No answer'),
    icon: 'failing',
    text: 'text-failing',
    border: 'border-failing!',
  },
}

/** A part: how it is, what to do about it, and what was found. */
export function PartCard({ part, system }: { part: Part; system: System }) {
  const { name, state, reason } = part
  const { title, does } = PARTS[name]
  const look = LOOKS[state]
  const next = nextStep(system, name)
  return (
    <section aria-labelledby={`part-${name}`} className={`card space-y-2 p-3 ${look.border}`}>
      <div className="flex flex-wrap items-center gap-x-3">
        <h2 id={`part-${name}`} className="font-semibold">
          {t(title)}
        </h2>
        <span className={`inline-flex items-center gap-1.5 font-medium ${look.text}`}>
          <StateIcon state={look.icon} />
          {t(look.word)}
        </span>
        <span className="text-muted">{t(does)}</span>
      </div>
      {reason !== '' && <p className="font-medium wrap-anywhere">{sentence(reason)}</p>}
      {next !== undefined && (
        <p className="max-w-prose">
          <span className="font-medium">{t('Next:')} </span>
          {next}
        </p>
      )}
      <FactRows facts={factsOf(system, name)} />
      {name === 'consumers' && <Groups groups={system.consumers.findings ?? []} />}
      {name === 'database' && <Tables tables={system.database.findings?.tables ?? []} />}
    </section>
  )
}

const NUMBER = 'px-2 py-1 text-right tabular-nums whitespace-nowrap'
const HEAD = 'px-2 py-1 font-medium text-muted'

/** Who reads, and how much each has before it. */
function Groups({ groups }: { groups: NonNullable<System['consumers']['findings']> }) {
  if (groups.length === 0) return <p className="text-muted">{t('Nobody has read here yet.')}</p>
  return (
    <table className="w-full text-left">
      <thead>
        <tr>
          <th className={HEAD}>{t('Group||of readers')}</th>
          <th className={`${HEAD} text-right`}>{t('Members||of a group of readers')}</th>
          <th className={`${HEAD} text-right`}>{t('Records that wait')}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ id, state, members, lagRecords, topics }) => (
          <tr key={id} className="border-t border-line align-top">
            <td className="px-2 py-1 wrap-anywhere">
              {id}{' '}
              {state !== 'stable' && state !== 'empty' && (
                <span className="text-muted">{state}</span>
              )}
              {topics.map(({ topic, lagRecords }) => (
                <div key={topic} className="text-muted">
                  {topic}: {count(lagRecords)}
                </div>
              ))}
            </td>
            <td className={NUMBER}>{count(members)}</td>
            <td className={NUMBER}>{count(lagRecords)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What takes the most room. */
function Tables({ tables }: { tables: NonNullable<System['database']['findings']>['tables'] }) {
  if (tables.length === 0) return null
  return (
    <details>
      <summary className="min-h-6 w-fit cursor-pointer">{t('The largest tables')}</summary>
      <table className="mt-1 w-full text-left">
        <thead>
          <tr>
            <th className={HEAD}>{t('Table||of a database')}</th>
            <th className={`${HEAD} text-right`}>{t('Rows, about')}</th>
            <th className={`${HEAD} text-right`}>{t('Size')}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ name, rows, sizeBytes }) => (
            <tr key={name} className="border-t border-line">
              <td className="px-2 py-1 wrap-anywhere">{name}</td>
              <td className={NUMBER}>{count(rows)}</td>
              <td className={NUMBER}>{bytes(sizeBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
