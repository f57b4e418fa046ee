import { type ReactNode, useId } from 'react'
import type { Errors } from '../form/draft'
import { METRIC_NAMES, metricWord, worseBelow } from '../format/words'
import { perLanguage } from '../language/perLanguage'
import { rich } from '../language/rich'
import { msg, t } from '../language/text'
import { UNANSWERED, boundExample } from './bound'
import { type RuleForm, usualCounts, usualExitText } from './draft'

const METRICS = perLanguage((locale) =>
  METRIC_NAMES.toSorted((a, b) => metricWord(a).localeCompare(metricWord(b), locale)),
)

const PLACES = [
  ['enter', msg('The limit')],
  ['breaches', msg('How many breach')],
  ['of', msg('Of how many')],
  ['exit', msg('The end')],
  ['clears', msg('How many clear')],
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
  const blanks = {
    metric: (
      <select
        aria-label={t('What is judged')}
        value={metric}
        onChange={(event) => onChange({ metric: event.target.value, enter: '', exit: '' })}
        className={SELECT}
      >
        {METRICS().map((name) => (
          <option key={name} value={name}>
            {metricWord(name)}
          </option>
        ))}
      </select>
    ),
    enter: field('enter', t('Limit'), true),
    breaches: field('breaches', t('How many tests must breach'), false),
    of: field('of', t('Of how many tests'), false),
    tier: (
      <select
        aria-label={t('Tier of the tests')}
        value={tier}
        onChange={(event) => {
          const next = Number(event.target.value)
          onChange({ tier: next, ...usualCounts(next) })
        }}
        className={SELECT}
      >
        <option value={1}>{t('tier 1 (all the time)')}</option>
        <option value={2}>{t('tier 2 (when looked into)')}</option>
        <option value={3}>{t('tier 3 (diagnosis)')}</option>
      </select>
    ),
    severity: (
      <select
        aria-label={t('Severity')}
        value={form.severity}
        onChange={(event) => onChange({ severity: event.target.value as RuleForm['severity'] })}
        className={SELECT}
      >
        <option value="warning">{t('a warning')}</option>
        <option value="critical">{t('critical||severity')}</option>
      </select>
    ),
    exit: field('exit', t('Where it ends; empty is as usual'), true),
    clears: field('clears', t('How many tests in a row end it'), false),
  }
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-2">
        {answer
          ? rich(
              'When {metric} is what comes in {breaches} of the last {of} tests of {tier} it is {severity} until an answer comes {clears} times in a row.',
              blanks,
            )
          : worseBelow(metric)
            ? rich(
                'When {metric} is below {enter} in {breaches} of the last {of} tests of {tier} it is {severity} until it is {exit} or more {clears} times in a row.',
                blanks,
              )
            : rich(
                'When {metric} is above {enter} in {breaches} of the last {of} tests of {tier} it is {severity} until it is {exit} or less {clears} times in a row.',
                blanks,
              )}
      </p>
      {PLACES.map(
        ([place, words]) =>
          errors[place] !== undefined && (
            <p key={place} id={`${id}-${place}`} className="font-medium text-failing">
              {t(words)} {errors[place]}
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
