import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { newKey, problemOf, tell } from '../api/client'
import { useDemo } from '../api/incidentQueries'
import type { Demo } from '../api/incidents'
import { rich } from '../language/rich'
import { t } from '../language/text'

const NONE = 'none'

/**
 * In a demo: buttons that break its target. Elsewhere nothing.
 *
 * @param props.first how it is, where that is known already
 */
export default function DemoBar({ first }: { first?: Demo }) {
  const { data } = useDemo(first)
  return data?.running ? <Faults demo={data} /> : null
}

function Faults({ demo: { faults, active } }: { demo: Demo }) {
  const client = useQueryClient()
  const chosen = useMutation({
    mutationFn: (fault: string) => tell('/demo', { fault }, newKey()),
    onSettled: () => client.invalidateQueries({ queryKey: ['demo'] }),
  })
  const inForce = chosen.isPending ? chosen.variables : active
  return (
    <section aria-label={t('Demo')} className="border-b border-line bg-panel print:hidden">
      <div
        className="mx-auto flex max-w-[1500px] flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2
          sm:px-5"
      >
        <strong className="font-semibold">{t('Break it:')}</strong>
        <div
          role="group"
          aria-label={t("Fault of the demo's target")}
          className="flex flex-wrap gap-1"
        >
          {faults.map(({ kind, label, detail }) => (
            <button
              key={kind}
              type="button"
              className="button"
              aria-pressed={kind === inForce}
              disabled={chosen.isPending}
              title={detail}
              onClick={() => chosen.mutate(kind)}
            >
              {label}
            </button>
          ))}
        </div>
        <p role="status" className="min-w-0 text-muted">
          {chosen.isError ? (
            <span className="text-failing">
              {problemOf(chosen.error).title}. {problemOf(chosen.error).message}{' '}
              {t('Press it again.')}
            </span>
          ) : (
            <Effect fault={faults.find(({ kind }) => kind === inForce)} />
          )}
        </p>
      </div>
    </section>
  )
}

function Effect({ fault }: { fault: Demo['faults'][number] | undefined }) {
  if (fault === undefined || fault.kind === NONE) {
    return t('All is well. Choose a fault and watch its story.')
  }
  return (
    <>
      {fault.detail}{' '}
      {rich('Its story appears under <incidents>Incidents</incidents> within seconds.', {
        incidents: (text) => (
          <Link to="/incidents" className="text-accent underline">
            {text}
          </Link>
        ),
      })}
    </>
  )
}
