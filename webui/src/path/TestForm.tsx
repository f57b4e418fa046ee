import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { post, problemOf } from '../api/client'
import { KeptKey } from '../api/keeping'
import { type TestKind, type TestOrder, useKinds } from '../api/kinds'
import { type PathId, useTestStatus } from '../api/queries'
import type { TestStatus } from '../api/types'
import { KindChooser } from '../form/KindChooser'
import { SchemaFields } from '../form/SchemaFields'
import { type Draft, type Errors, NAME, draftOf, errorsOf, fieldsOf, specOf } from '../form/draft'
import { seriesName } from '../form/seriesName'
import { t } from '../language/text'
import { More } from '../ui/More'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton } from '../ui/parts'
import { Arrived, Progress, ShowChart } from './Arrived'
import { type Family, FamilyChooser } from './FamilyChooser'

/** Orders one test with parameters of its own, from the schema of its kind. */
export default function TestForm({ id, onClose }: { id: PathId; onClose: () => void }) {
  const kinds = useKinds()
  return (
    <section aria-labelledby="choose-a-test" className="card space-y-3 p-3">
      <h2 id="choose-a-test" className="font-semibold">
        {t('Choose a test')}
      </h2>
      {kinds.data ? (
        <Filled id={id} kinds={kinds.data} onClose={onClose} />
      ) : kinds.isError ? (
        <ProblemCard error={kinds.error} onRetry={() => void kinds.refetch()} />
      ) : (
        <Skeleton rows={3} />
      )}
    </section>
  )
}

function Filled(props: { id: PathId; kinds: TestKind[]; onClose: () => void }) {
  const { id, kinds, onClose } = props
  const [chosen, setChosen] = useState(kinds[0])
  const ordered = useOrder(id)
  if (chosen === undefined) return <p>{t('This server knows no test.')}</p>
  return (
    <>
      <KindChooser
        kinds={kinds}
        chosen={chosen}
        onChoose={(kind) => {
          ordered.forget()
          setChosen(kind)
        }}
      />
      <Parameters key={chosen.name} kind={chosen} ordered={ordered} onClose={onClose} />
      <Outcome ordered={ordered} kind={chosen} />
    </>
  )
}

interface Order {
  check: TestOrder['checks'][number]
  families: Family[]
}

/** An order on its way; a repetition after an answer that was lost has the same key. */
function useOrder({ probe, target }: PathId) {
  const [key] = useState(() => new KeptKey())
  const asked = useMutation({
    mutationFn: ({ check, families }: Order) => {
      const body: TestOrder = {
        probes: [probe],
        target,
        ...(families.length > 0 && { families }),
        checks: [check],
      }
      return post<TestStatus>('/tests/run', body, key.of(body))
    },
    onSuccess: () => key.answered(),
  })
  const status = useTestStatus(asked.data?.test_id)
  return {
    asked,
    status,
    forget: asked.reset,
    order: (spec: object, name: string, families: Family[]) => {
      const check = { ...(name !== '' && { name }), spec: spec as { type: string } }
      asked.mutate({ check, families })
    },
  }
}

type Ordered = ReturnType<typeof useOrder>

function Parameters(props: { kind: TestKind; ordered: Ordered; onClose: () => void }) {
  const { kind, ordered, onClose } = props
  const [draft, setDraft] = useState<Draft>(() => draftOf(kind))
  const [own, setOwn] = useState<Errors>({})
  const [families, setFamilies] = useState<Family[]>([])
  const box = useRef<HTMLFormElement>(null)
  const { asked } = ordered
  const refused = asked.isError ? errorsOf(problemOf(asked.error), kind).errors : {}
  const errors = { ...refused, ...own }
  const wrong = Object.keys(errors).length
  useEffect(() => {
    if (wrong > 0) box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [wrong, asked.failureCount])

  const form = {
    draft,
    errors,
    onChange: (next: Draft) => {
      setDraft(next)
      setOwn({})
      if (asked.isError) asked.reset()
    },
  }
  const more = fieldsOf(kind.schema, true)
  const hidden = more.some(({ place }) => Object.keys(errors).some((at) => at.startsWith(place)))
  return (
    <form
      ref={box}
      noValidate
      className="max-w-3xl space-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        const { spec, errors } = specOf(kind, draft)
        setOwn(errors)
        if (Object.keys(errors).length === 0)
          ordered.order(spec, (draft[NAME] ?? '').trim(), families)
      }}
    >
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <SchemaFields fields={fieldsOf(kind.schema, false)} form={form} />
        <FamilyChooser families={families} onChoose={setFamilies} />
      </div>
      <More open={hidden || errors[NAME] !== undefined}>
        <div className="grid gap-x-4 gap-y-3 pt-3 sm:grid-cols-2">
          <SchemaFields fields={[...more, seriesName()]} form={form} />
        </div>
      </More>
      <div className="flex gap-2">
        <button type="submit" className="button border-accent!" disabled={asked.isPending}>
          {t('Run it')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('Close')}
        </button>
      </div>
    </form>
  )
}

function Outcome({ ordered: { asked, status }, kind }: { ordered: Ordered; kind: TestKind }) {
  const rest = asked.isError ? errorsOf(problemOf(asked.error), kind).rest : []
  const told = asked.isError && problemOf(asked.error).fields.length > 0 && rest.length === 0
  return (
    <>
      <div role="status" className="empty:sr-only">
        {asked.isPending && <p className="text-muted">{t('Sending the request…')}</p>}
        {asked.isError && !told && <ProblemCard error={asked.error} />}
        {told && <p className="text-failing">{t('Not started: see the fields above.')}</p>}
        {asked.isSuccess && status.data && <Progress status={status.data} />}
        {asked.isSuccess && status.isError && (
          <ProblemCard error={status.error} onRetry={() => void status.refetch()} />
        )}
      </div>
      {asked.isSuccess &&
        status.data?.commands.map(
          ({ commandId, result }) =>
            result && (
              <Arrived key={commandId} result={result} chart={kind.chart}>
                <ShowChart result={result} chart={kind.chart} />
              </Arrived>
            ),
        )}
    </>
  )
}
