import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { post, problemOf } from '../api/client'
import { KeptKey } from '../api/keeping'
import type { TestKind, TestOrder } from '../api/kinds'
import type { components } from '../api/openapi'
import type { ProbeState } from '../api/probes'
import type { TestStatus } from '../api/types'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { FamilyChooser } from '../path/FamilyChooser'
import { ProblemCard } from '../ui/ProblemCard'
import { CheckChooser } from './CheckChooser'
import { OwnTest } from './OwnTest'
import { ProbeChooser } from './ProbeChooser'
import { TargetField } from './TargetField'
import { NOTHING_WRONG, type Wrong, isOrder, isWrong, orderOf, probesOf, wrongIn } from './order'
import { type TestSearch, testSearch } from './search'

type Schemas = components['schemas']

/** What is to be tested and from where; all that is chosen stands in the URL. */
export function OrderForm(props: {
  search: TestSearch
  onChange: (search: TestSearch, replace?: boolean) => void
  kinds: TestKind[]
  probes: ProbeState[]
  targets: Schemas['Target'][]
  schedules: Schemas['Schedule'][]
}) {
  const { search, onChange, kinds, probes, targets, schedules } = props
  const [own, setOwn] = useState<Wrong>(NOTHING_WRONG)
  const box = useRef<HTMLFormElement>(null)
  const [key] = useState(() => new KeptKey())
  const kind = kinds.find(({ name }) => name === search.kind)
  const asked = useMutation({
    mutationFn: (order: TestOrder) => post<TestStatus>('/tests/run', order, key.of(order)),
    onSuccess: () => key.answered(),
  })
  const problem = asked.isError ? problemOf(asked.error) : undefined
  const refused = problem?.fields.length ? wrongIn(problem, kind) : NOTHING_WRONG
  const wrong: Wrong = { ...refused, ...own, own: { ...refused.own, ...own.own } }
  const isBad = isWrong(wrong)
  useEffect(() => {
    if (isBad) box.current?.querySelector<HTMLElement>('[data-wrong], [aria-invalid]')?.focus()
  }, [isBad, asked.failureCount])
  const change = (part: Record<string, unknown>): void => {
    setOwn(NOTHING_WRONG)
    if (asked.isError) asked.reset()
    onChange(testSearch({ ...search, ...part }))
  }
  const chosen = probesOf(search, probes)
  return (
    <form
      ref={box}
      noValidate
      aria-label={t('What to test')}
      className="grid gap-4 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]"
      onSubmit={(event) => {
        event.preventDefault()
        const made = orderOf(search, chosen, kind)
        if (!isOrder(made)) return setOwn(made)
        // whoever has left meanwhile is not pulled back
        asked.mutate(made, {
          onSuccess: ({ test_id }) => onChange({ ...search, run: test_id }, false),
        })
      }}
    >
      <div className="space-y-4">
        <ProbeChooser search={search} probes={probes} wrong={wrong.probes} onChange={change} />
      </div>
      <div className="space-y-4">
        <div className="card grid gap-x-4 gap-y-3 p-3 sm:grid-cols-2">
          <TargetField
            value={search.target ?? ''}
            targets={targets}
            wrong={wrong.target}
            onChange={(target) => change({ target })}
          />
          <FamilyChooser families={search.family ?? []} onChoose={(family) => change({ family })} />
        </div>
        <CheckChooser
          search={search}
          kinds={kinds}
          schedules={schedules}
          wrong={wrong.checks}
          onChange={change}
        />
        <OwnTest kinds={kinds} kind={kind} search={search} errors={wrong.own} onChange={change} />
        <div role="status" className="empty:sr-only">
          {asked.isPending && <p className="text-muted">{t('Sending the request…')}</p>}
          {problem && (problem.fields.length === 0 || wrong.rest.length > 0) && (
            <ProblemCard error={problem} />
          )}
          {isBad && wrong.rest.length === 0 && (
            <p className="text-failing">{t('Not started: see what is marked.')}</p>
          )}
        </div>
        <button type="submit" className="button border-accent!" disabled={asked.isPending}>
          {runWords(search, chosen.length)}
        </button>
      </div>
    </form>
  )
}

function runWords({ check = [], kind }: TestSearch, probes: number): string {
  const checks = check.length + (kind === undefined ? 0 : 1)
  if (checks === 0 || probes === 0) return t('Run it')
  return t('Run {checks} from {probes}', {
    checks: plural(checks, '{n} check', '{n} checks'),
    probes: plural(probes, '{n} probe', '{n} probes'),
  })
}
