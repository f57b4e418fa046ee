import type { Threshold } from '../api/configuration'
import { OnOff } from '../edit/OnOff'

/** Whether a rule judges: one that does not still decides, that nothing is judged. */
export function Judging({ rule }: { rule: Threshold }) {
  return <OnOff enabled={rule.enabled} on="Judges" off="Not judged" />
}
