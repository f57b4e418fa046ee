import { useId } from 'react'
import type { components } from '../api/openapi'
import { type Message, msg, t } from '../language/text'

export type Family = components['schemas']['Family']

const CHOICES: { label: Message; families: Family[] }[] = [
  { label: msg('as the check has it'), families: [] },
  { label: msg('IPv4'), families: ['ipv4'] },
  { label: msg('IPv6'), families: ['ipv6'] },
  { label: msg('both, one after the other'), families: ['ipv4', 'ipv6'] },
]

/** In which address families a test shall run; each has a series of its own. */
export function FamilyChooser(props: {
  families: Family[]
  onChoose: (families: Family[]) => void
}) {
  const id = useId()
  const chosen = CHOICES.findIndex(({ families }) => families.join() === props.families.join())
  return (
    <div>
      <label htmlFor={id} className="mb-0.5 block font-medium">
        {t('Address family')}
      </label>
      <select
        id={id}
        className="min-h-8 w-full min-w-0 rounded-md border border-edge bg-bg px-2 py-1"
        value={chosen}
        onChange={({ target: { value } }) => props.onChoose(CHOICES[Number(value)]?.families ?? [])}
      >
        {CHOICES.map(({ label }, i) => (
          <option key={i} value={i}>
            {t(label)}
          </option>
        ))}
      </select>
      <p className="mt-0.5 text-muted">{t('A name has IPv4 unless asked otherwise.')}</p>
    </div>
  )
}
