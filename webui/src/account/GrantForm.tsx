import { t } from '../language/text'
import { Field, valuesOf } from './fields'
import { ROLE_NAMES } from './roles'

/** Lets somebody in: a name, a role, and what they see. */
export function GrantForm(props: {
  title: string
  submit: string
  onSubmit: (values: Record<string, string>) => void
}) {
  return (
    <form
      aria-label={props.title}
      className="card flex flex-wrap items-start gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit(valuesOf(event.currentTarget))
      }}
    >
      <h3 className="basis-full font-medium">{props.title}</h3>
      <Field label={t('Name')} name="name" autoComplete="off" />
      <label className="font-medium">
        {t('Role')}
        <select
          name="role"
          className="mt-1 block h-9 rounded-md border border-edge bg-bg px-2 font-normal"
        >
          {Object.entries(ROLE_NAMES).map(([role, name]) => (
            <option key={role} value={role}>
              {t(name)}
            </option>
          ))}
        </select>
      </label>
      <Field
        label={t('Sees only')}
        name="scope"
        required={false}
        autoComplete="off"
        hint={t('Sites; tags of probes, such as: fra, ber; team=a')}
      />
      <button type="submit" className="button mt-7 border-accent!">
        {props.submit}
      </button>
    </form>
  )
}
