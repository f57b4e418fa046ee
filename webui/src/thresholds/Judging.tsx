import type { Threshold } from '../api/configuration'
import { OnOff } from '../edit/OnOff'
import { t } from '../language/text'

/** Whether a rule judges: one that does not still decides, that nothing is judged. */
export function Judging({ rule }: { rule: Threshold }) {
  return <OnOff enabled={rule.enabled} on={t('Judges')} off={t('Not judged')} />
}
