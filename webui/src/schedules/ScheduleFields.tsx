import { useMe } from '../account/me'
import type { TestKind } from '../api/kinds'
import { useProbes } from '../api/probes'
import { useTargets } from '../api/targets'
import { Choice } from '../edit/Choice'
import { Picker } from '../edit/Picker'
import { SchemaFields } from '../form/SchemaFields'
import { type Errors, fieldsOf } from '../form/draft'
import { t } from '../language/text'
import { labelText } from '../probes/rows'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton } from '../ui/parts'
import { ChecksField } from './ChecksField'
import type { List, ScheduleForm as Form } from './draft'
import { CRON, INTERVAL, LIMITS, PLAN } from './schema'

/** All of a schedule but its name. */
export function ScheduleFields(props: {
  form: Form
  kinds: TestKind[]
  errors: Errors
  onChange: (part: Partial<Form>) => void
}) {
  const { form, kinds, errors, onChange: set } = props
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
