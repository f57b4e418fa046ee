import { useState } from 'react'
import type { Member } from '../api/incidents'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { Ago, LocalTime } from '../ui/parts'
import { Badge, PathLink } from './Marks'
import { TIER_STATES, lookOf } from './words'

const FEW = 30
const CELL = 'px-3 py-1.5 align-top'

/** The paths of an incident, the broken ones first. */
export function Members({ members, closed }: { members: Member[]; closed: boolean }) {
  const [all, setAll] = useState(false)
  const ordered = members.toSorted((a, b) => Number(isWell(a)) - Number(isWell(b)))
  const broken = members.filter((member) => !isWell(member)).length
  const hidden = all ? 0 : Math.max(0, ordered.length - FEW)
  return (
    <section aria-label={t('Paths')} className="card h-fit">
      <h2 className="border-b border-line px-3 py-2 font-semibold">
        {t('Paths')}
        <span className="ml-2 font-normal text-muted">
          {closed
            ? plural(
                members.length,
                '{well} of {n} path recovered',
                '{well} of {n} paths recovered',
                { well: members.length - broken },
              )
            : plural(
                members.length,
                '{broken} of {n} path broken now',
                '{broken} of {n} paths broken now',
                { broken },
              )}
        </span>
      </h2>
      <table className="w-full border-collapse">
        <thead className="text-left text-muted">
          <tr>
            <th scope="col" className="px-3 py-1 font-medium">
              {t('Path')}
            </th>
            <th scope="col" className="px-3 py-1 font-medium">
              {t('State')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, ordered.length - hidden).map((member) => (
            <Row key={`${member.probe} ${member.target}`} member={member} />
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <p className="border-t border-line p-3">
          <button type="button" className="button" onClick={() => setAll(true)}>
            {plural(hidden, 'Show {n} more path', 'Show {n} more paths')}
          </button>
        </p>
      )}
    </section>
  )
}

const isWell = ({ recoveredAt }: Member): boolean => recoveredAt != null

function Row({ member }: { member: Member }) {
  const { site, state, since, recoveredAt, behind } = member
  return (
    <tr className="border-t border-line">
      <th scope="row" className={`${CELL} text-left font-normal`}>
        <PathLink path={member} />
        <span className="block text-muted">{t('site {value}', { value: site })}</span>
        {behind != null && (
          <span className="block text-muted">{t('behind {name}', { name: behind })}</span>
        )}
      </th>
      <td className={CELL}>
        <Badge look={lookOf(TIER_STATES, state)} />
        <span className="block text-muted tabular-nums">
          {rich('broken {time}', { time: <LocalTime at={since} /> })}
        </span>
        {recoveredAt != null && (
          <span className="block text-muted tabular-nums">
            {rich('recovered {ago}', { ago: <Ago at={recoveredAt} /> })}
          </span>
        )}
      </td>
    </tr>
  )
}
