import type { AdminSearch } from '../admin/search'
import { t } from '../language/text'
import { ACTIONS, isKnown } from './words'

const FIELD = 'mt-1 block h-9 rounded-md border border-edge bg-bg px-2 font-normal'

/** Which changes are shown: who made them, what was done to which thing, on which days. */
export function AuditFilter(props: {
  search: AdminSearch
  onShow: (search: Record<string, unknown>) => void
}) {
  const { search, onShow } = props
  const { who = '', action = '', subject = '', from = '', to = '' } = search
  return (
    <form
      key={[who, action, subject, from, to].join('\n')} // the URL decides what stands in the fields
      aria-label={t('Which changes')}
      className="card flex flex-wrap items-end gap-x-4 gap-y-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        onShow(Object.fromEntries(new FormData(event.currentTarget)))
      }}
    >
      <Text label={t('Who')} name="who" value={who} placeholder={t('anybody')} />
      <label className="min-w-0 font-medium">
        {t('What||was done')}
        <select name="action" defaultValue={action} className={`${FIELD} max-w-full`}>
          <option value="">{t('everything||that was done')}</option>
          {action !== '' && !isKnown(action) && <option value={action}>{action}</option>}
          {ACTIONS.map(([group, actions]) => (
            <optgroup key={t(group)} label={t(group)}>
              {actions.map(([value, words]) => (
                <option key={value} value={value}>
                  {t(words)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <Text
        label={t('To which thing')}
        name="subject"
        value={subject}
        placeholder={t('all, or its name')}
      />
      <Day label={t('First day')} name="from" value={from} />
      <Day label={t('Last day')} name="to" value={to} />
      <div className="flex gap-2">
        <button type="submit" className="button h-9 border-accent!">
          {t('Show')}
        </button>
        {[who, action, subject, from, to].some((one) => one !== '') && (
          <button type="button" className="button h-9" onClick={() => onShow({})}>
            {t('Show all')}
          </button>
        )}
      </div>
    </form>
  )
}

function Text(props: { label: string; name: string; value: string; placeholder: string }) {
  const { label, name, value, placeholder } = props
  return (
    <label className="font-medium">
      {label}
      <input
        name={name}
        defaultValue={value}
        placeholder={placeholder}
        maxLength={128}
        autoComplete="off"
        spellCheck={false}
        className={`${FIELD} w-44 placeholder:text-muted`}
      />
    </label>
  )
}

/** A day by the viewer's clock. */
function Day({ label, name, value }: { label: string; name: string; value: string }) {
  return (
    <label className="font-medium">
      {label}
      <input type="date" name={name} defaultValue={value} className={FIELD} />
    </label>
  )
}
