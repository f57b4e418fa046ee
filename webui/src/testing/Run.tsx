import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useMay } from '../account/me'
import { change, problemOf } from '../api/client'
import { useSchedules } from '../api/configuration'
import { type TestKind, useKinds } from '../api/kinds'
import { ended, refresh } from '../api/queries'
import type { TestCommand, TestStatus } from '../api/types'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { Arrived } from '../path/Arrived'
import { Forbidden } from '../ui/Forbidden'
import { type IconName, StateIcon } from '../ui/icons'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime, Skeleton, StaleNote } from '../ui/parts'
import { End, Seen, Steps } from './Steps'
import { choicesOf } from './order'
import { type Standing, standingOf, tiersOf } from './progress'
import type { TestSearch } from './search'
import { useRun } from './useRun'

/** An order on its way: each step, and each result by its tier as it comes. */
export function Run(props: {
  id: string
  search: TestSearch
  onBack: (search: TestSearch) => void
}) {
  const { id, search, onBack } = props
  const { run, isError, error, dataUpdatedAt, retry } = useRun(id)
  const may = useMay('maintainer')
  const back = may && (
    <button type="button" className="button" onClick={() => onBack(search)}>
      {t(run === undefined || !ended(run) ? 'Choose another test' : 'Change it, or run it again')}
    </button>
  )
  if (run) {
    return (
      <>
        {isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
        <Told run={run}>
          {may && !ended(run) && <Cancel id={id} />}
          {back}
        </Told>
      </>
    )
  }
  if (!isError) {
    return (
      <div className="card">
        <Skeleton rows={3} />
      </div>
    )
  }
  switch (problemOf(error).status) {
    case 403:
      return <Forbidden what={t('this test')} error={error} />
    case 404:
      return <Unknown id={id} back={back} />
    default:
      return <ProblemCard error={error} onRetry={retry} />
  }
}

/** Cuts short what has not ended; how far that is, its steps tell. */
function Cancel({ id }: { id: string }) {
  const client = useQueryClient()
  const asked = useMutation({
    mutationFn: () => change<unknown>('DELETE', `/tests/${encodeURIComponent(id)}`),
    onSuccess: () => refresh(client, ['test', id, 'steps']),
  })
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={asked.isPending || asked.isSuccess}
        onClick={() => asked.mutate()}
      >
        {t(asked.isSuccess ? 'Cancelling…' : 'Cancel')}
      </button>
      {asked.isError && <ProblemCard error={asked.error} />}
    </>
  )
}

/** @param props.children what can be done */
function Told({ run, children }: { run: TestStatus; children: React.ReactNode }) {
  const kinds = useKinds().data ?? NO_KINDS
  const schedules = useSchedules().data
  const tests = useMemo(
    () =>
      new Map(choicesOf(kinds, schedules ?? [], run.target.id).map((one) => [one.name, one.test])),
    [kinds, schedules, run.target.id],
  )
  const { target, requestedAt, probes, commands } = run
  return (
    <>
      <section aria-label={t('How it stands')} className="card space-y-1 p-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h2 className="min-w-0 text-base font-semibold wrap-anywhere">
            {target.id}
            <span className="font-normal text-muted">
              {target.address !== target.id && ` ${target.address}`}{' '}
              {rich('from {probes}, asked for at {time}', {
                probes: plural(probes.total, '{n} probe', '{n} probes'),
                time: <LocalTime at={requestedAt} />,
              })}
            </span>
          </h2>
          <span className="ml-auto flex flex-wrap gap-2">{children}</span>
        </div>
        <p role="status">
          <Stands standing={standingOf(run)} />
        </p>
      </section>
      {tiersOf(commands, kinds, tests).map(({ tier, commands }) => (
        <section key={tier} aria-label={t('Tier {tier}', { tier })} className="card">
          <h2 className="border-b border-line px-3 py-2 font-semibold">
            {t('Tier {tier}', { tier })}
          </h2>
          <ul className="divide-y divide-line">
            {commands.map((command) => (
              <Item
                key={command.commandId}
                command={command}
                open={run.commands.length === 1}
                kinds={kinds}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const NO_KINDS: TestKind[] = []

const TONES: Record<Standing['tone'], [icon: IconName, text: string]> = {
  running: ['waiting', 'text-muted'],
  good: ['healthy', 'text-healthy'],
  mixed: ['breaching', 'text-breaching'],
  bad: ['failing', 'text-failing'],
}

function Stands({ standing: { words, tone } }: { standing: Standing }) {
  const [icon, text] = TONES[tone]
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium ${text}`}>
      <StateIcon state={icon} />
      {words}
    </span>
  )
}

/** A test of one probe: where it stands, how it ended, and what it saw. */
function Item(props: { command: TestCommand; open: boolean; kinds: readonly TestKind[] }) {
  const { command, open, kinds } = props
  const { probe, check, family, result } = command
  const chart = kinds.find(({ name }) => name === result?.test)?.chart
  return (
    <li className="px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-4">
        <span className="min-w-40 font-medium wrap-anywhere">
          {check}
          <span className="ml-2 font-normal text-muted">
            {t('{family} from {probe}', { family, probe })}
          </span>
        </span>
        {command.ending === null && result === null && (
          <>
            <Steps command={command} />
            <Seen seen={command.seen} />
          </>
        )}
        <span className="min-w-0 tabular-nums wrap-anywhere">
          <End command={command} late={false} />
        </span>
      </div>
      {result && chart && (
        <details open={open} className="mt-1 rounded border border-line">
          <summary className="min-h-6 cursor-pointer px-2 py-0.5 text-muted">
            {t('What was measured')}
            <span className="sr-only"> {t('by {check} from {probe}', { check, probe })}</span>
          </summary>
          <div className="px-3 pb-3">
            <Arrived result={result} chart={chart}>
              <Link
                to="/paths/$probe/$target"
                params={{ probe, target: result.target }}
                className="button mt-3"
              >
                {t('To its path')}
              </Link>
            </Arrived>
          </div>
        </details>
      )}
    </li>
  )
}

function Unknown({ id, back }: { id: string; back: React.ReactNode }) {
  return (
    <div className="card space-y-3 p-6">
      <h2 className="text-base font-semibold">{t('There is no such test')}</h2>
      <p className="text-muted wrap-anywhere">
        {t(
          'Nothing is known of {id}. It may have been deleted with age, or the address is mistyped.',
          { id },
        )}
      </p>
      {back}
    </div>
  )
}
