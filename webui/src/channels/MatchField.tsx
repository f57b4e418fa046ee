import { useId } from 'react'
import type { Errors } from '../form/draft'
import { rich } from '../language/rich'
import { type Message, msg, t } from '../language/text'
import { type Known, useKnownLabels } from '../thresholds/known'
import type { Bound } from './draft'
import { LABELS } from './labels'

/** What each choice says: the label, and its values where these are few. */
const CHOICES: readonly (readonly [label: string, words: Message])[] = Object.entries({
  ...LABELS,
  scope: msg('scope (path, target, probe, site)'),
  simulated: msg('simulated (true, false)'),
})

/** As many values as a list of suggestions has. */
const MOST_KNOWN = 500

/** Of which incidents a channel is told: those that have one of the values of each label. */
export function MatchField(props: {
  match: readonly Bound[]
  errors: Errors
  onChange: (match: readonly Bound[]) => void
}) {
  const { match, errors, onChange } = props
  const known = useKnownLabels()
  const used = new Set(match.map(({ label }) => label))
  const next = CHOICES.find(([label]) => !used.has(label))?.[0]
  const wrong = errors['match']
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium">{t('Of which incidents?')}</legend>
      <p className="text-muted">
        {t(
          match.length === 0
            ? 'Every one. Add a condition to tell of fewer.'
            : 'Those for which all of this holds. * stands for any characters.',
        )}
      </p>
      <ul className="space-y-2 empty:hidden">
        {match.map((bound, i) => (
          <Row
            key={i}
            n={i + 1}
            bound={bound}
            known={known}
            error={errors[`match[${i}]`]}
            onChange={(next) => onChange(match.map((one, at) => (at === i ? next : one)))}
            onRemove={() => onChange(match.filter((_, at) => at !== i))}
          />
        ))}
      </ul>
      {next !== undefined && (
        <button
          type="button"
          className="button"
          onClick={() => onChange([...match, { label: next, values: '' }])}
        >
          {t('Add a condition')}
        </button>
      )}
      {wrong !== undefined && (
        <p className="font-medium text-failing">{t('It {wrong}', { wrong })}</p>
      )}
    </fieldset>
  )
}

function Row(props: {
  n: number
  bound: Bound
  known: Known
  error: string | undefined
  onChange: (bound: Bound) => void
  onRemove: () => void
}) {
  const { n, bound, known, error, onChange, onRemove } = props
  const id = useId()
  const values = known.get(bound.label) ?? []
  return (
    <li className="flex flex-wrap items-center gap-2">
      <select
        aria-label={t('Condition {n}: what', { n })}
        value={bound.label}
        onChange={(event) => onChange({ label: event.target.value, values: '' })}
        className="h-8 max-w-full rounded-md border border-edge bg-bg px-2"
      >
        {CHOICES.map(([label, words]) => (
          <option key={label} value={label}>
            {t(words)}
          </option>
        ))}
      </select>
      <span>{t('is one of')}</span>
      <input
        aria-label={t('Condition {n}: values, with commas between them', { n })}
        value={bound.values}
        placeholder={t('such as berlin, berlin-2')}
        list={`${id}-known`}
        autoComplete="off"
        spellCheck={false}
        {...(error !== undefined && {
          'aria-invalid': true as const,
          'aria-describedby': `${id}-error`,
        })}
        onChange={(event) => onChange({ ...bound, values: event.target.value })}
        className="h-8 min-w-0 flex-1 rounded-md border border-edge bg-bg px-2
          placeholder:text-muted"
      />
      <datalist id={`${id}-known`}>
        {values.slice(0, MOST_KNOWN).map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <button type="button" className="button" onClick={onRemove}>
        {rich('Remove<more> condition {n}</more>', {
          more: (text) => <span className="sr-only">{text}</span>,
          n,
        })}
      </button>
      {error !== undefined && (
        <p id={`${id}-error`} className="basis-full font-medium text-failing">
          {t('Condition {n} {error}', { n, error })}
        </p>
      )}
    </li>
  )
}
