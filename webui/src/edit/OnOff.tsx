import { StateIcon } from '../ui/icons'

/** Whether a thing is switched on. */
export function OnOff({ enabled }: { enabled: boolean }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap
        ${enabled ? 'text-healthy' : 'text-muted'}`}
    >
      <StateIcon state={enabled ? 'healthy' : 'withheld'} />
      {enabled ? 'On' : 'Switched off'}
    </span>
  )
}
