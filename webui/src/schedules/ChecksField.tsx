import { useId } from 'react'
import type { TestKind } from '../api/kinds'
import { Choice } from '../edit/Choice'
import { KindChooser } from '../form/KindChooser'
import { SchemaFields } from '../form/SchemaFields'
import { type Errors, NAME, fieldsOf } from '../form/draft'
import { rich } from '../language/rich'
import { type Message, inSchema, msg, t, within } from '../language/text'
import { type CheckDraft, type Family, OFTEN, errorsWithin, newCheck } from './draft'
import { EVERY } from './schema'

/** Which tests run: what fits each target, or a list of one's own. */
export function ChecksField(props: {
  legend: string
  place: string
  own: boolean
  checks: readonly CheckDraft[]
  kinds: readonly TestKind[]
  errors: Errors
  onChange: (own: boolean, checks: readonly CheckDraft[]) => void
}) {
  const { legend, place, own, checks, kinds, errors, onChange } = props
  const [first] = kinds
  const add = (): void => {
    if (first) onChange(true, [...checks, newCheck(first)])
  }
  return (
    <Choice
      legend={legend}
      chosen={own ? 'own' : 'fitting'}
      options={[
        ['fitting', t('What fits each target')],
        ['own', t('These')],
      ]}
      onChoose={(value) => {
        if (value === 'own' && checks.length === 0) add()
        else onChange(value === 'own', checks)
      }}
    >
      {own && (
        <div className="space-y-3">
          {checks.map((check, i) => (
            <CheckField
              key={i}
              label={`${legend}: ${check.draft[NAME]?.trim() || t('test {n}', { n: i + 1 })}`}
              check={check}
              kinds={kinds}
              errors={errorsWithin(errors, `${place}[${i}].`)}
              onChange={(next) =>
                onChange(
                  true,
                  checks.map((one, at) => (at === i ? next : one)),
                )
              }
              onRemove={() =>
                onChange(
                  checks.length > 1,
                  checks.filter((_, at) => at !== i),
                )
              }
            />
          ))}
          <button type="button" className="button" onClick={add}>
            {rich('Add a test<more> to {list}</more>', {
              more: (text) => <span className="sr-only">{text}</span>,
              list: within(legend),
            })}
          </button>
          {errors[place] !== undefined && (
            <p className="font-medium text-failing">
              {t('Tests')} {errors[place]}
            </p>
          )}
        </div>
      )}
    </Choice>
  )
}

function CheckField(props: {
  label: string
  check: CheckDraft
  kinds: readonly TestKind[]
  errors: Errors
  onChange: (check: CheckDraft) => void
  onRemove: () => void
}) {
  const { label, check, kinds, errors, onChange, onRemove } = props
  const kind = kinds.find(({ name }) => name === check.kind)
  const form = {
    draft: check.draft,
    errors,
    onChange: (draft: CheckDraft['draft']) => onChange({ ...check, draft }),
  }
  const choose = (next: TestKind): void => {
    const fresh = newCheck(next)
    // a name that somebody gave stays; one that was the kind's goes with it
    const named = check.draft[NAME] !== check.kind ? check.draft[NAME] : undefined
    onChange({ ...fresh, draft: { ...fresh.draft, ...(named !== undefined && { [NAME]: named }) } })
  }
  return (
    <div role="group" aria-label={label} className="space-y-3 border-l-2 border-line pl-3">
      {kind === undefined ? (
        <p>
          {rich(
            '<b>{name}</b>: a test of the kind {kind}, which this server does not describe. It stays as it is.',
            {
              b: (text) => <strong className="font-medium">{text}</strong>,
              name: check.draft[NAME] ?? '',
              kind: check.kind,
            },
          )}
        </p>
      ) : (
        <>
          <KindChooser kinds={[...kinds]} chosen={kind} onChoose={choose} autoFocus={false} />
          <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
            <SchemaFields fields={COMMON} form={form} />
            <Families
              families={check.families}
              onChoose={(families) => onChange({ ...check, families })}
            />
          </div>
          <details>
            <summary className="min-h-6 w-fit cursor-pointer">{t('Parameters')}</summary>
            <div className="grid gap-x-4 gap-y-3 pt-3 sm:grid-cols-2">
              <SchemaFields
                fields={[...fieldsOf(kind.schema, false), ...fieldsOf(kind.schema, true)]}
                form={form}
              />
            </div>
          </details>
        </>
      )}
      <button type="button" className="button" onClick={onRemove}>
        {t('Remove')}
        <span className="sr-only"> {label}</span>
      </button>
    </div>
  )
}

const COMMON = [
  {
    place: NAME,
    name: NAME,
    property: {
      title: inSchema('Name'),
      description: inSchema(
        'Of its series. Tests of one name share their numbers, whichever schedule runs them.',
      ),
      type: 'string' as const,
      maxLength: 128,
    },
  },
  { place: OFTEN, name: OFTEN, property: EVERY },
]

const CHOICES: [words: Message, families: readonly Family[]][] = [
  [msg('as the target has them'), []],
  [msg('IPv4 only'), ['ipv4']],
  [msg('IPv6 only'), ['ipv6']],
  [msg('both||of two address families'), ['ipv4', 'ipv6']],
]

function Families(props: {
  families: readonly Family[]
  onChoose: (families: readonly Family[]) => void
}) {
  const { families, onChoose } = props
  const id = useId()
  const chosen = [...families].sort().join()
  return (
    <div>
      <label htmlFor={id} className="mb-0.5 block font-medium">
        {t('Address families')}
      </label>
      <select
        id={id}
        value={chosen}
        className="min-h-8 w-full min-w-0 rounded-md border border-edge bg-bg px-2 py-1"
        onChange={(event) =>
          onChoose(CHOICES.find(([, some]) => some.join() === event.target.value)?.[1] ?? [])
        }
      >
        {CHOICES.map(([words, some]) => (
          <option key={some.join()} value={some.join()}>
            {t(words)}
          </option>
        ))}
      </select>
    </div>
  )
}
