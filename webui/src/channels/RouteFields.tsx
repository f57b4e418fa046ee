import { Choice } from '../edit/Choice'
import { SchemaFields } from '../form/SchemaFields'
import { type Errors, fieldsOf } from '../form/draft'
import { type Message, msg, t } from '../language/text'
import { MatchField } from './MatchField'
import type { ChannelForm } from './draft'
import { LABELS } from './labels'
import { TIMES } from './schema'
import { NEWS } from './words'

interface Part {
  form: ChannelForm
  errors: Errors
  onChange: (part: Partial<ChannelForm>) => void
}

/** Of what a channel is told, and how often. */
export function RouteFields({ form, errors, onChange }: Part) {
  return (
    <>
      <MatchField match={form.match} errors={errors} onChange={(match) => onChange({ match })} />
      <Choice
        legend={t('How bad?')}
        chosen={form.severity}
        options={[
          ['warning', t('Warnings and critical ones')],
          ['critical', t('Critical ones alone')],
        ]}
        onChoose={(severity) => onChange({ severity })}
      />
      <Checks
        legend={t('Told when')}
        options={NEWS}
        chosen={form.tell}
        error={errors['tell']}
        onChange={(tell) => onChange({ tell })}
      />
      <details open={LATER.some((place) => errors[place] !== undefined)}>
        <summary className="min-h-6 w-fit cursor-pointer">
          {t('How often, and what stands together')}
        </summary>
        <div className="space-y-4 pt-3">
          <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
            <SchemaFields
              fields={fieldsOf(TIMES, false)}
              form={{ draft: form.draft, errors, onChange: (draft) => onChange({ draft }) }}
            />
          </div>
          <Checks
            legend={t('In one message stand incidents of the same')}
            options={GROUPS}
            chosen={form.groupBy}
            error={errors['groupBy']}
            onChange={(groupBy) => onChange({ groupBy })}
          />
        </div>
      </details>
      <Choice
        legend={t('Is it on?')}
        chosen={form.enabled ? 'on' : 'off'}
        options={[
          ['on', t('On')],
          ['off', t('Off: nothing new is told by it')],
        ]}
        onChoose={(value) => onChange({ enabled: value === 'on' })}
      />
    </>
  )
}

const GROUPS = [
  ['incident', msg('incident: each alone')],
  ['scope', LABELS.scope],
  ['subject', LABELS.subject],
  ['severity', LABELS.severity],
  ['rule', LABELS.rule],
  ['simulated', msg('simulated or not')],
  ['probe', LABELS.probe],
  ['site', LABELS.site],
  ['target', LABELS.target],
] as const

const LATER = ['groupBy', ...Object.keys(TIMES.properties ?? {})]

/** Some of a few. */
function Checks(props: {
  legend: string
  options: readonly (readonly [value: string, words: Message])[]
  chosen: readonly string[]
  error: string | undefined
  onChange: (chosen: string[]) => void
}) {
  const { legend, options, chosen, error, onChange } = props
  const toggle = (value: string): void =>
    // in the order of the choices, whichever was clicked first
    onChange(options.map(([one]) => one).filter((one) => chosen.includes(one) !== (one === value)))
  return (
    <fieldset className="space-y-1">
      <legend className="font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map(([value, words]) => (
          <label key={value} className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              {...(error !== undefined && { 'aria-invalid': true as const })}
              onChange={() => toggle(value)}
              className="size-4 accent-accent"
            />
            {t(words)}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p className="font-medium text-failing">{t('{legend} {error}', { legend, error })}</p>
      )}
    </fieldset>
  )
}
