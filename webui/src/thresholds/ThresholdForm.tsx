import { useMe } from '../account/me'
import { type Threshold, useThings } from '../api/configuration'
import { Choice } from '../edit/Choice'
import { EditForm } from '../edit/EditForm'
import { useDrafting } from '../edit/drafting'
import { useSettled } from '../edit/editing'
import { t } from '../language/text'
import { Doubts } from './Doubts'
import { MatchField } from './MatchField'
import { OverlapCard } from './OverlapCard'
import { PreviewCard } from './PreviewCard'
import { SentenceFields } from './SentenceFields'
import { copyOf, formOf, ruleOf } from './draft'
import { sentence, thresholdFacts } from './words'

const PAUSE_MS = 500
/** What the server calls a rule without a name. */
const UNNAMED = 'draft'

const MADE = {
  formOf,
  read: ruleOf,
  refused: (fields: readonly { field: string; detail: string }[]) =>
    Object.fromEntries(fields.map(({ field, detail }) => [field, detail])),
}

/** Makes a rule, or changes one; what it would be for, and against whom, stands beside it. */
export function ThresholdForm(props: {
  before: Threshold | undefined
  /** What a new one begins as. */
  like?: Threshold | undefined
  onClose: (saved?: Threshold) => void
}) {
  const { before, like, onClose } = props
  const drafting = useDrafting({
    ...{ kind: 'thresholds' as const, before, made: MADE, onClose },
    begin: () => (before === undefined && like !== undefined ? copyOf(like) : formOf(before)),
  })
  const rules = useThings('thresholds').data ?? []
  const bounded = useMe().scopes.length > 0
  const { form, body, errors, shown, id, editing, set } = drafting
  const sayable = Object.keys(errors).length === 0
  const next = { ...body, id: editing.base?.id ?? UNNAMED, builtIn: false }
  const draft = useSettled(sayable ? next : undefined, PAUSE_MS)
  return (
    <EditForm
      kind="thresholds"
      drafting={drafting}
      words={{
        title: t('New rule'),
        hint: t('Such as slow-fra. It stands in incidents, and cannot be changed later.'),
        taken: t('is taken: there is a rule called {id}', { id }),
      }}
      facts={thresholdFacts}
      next={sayable ? thresholdFacts(body) : undefined}
      aside={
        <>
          <PreviewCard draft={draft} rules={rules} />
          {sayable && <OverlapCard rule={next} rules={rules} />}
        </>
      }
    >
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
    </EditForm>
  )
}
