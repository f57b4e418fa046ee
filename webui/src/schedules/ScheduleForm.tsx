import { useState } from 'react'
import { useMe } from '../account/me'
import type { Schedule } from '../api/configuration'
import { problemOf } from '../api/client'
import { type TestKind, useKinds } from '../api/kinds'
import { useProbes } from '../api/probes'
import { useTargets } from '../api/targets'
import { Choice } from '../edit/Choice'
import { Conflict } from '../edit/Conflict'
import { DifferenceList } from '../edit/DifferenceList'
import { NameField } from '../edit/NameField'
import { Picker } from '../edit/Picker'
import { useEditing, useFirstWrong, useSettled } from '../edit/editing'
import { differences } from '../edit/facts'
import { SchemaFields } from '../form/SchemaFields'
import { fieldsOf } from '../form/draft'
import { t } from '../language/text'
import { labelText } from '../probes/rows'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton } from '../ui/parts'
import { ChecksField } from './ChecksField'
import { PreviewCard } from './PreviewCard'
import {
  type List,
  type ScheduleForm as Form,
  formOf,
  ownZone,
  scheduleOf,
  serverErrors,
} from './draft'
import { CRON, INTERVAL, LIMITS, PLAN } from './schema'
import { scheduleFacts, timingWords } from './words'
import { zoneOf } from './zones'

const PAUSE_MS = 500

/** Makes a schedule, or changes one; what it would come to stands beside it. */
export function ScheduleForm(props: {
  before: Schedule | undefined
  onClose: (saved?: Schedule) => void
}) {
  const kinds = useKinds()
  if (kinds.data) return <Filled {...props} kinds={kinds.data} />
  return kinds.isError ? (
    <ProblemCard error={kinds.error} onRetry={() => void kinds.refetch()} />
  ) : (
    <div className="card">
      <Skeleton rows={5} />
    </div>
  )
}

function Filled(props: {
  before: Schedule | undefined
  kinds: TestKind[]
  onClose: (saved?: Schedule) => void
}) {
  const { before, kinds, onClose } = props
  const [form, setForm] = useState<Form>(() => formOf(before, kinds))
  const [attempt, setAttempt] = useState(0)
  const editing = useEditing('schedules', before, onClose)
  const { base, theirs, overtaken, taken, busy, error } = editing
  const { body, errors } = scheduleOf(form, kinds)
  const unnamed = base === undefined && form.id.trim() === ''
  const own = { ...errors, ...(unnamed && { id: t('must be given') }) }
  const wrong = Object.keys(own).length > 0
  const refused = error === undefined ? {} : serverErrors(problemOf(error).fields)
  const shown = { ...refused, ...(attempt > 0 ? own : {}) }
  const box = useFirstWrong(shown, attempt)
  const draft = useSettled(wrong ? undefined : { ...body, ...(base && { id: base.id }) }, PAUSE_MS)
  const id = base?.id ?? form.id.trim()
  const facts = (schedule: Schedule): ReturnType<typeof scheduleFacts> =>
    scheduleFacts(schedule, kinds)
  const next = { ...base, ...body } as Schedule
  const change = (after: Form): void => {
    setForm(after)
    if (taken || error !== undefined) editing.rebase(base) // it was about what stood there before
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        ref={box}
        noValidate
        aria-label={base === undefined ? t('New schedule') : t('Change {id}', { id: base.id })}
        className="card space-y-5 p-3"
        onSubmit={(event) => {
          event.preventDefault()
          setAttempt(attempt + 1)
          if (!wrong && !overtaken) editing.save(id, body)
        }}
      >
        {base === undefined && (
          <NameField
            value={form.id}
            error={taken ? t('is taken: there is a schedule called {id}', { id }) : shown['id']}
            hint={t('Such as night, or shop-every-minute. It cannot be changed later.')}
            onChange={(text) => change({ ...form, id: text })}
          />
        )}
        <Fields form={form} kinds={kinds} errors={shown} onChange={change} />
        {wrong && attempt > 0 && (
          <p role="status" className="font-medium text-failing">
            {t('Not saved: see the fields above.')}
          </p>
        )}
        {error !== undefined && <ProblemCard error={error} />}
        {overtaken && base && (
          <Conflict
            kind="schedules"
            id={base.id}
            base={facts(base)}
            theirs={theirs && facts(theirs)}
            onMine={() => {
              setAttempt(attempt + 1)
              if (!wrong) editing.save(id, body, { base: theirs })
            }}
            onTheirs={() => {
              if (theirs === undefined) return onClose()
              setForm(formOf(theirs, kinds))
              editing.rebase(theirs)
            }}
          />
        )}
        <div className="flex gap-2">
          <button type="submit" className="button border-accent!" disabled={busy || overtaken}>
            {t(busy ? 'Saving…' : 'Save')}
          </button>
          <button type="button" className="button" onClick={() => onClose()}>
            {t('Cancel')}
          </button>
        </div>
      </form>
      <div className="space-y-4 lg:sticky lg:top-16">
        <PreviewCard
          draft={draft}
          enabled={form.enabled}
          when={wrong ? undefined : timingWords(next)}
          zone={zoneOf(next, ownZone())}
        />
        {base && !wrong && (
          <section aria-labelledby="changes" className="card space-y-2 p-3">
            <h2 id="changes" className="font-semibold">
              {t('What you change')}
            </h2>
            <DifferenceList
              label={t('What you change')}
              none={t('Nothing yet.')}
              items={differences(facts(base), facts(next))}
            />
          </section>
        )}
      </div>
    </div>
  )
}

function Fields(props: {
  form: Form
  kinds: TestKind[]
  errors: Record<string, string>
  onChange: (form: Form) => void
}) {
  const { form, kinds, errors, onChange } = props
  const set = (part: Partial<Form>): void => onChange({ ...form, ...part })
  const fields = {
    draft: form.draft,
    errors,
    onChange: (draft: Form['draft']) => set({ draft }),
  }
  const tests = (legend: string, list: List): React.ReactNode => (
    <ChecksField
      legend={legend}
      place={list}
      own={form.own[list]}
      checks={form[list]}
      kinds={kinds}
      errors={errors}
      onChange={(own, checks) => set({ [list]: checks, own: { ...form.own, [list]: own } })}
    />
  )
  return (
    <>
      <Targets form={form} error={errors['targets']} onChange={set} />
      {tests(t('Which tests run?'), 'checks')}
      <Probes form={form} error={errors['probes']} onChange={set} />
      <Choice
        legend={t('When?')}
        chosen={form.byCron ? 'cron' : 'interval'}
        options={[
          ['interval', t('Again and again')],
          ['cron', t('At times of the clock')],
        ]}
        onChoose={(value) => set({ byCron: value === 'cron' })}
      >
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
          <SchemaFields fields={fieldsOf(form.byCron ? CRON : INTERVAL, false)} form={fields} />
          <SchemaFields fields={fieldsOf(LIMITS, false)} form={fields} />
        </div>
      </Choice>
      <Choice
        legend={t('When a path breaks')}
        chosen={form.usualPlan ? 'usual' : 'own'}
        options={[
          ['usual', t('Escalate as is usual')],
          ['own', t('In a way of its own')],
        ]}
        onChoose={(value) => set({ usualPlan: value === 'usual' })}
      >
        {!form.usualPlan && (
          <div className="space-y-4">
            <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
              <SchemaFields fields={fieldsOf(PLAN, false)} form={fields} />
            </div>
            {tests(t('Tests of tier 2'), 'tier2')}
            {tests(t('Tests of tier 3'), 'tier3')}
          </div>
        )}
      </Choice>
      <details>
        <summary className="min-h-6 w-fit cursor-pointer">
          {t('Where two want the same time')}
        </summary>
        <div className="grid gap-x-4 gap-y-3 pt-3 sm:grid-cols-2">
          <SchemaFields fields={fieldsOf(LIMITS, true)} form={fields} />
        </div>
      </details>
    </>
  )
}

interface Part {
  form: Form
  error: string | undefined
  onChange: (part: Partial<Form>) => void
}

function Targets({ form, error, onChange }: Part) {
  const targets = useTargets()
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium">{t('What is tested?')}</legend>
      {targets.data ? (
        <Picker
          what={t('Targets')}
          all={targets.data.map(({ id, address }) => ({ id, hint: address }))}
          chosen={form.targets}
          error={error}
          onChange={(chosen) => onChange({ targets: chosen })}
        />
      ) : targets.isError ? (
        <ProblemCard error={targets.error} onRetry={() => void targets.refetch()} />
      ) : (
        <Skeleton rows={2} />
      )}
    </fieldset>
  )
}

function Probes({ form, error, onChange }: Part) {
  const probes = useProbes(false)
  const bounded = useMe().scopes.length > 0
  return (
    <Choice
      legend={t('From where?')}
      chosen={form.everyProbe ? 'every' : 'some'}
      options={[
        ['every', t('Every probe, also those that join later')],
        ['some', t('These')],
      ]}
      onChoose={(value) => onChange({ everyProbe: value === 'every' })}
      {...(bounded && {
        hint: t(
          'You see a part of the probes: a schedule of yours must name them, and only those.',
        ),
      })}
    >
      {!form.everyProbe &&
        (probes.data ? (
          <Picker
            what={t('Probes')}
            all={probes.data.items.map(({ probe }) => ({
              id: probe.id,
              hint: [probe.site, labelText(probe.labels)].filter(Boolean).join(', '),
            }))}
            chosen={form.probes}
            error={error}
            onChange={(chosen) => onChange({ probes: chosen })}
          />
        ) : probes.isError ? (
          <ProblemCard error={probes.error} onRetry={() => void probes.refetch()} />
        ) : (
          <Skeleton rows={2} />
        ))}
    </Choice>
  )
}
