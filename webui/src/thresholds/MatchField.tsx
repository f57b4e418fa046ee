import { useId } from 'react'
import type { Errors } from '../form/draft'
import type { Condition } from './draft'
import { type Known, useKnownLabels } from './known'

const WORDS: Record<string, string> = {
  site: 'site',
  probe: 'probe',
  target: 'target',
  test: 'kind of test',
  check: 'name of the test',
  schedule: 'schedule',
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
      <legend className="font-medium">For which paths?</legend>
      {bounded && (
        <p className="text-muted">
          You see a part of the probes: a rule of yours must name one of them, or its site and tags.
        </p>
      )}
      {match.length === 0 && (
        <p className="text-muted">Every path. Add a condition to have it for fewer.</p>
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
        Add a condition
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
        aria-label={`Condition ${n}: what`}
        value={label}
        onChange={(event) => onChange({ label: event.target.value, value: '' })}
        className="h-8 rounded-md border border-edge bg-bg px-2"
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {WORDS[name] ?? name.replace(/^(probe|target)\./, 'label of the $1: ')}
          </option>
        ))}
      </select>
      <span>is</span>
      <input
        aria-label={`Condition ${n}: value`}
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
        Remove<span className="sr-only"> condition {n}</span>
      </button>
      {wrong !== undefined && (
        <p id={`${id}-error`} className="basis-full font-medium text-failing">
          Condition {n} {wrong}
        </p>
      )}
    </li>
  )
}
