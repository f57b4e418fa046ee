import { useId } from 'react'
import type { Errors } from '../form/draft'
import { type Message, msg, t } from '../language/text'
import type { Condition } from './draft'
import { type Known, useKnownLabels } from './known'

const WORDS: Record<string, Message> = {
  site: msg('site||a label of a rule'),
  probe: msg('probe||a label of a rule'),
  target: msg('target||a label of a rule'),
  test: msg('kind of test'),
  check: msg('name of the test'),
  schedule: msg('schedule||a label of a rule'),
}

function labelWords(label: string): string {
  const words = WORDS[label]
  if (words) return t(words)
  const name = label.replace(/^(probe|target)\./, '')
  if (label.startsWith('probe.')) return t('label of the probe: {name}', { name })
  return label.startsWith('target.') ? t('label of the target: {name}', { name }) : label
}

/** As many values as a list of suggestions has. */
const MOST_KNOWN = 500

/** For which series a rule is: all that have these labels. */
export function MatchField(props: {
  match: readonly Condition[]
  errors: Errors
  bounded: boolean
  onChange: (match: readonly Condition[]) => void
}) {
  const { match, errors, bounded, onChange } = props
  const known = useKnownLabels()
  const used = new Set(match.map(({ label }) => label))
  const next = [...known.keys()].find((label) => !used.has(label)) ?? 'site'
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium">{t('For which paths?')}</legend>
      {bounded && (
        <p className="text-muted">
          {t(
            'You see a part of the probes: a rule of yours must name one of them, or its site and tags.',
          )}
        </p>
      )}
      {match.length === 0 && (
        <p className="text-muted">{t('Every path. Add a condition to have it for fewer.')}</p>
      )}
      <ul className="space-y-2">
        {match.map((condition, i) => (
          <Row
            key={i}
            n={i + 1}
            condition={condition}
            known={known}
            errors={[errors[`match[${i}].label`], errors[`match[${i}].value`]]}
            onChange={(next) => onChange(match.map((one, at) => (at === i ? next : one)))}
            onRemove={() => onChange(match.filter((_, at) => at !== i))}
          />
        ))}
      </ul>
      <button
        type="button"
        className="button"
        onClick={() => onChange([...match, { label: next, value: '' }])}
      >
        {t('Add a condition')}
      </button>
    </fieldset>
  )
}

function Row(props: {
  n: number
  condition: Condition
  known: Known
  errors: (string | undefined)[]
  onChange: (condition: Condition) => void
  onRemove: () => void
}) {
  const { n, condition, known, errors, onChange, onRemove } = props
  const { label, value } = condition
  const id = useId()
  const wrong = errors.find((one) => one !== undefined)
  const names = known.has(label) ? [...known.keys()] : [label, ...known.keys()]
  return (
    <li className="flex flex-wrap items-center gap-2">
      <select
        aria-label={t('Condition {n}: what', { n })}
        value={label}
        onChange={(event) => onChange({ label: event.target.value, value: '' })}
        className="h-8 rounded-md border border-edge bg-bg px-2"
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {labelWords(name)}
          </option>
        ))}
      </select>
      <span>{t('is||a condition')}</span>
      <input
        aria-label={t('Condition {n}: value', { n })}
        value={value}
        list={`${id}-known`}
        autoComplete="off"
        spellCheck={false}
        {...(wrong !== undefined && {
          'aria-invalid': true as const,
          'aria-describedby': `${id}-error`,
        })}
        onChange={(event) => onChange({ label, value: event.target.value })}
        className="h-8 w-48 min-w-0 rounded-md border border-edge bg-bg px-2"
      />
      <datalist id={`${id}-known`}>
        {known
          .get(label)
          ?.slice(0, MOST_KNOWN)
          .map((one) => (
            <option key={one} value={one} />
          ))}
      </datalist>
      <button type="button" className="button" onClick={onRemove}>
        {t('Remove')}
        <span className="sr-only"> {t('condition {n}', { n })}</span>
      </button>
      {wrong !== undefined && (
        <p id={`${id}-error`} className="basis-full font-medium text-failing">
          {t('Condition {n}', { n })} {wrong}
        </p>
      )}
    </li>
  )
}
