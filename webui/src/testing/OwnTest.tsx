import { useId } from 'react'
import type { TestKind } from '../api/kinds'
import { KindChooser } from '../form/KindChooser'
import { SchemaFields } from '../form/SchemaFields'
import { type Draft, type Errors, NAME, fieldsOf } from '../form/draft'
import { seriesName } from '../form/seriesName'
import { t } from '../language/text'
import { More } from '../ui/More'
import { useTyped } from '../ui/useTyped'
import { draftIn, writtenIn } from './order'
import type { TestSearch } from './search'

/** One test with parameters of its own, by the schema of its kind. */
export function OwnTest(props: {
  kinds: TestKind[]
  kind: TestKind | undefined
  search: TestSearch
  errors: Errors
  onChange: (part: Pick<TestSearch, 'kind' | 'set'> | { kind: undefined; set: undefined }) => void
}) {
  const { kinds, kind, search, errors, onChange } = props
  const id = useId()
  const first = kinds[0]
  if (first === undefined) return null
  return (
    <section aria-labelledby={id} className="card space-y-3 p-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id={id} className="font-semibold">
          {t('With parameters of its own')}
        </h2>
        <button
          type="button"
          className="button"
          onClick={() =>
            onChange(kind ? { kind: undefined, set: undefined } : { kind: first.name })
          }
        >
          {t(kind ? 'Leave it out' : 'Add a test…')}
        </button>
      </div>
      {kind && (
        <>
          <KindChooser
            kinds={kinds}
            chosen={kind}
            onChoose={({ name }) => onChange({ kind: name, set: {} })}
          />
          <Parameters
            key={kind.name}
            kind={kind}
            draft={draftIn(kind, search)}
            errors={errors}
            onDraft={(draft) => onChange({ kind: kind.name, set: writtenIn(kind, draft) })}
          />
        </>
      )}
    </section>
  )
}

function Parameters(props: {
  kind: TestKind
  draft: Draft
  errors: Errors
  onDraft: (draft: Draft) => void
}) {
  const { kind, errors } = props
  const { value: draft, write, around } = useTyped(props.draft, props.onDraft)
  const form = { draft, errors, onChange: write }
  const more = fieldsOf(kind.schema, true)
  const hidden = more.some(({ place }) => Object.keys(errors).some((at) => at.startsWith(place)))
  return (
    <div className="max-w-3xl space-y-3" {...around}>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <SchemaFields fields={fieldsOf(kind.schema, false)} form={form} />
      </div>
      <More open={hidden || errors[NAME] !== undefined}>
        <div className="grid gap-x-4 gap-y-3 pt-3 sm:grid-cols-2">
          <SchemaFields fields={[...more, seriesName()]} form={form} />
        </div>
      </More>
    </div>
  )
}
