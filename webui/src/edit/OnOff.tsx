import { t } from '../language/text'
import { StateIcon } from '../ui/icons'

/** Whether a thing is switched on. */
export function OnOff(props: { enabled: boolean; on?: string; off?: string }) {
  const { enabled, on = t('On'), off = t('Switched off') } = props
  return (
    <span
      className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap
        ${enabled ? 'text-healthy' : 'text-muted'}`}
    >
      <StateIcon state={enabled ? 'healthy' : 'withheld'} />
      {enabled ? on : off}
    </span>
  )
}
