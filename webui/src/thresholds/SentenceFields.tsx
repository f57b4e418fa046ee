import { type ReactNode, useId } from 'react'
import type { Errors } from '../form/draft'
import { METRIC_NAMES, metricWord, worseBelow } from '../format/words'
import { UNANSWERED, boundExample } from './bound'
import { type RuleForm, usualCounts, usualExitText } from './draft'

const METRICS = METRIC_NAMES.toSorted((a, b) => metricWord(a).localeCompare(metricWord(b)))

const PLACES = [
  ['enter', 'The limit'],
  ['breaches', 'How many breach'],
  ['of', 'Of how many'],
  ['exit', 'The end'],
  ['clears', 'How many clear'],
] as const

/** The numbers of a rule, as the sentence that they make. */
export function SentenceFields(props: {
  form: RuleForm
  errors: Errors
  onChange: (part: Partial<RuleForm>) => void
}) {
  const { form, errors, onChange } = props
  const { metric, tier } = form
  const id = useId()
  const answer = metric === UNANSWERED
  const field = (place: (typeof PLACES)[number][0], label: string, wide: boolean): ReactNode => (
    <Blank
      label={label}
      value={form[place]}
      wide={wide}
      error={errors[place] === undefined ? undefined : `${id}-${place}`}
      placeholder={place === 'exit' ? usualExitText(form) : wide ? boundExample(metric) : ''}
      onChange={(text) => onChange({ [place]: text })}
    />
  )
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <span>When</span>
        <select
          aria-label="What is judged"
          value={metric}
          onChange={(event) => onChange({ metric: event.target.value, enter: '', exit: '' })}
          className={SELECT}
        >
          {METRICS.map((name) => (
            <option key={name} value={name}>
              {metricWord(name)}
            </option>
          ))}
        </select>
        {answer ? (
          <span>is what comes</span>
        ) : (
          <>
            <span>is {worseBelow(metric) ? 'below' : 'above'}</span>
            {field('enter', 'Limit', true)}
          </>
        )}
        <span>in</span>
        {field('breaches', 'How many tests must breach', false)}
        <span>of the last</span>
        {field('of', 'Of how many tests', false)}
        <span>tests of</span>
        <select
          aria-label="Tier of the tests"
          value={tier}
          onChange={(event) => {
            const next = Number(event.target.value)
            onChange({ tier: next, ...usualCounts(next) })
          }}
          className={SELECT}
        >
          <option value={1}>tier 1 (all the time)</option>
          <option value={2}>tier 2 (when looked into)</option>
          <option value={3}>tier 3 (diagnosis)</option>
        </select>
        <span>it is</span>
        <select
          aria-label="Severity"
          value={form.severity}
          onChange={(event) => onChange({ severity: event.target.value as RuleForm['severity'] })}
          className={SELECT}
        >
          <option value="warning">a warning</option>
          <option value="critical">critical</option>
        </select>
        <span>until</span>
        {answer ? (
          <span>an answer comes</span>
        ) : (
          <>
            <span>it is</span>
            {field('exit', 'Where it ends; empty is as usual', true)}
            <span>or {worseBelow(metric) ? 'more' : 'less'}</span>
          </>
        )}
        {field('clears', 'How many tests in a row end it', false)}
        <span>times in a row.</span>
      </p>
      {PLACES.map(
        ([place, words]) =>
          errors[place] !== undefined && (
            <p key={place} id={`${id}-${place}`} className="font-medium text-failing">
              {words} {errors[place]}
            </p>
          ),
      )}
    </div>
  )
}

const SELECT = 'h-8 max-w-full rounded-md border border-edge bg-bg px-2'

/** A blank in the sentence. */
function Blank(props: {
  label: string
  value: string
  wide: boolean
  /** The id of what is wrong with it. */
  error: string | undefined
  placeholder: string
  onChange: (text: string) => void
}) {
  const { label, value, wide, error, placeholder, onChange } = props
  return (
    <input
      aria-label={label}
      value={value}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      {...(!wide && { inputMode: 'numeric' as const })}
      {...(error !== undefined && { 'aria-invalid': true as const, 'aria-describedby': error })}
      onChange={(event) => onChange(event.target.value)}
      className={`h-8 rounded-md border border-edge bg-bg px-2 placeholder:text-muted
        ${wide ? 'w-36' : 'w-14'}`}
    />
  )
}
