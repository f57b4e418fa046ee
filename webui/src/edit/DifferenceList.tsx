import { rich } from '../language/rich'
import { t } from '../language/text'
import type { Difference } from './facts'

/** What differs between two versions, each with the text before and after. */
export function DifferenceList(props: {
  label: string
  items: Difference[]
  was?: string
  is?: string
  none?: string
}) {
  const { label, items, was = t('until now'), is = t('then') } = props
  const { none = t('Nothing that can be seen differs.') } = props
  if (items.length === 0) return <p className="text-muted">{none}</p>
  return (
    <ul aria-label={label} className="space-y-1">
      {items.map(({ name, before, after }) => (
        <li key={name} className="wrap-anywhere">
          <span className="font-medium">{name}</span>
          {rich('<old>: {was} “{before}”, </old>{is} “{after}”', {
            old: (text) => <span className="text-muted">{text}</span>,
            was,
            before,
            is,
            after,
          })}
        </li>
      ))}
    </ul>
  )
}
