import { type License, type LicenseFeature, useLicense } from '../api/license'
import { useMinute } from '../app/clock'
import { sentence } from '../format/sentence'
import { Badge } from '../incidents/Marks'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT, Skeleton, StaleNote } from '../ui/parts'
import { FactRows } from './FactRows'
import { FEATURES, adviceOf, factsOf, lookOf } from './license'

/** How the licence stands, what it allows, and what to do where it does not hold. */
export default function LicenseView() {
  const license = useLicense()
  const { data, isError, error, dataUpdatedAt } = license
  if (data === undefined) {
    return isError ? (
      <ProblemCard error={error} onRetry={() => void license.refetch()} />
    ) : (
      <div className="card">
        <Skeleton rows={4} className="h-10" />
      </div>
    )
  }
  return (
    <>
      {isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      <Standing license={data} />
      <Features features={data.features} />
      <p className="text-muted">
        {t(
          'The key itself is in no answer of the API. What is sent to the licence server, and what is kept of its answers, stands in docs/reference/license.md.',
        )}
      </p>
    </>
  )
}

const BORDERS: Partial<Record<License['state'], string>> = {
  grace: 'border-breaching!',
  invalid: 'border-failing!',
}

function Standing({ license }: { license: License }) {
  const now = useMinute()
  const { state, detail } = license
  const { means, next } = adviceOf(license, now)
  return (
    <section aria-labelledby="license" className={`card space-y-2 p-3 ${BORDERS[state] ?? ''}`}>
      <div className="flex flex-wrap items-center gap-x-3">
        <h2 id="license" className="font-semibold">
          {t('Licence')}
        </h2>
        <Badge look={lookOf(state)} />
      </div>
      {detail !== '' && (state === 'grace' || state === 'invalid') && (
        <p className="font-medium wrap-anywhere">{sentence(detail)}</p>
      )}
      <p className="max-w-prose">{means}</p>
      {next !== undefined && (
        <p className="max-w-prose">
          <span className="font-medium">{t('Next:')} </span>
          {next}
        </p>
      )}
      <FactRows facts={factsOf(license, now)} />
    </section>
  )
}

function Features({ features }: { features: readonly LicenseFeature[] }) {
  return (
    <section aria-labelledby="features" className="space-y-2">
      <h2 id="features" className="text-base font-semibold">
        {t('What needs a licence')}
      </h2>
      <ul aria-label={t('Features')} className="card divide-y divide-line overflow-hidden">
        {features.map(({ feature, allowed, detail }) => (
          <li
            key={feature}
            className="gap-x-4 px-3 py-2 sm:grid sm:grid-cols-[7.5rem_minmax(0,1fr)]"
          >
            <p
              className={`flex items-center gap-1.5 font-medium ${STATE_TEXT[allowed ? 'healthy' : 'failing']}`}
            >
              <StateIcon state={allowed ? 'healthy' : 'withheld'} />
              {t(allowed ? 'Allowed' : 'Withheld||of a feature')}
            </p>
            <div className="min-w-0">
              <p>
                <span className="font-medium">{t(FEATURES[feature].title)}</span>{' '}
                <code className="text-muted">{feature}</code>
              </p>
              {!allowed && (
                <>
                  <p className="wrap-anywhere">{sentence(detail)}</p>
                  <p className="text-muted">{t(FEATURES[feature].without)}</p>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
