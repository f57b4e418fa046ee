import { useState } from 'react'
import { useMe } from '../account/me'
import { type Threshold, useThings } from '../api/configuration'
import { problemOf } from '../api/client'
import { Choice } from '../edit/Choice'
import { Conflict } from '../edit/Conflict'
import { DifferenceList } from '../edit/DifferenceList'
import { NameField } from '../edit/NameField'
import { useEditing, useFirstWrong, useSettled } from '../edit/editing'
import { differences } from '../edit/facts'
import type { Errors } from '../form/draft'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { MatchField } from './MatchField'
import { OverlapCard } from './OverlapCard'
import { PreviewCard } from './PreviewCard'
import { SentenceFields } from './SentenceFields'
import { type RuleForm, copyOf, formOf, ruleOf } from './draft'
import { DOUBT_WORDS, sentence, thresholdFacts } from './words'

const PAUSE_MS = 500
/** What the server calls a rule without a name. */
const UNNAMED = 'draft'

/** Makes a rule, or changes one; what it would be for, and against whom, stands beside it. */
export function ThresholdForm(props: {
  before: Threshold | undefined
  /** What a new one begins as. */
  like?: Threshold | undefined
  onClose: (saved?: Threshold) => void
}) {
  const { before, like, onClose } = props
  const [form, setForm] = useState<RuleForm>(() =>
    before === undefined && like !== undefined ? copyOf(like) : formOf(before),
  )
  const [attempt, setAttempt] = useState(0)
  const editing = useEditing('thresholds', before, onClose)
  const { base, theirs, overtaken, taken, busy, error } = editing
  const rules = useThings('thresholds').data ?? []
  const bounded = useMe().scopes.length > 0
  const { body, errors } = ruleOf(form)
  const unnamed = base === undefined && form.id.trim() === ''
  const own = { ...errors, ...(unnamed && { id: t('must be given') }) }
  const wrong = Object.keys(own).length > 0
  const refused = error === undefined ? [] : problemOf(error).fields
  const server = Object.fromEntries(refused.map(({ field, detail }) => [field, detail]))
  const shown: Errors = { ...server, ...(attempt > 0 ? own : {}) }
  const box = useFirstWrong(shown, attempt)
  const id = base?.id ?? form.id.trim()
  const sayable = Object.keys(errors).length === 0
  const next = { ...body, id: base?.id ?? UNNAMED, builtIn: false }
  const draft = useSettled(sayable ? next : undefined, PAUSE_MS)
  const set = (part: Partial<RuleForm>): void => {
    setForm({ ...form, ...part })
    if (taken || error !== undefined) editing.rebase(base) // it was about what stood there before
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        ref={box}
        noValidate
        aria-label={base === undefined ? t('New rule') : t('Change {id}', { id: base.id })}
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
            error={taken ? t('is taken: there is a rule called {id}', { id }) : shown['id']}
            hint={t('Such as slow-fra. It stands in incidents, and cannot be changed later.')}
            onChange={(text) => set({ id: text })}
          />
        )}
        <MatchField
          match={form.match}
          errors={shown}
          bounded={bounded}
          onChange={(match) => set({ match })}
        />
        <Choice
          legend={t('What then?')}
          chosen={form.enabled ? 'judge' : 'not'}
          options={[
            ['judge', t('Judge it')],
            ['not', t('Do not judge it there at all')],
          ]}
          onChoose={(value) => set({ enabled: value === 'judge' })}
        >
          <SentenceFields form={form} errors={shown} onChange={set} />
        </Choice>
        <Doubts counted={form.countsAlso} onChange={(countsAlso) => set({ countsAlso })} />
        <p aria-live="polite" className="rounded bg-raised px-3 py-2 wrap-anywhere">
          {draft ? sentence(draft) : t('The rule stands here once its limit is given.')}
        </p>
        {wrong && attempt > 0 && (
          <p role="status" className="font-medium text-failing">
            {t('Not saved: see the fields above.')}
          </p>
        )}
        {error !== undefined && <ProblemCard error={error} />}
        {overtaken && base && (
          <Conflict
            kind="thresholds"
            id={base.id}
            base={thresholdFacts(base)}
            theirs={theirs && thresholdFacts(theirs)}
            onMine={() => {
              setAttempt(attempt + 1)
              if (!wrong) editing.save(id, body, { base: theirs })
            }}
            onTheirs={() => {
              if (theirs === undefined) return onClose()
              setForm(formOf(theirs))
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
      <div className="min-w-0 space-y-4 lg:sticky lg:top-16">
        <PreviewCard draft={draft} rules={rules} />
        {sayable && <OverlapCard rule={next} rules={rules} />}
        {base && sayable && (
          <section aria-labelledby="changes" className="card space-y-2 p-3">
            <h2 id="changes" className="font-semibold">
              {t('What you change')}
            </h2>
            <DifferenceList
              label={t('What you change')}
              none={t('Nothing yet.')}
              items={differences(thresholdFacts(base), thresholdFacts(body))}
            />
          </section>
        )}
      </div>
    </div>
  )
}

function Doubts(props: { counted: readonly string[]; onChange: (counted: string[]) => void }) {
  const { counted, onChange } = props
  return (
    <details open={counted.length > 0}>
      <summary className="min-h-6 w-fit cursor-pointer">{t('Results that are in doubt')}</summary>
      <fieldset className="space-y-1 pt-2">
        <legend className="text-muted">
          {t('They neither breach nor clear, unless they are to count also when:')}
        </legend>
        {DOUBT_WORDS.map(([name, words]) => (
          <label key={name} className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              checked={counted.includes(name)}
              onChange={() =>
                onChange(
                  counted.includes(name)
                    ? counted.filter((one) => one !== name)
                    : [...counted, name],
                )
              }
              className="size-4 accent-accent"
            />
            {t(words)}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
