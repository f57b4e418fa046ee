import { Link } from '@tanstack/react-router'
import { useContext } from 'react'
import type { Incident } from '../api/incidents'
import { t } from '../language/text'
import { Badge, Lasting, Mark } from './Marks'
import { Frozen } from './frozen'
import { SEVERITIES, remarks, scopeWords } from './remarks'
import { INCIDENT_STATES, lookOf } from './words'

/** What it is about: the sentence, how it stands, and what is remarkable. */
export function Heading({ incident }: { incident: Incident }) {
  const { sentence, state, severity, scope, ruleVersion, mergedInto } = incident
  const frozen = useContext(Frozen) !== undefined
  return (
    <div>
      <h1 className="text-lg font-semibold wrap-anywhere">{sentence}</h1>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Badge look={lookOf(INCIDENT_STATES, state)} />
        <Badge look={lookOf(SEVERITIES, severity)} quiet />
        <span className="text-muted">
          <Lasting incident={incident} />
        </span>
      </p>
      <p className="mt-2 flex flex-wrap gap-1.5">
        <Mark>{scopeWords(scope)}</Mark>
        <Mark>{t('Rule {rule}', { rule: ruleVersion })}</Mark>
        {remarks(incident).map((remark) => (
          <Mark key={remark.word}>
            <Badge look={remark} quiet />
          </Mark>
        ))}
      </p>
      {mergedInto != null && (
        <p className="card mt-3 px-3 py-2">
          {t('It turned out to have the same cause as another incident.')}{' '}
          {!frozen && (
            <Link
              to="/incidents/$id"
              params={{ id: mergedInto }}
              className="inline-flex min-h-6 items-center text-accent underline"
            >
              {t('Go on to that one')}
            </Link>
          )}
        </p>
      )}
    </div>
  )
}
