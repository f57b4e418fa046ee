import type { Kind } from '../api/configuration'
import { type Message, msg, t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { type Facts, differences } from './facts'
import { DifferenceList } from './DifferenceList'

const REMOVED: Record<Kind, Message> = {
  schedules: msg('Somebody removed the schedule {id} meanwhile'),
  thresholds: msg('Somebody removed the rule {id} meanwhile'),
  channels: msg('Somebody removed the channel {id} meanwhile'),
}
const CHANGED: Record<Kind, Message> = {
  schedules: msg('Somebody changed the schedule {id} meanwhile'),
  thresholds: msg('Somebody changed the rule {id} meanwhile'),
  channels: msg('Somebody changed the channel {id} meanwhile'),
}

/**
 * Somebody else was faster: what they changed since this form was opened, and the two ways on.
 * Without `theirs` it was removed.
 */
export function Conflict(props: {
  kind: Kind
  id: string
  base: Facts
  theirs: Facts | undefined
  onTheirs: () => void
  onMine: () => void
}) {
  const { kind, id, base, theirs, onTheirs, onMine } = props
  const changed = theirs === undefined ? [] : differences(base, theirs)
  return (
    <div role="alert" className="card space-y-2 border-breaching p-3">
      <p className="flex items-center gap-2 font-semibold text-breaching">
        <StateIcon state="breaching" />
        {t((theirs === undefined ? REMOVED : CHANGED)[kind], { id })}
      </p>
      <p>{t('Nothing of yours is saved yet, and nothing of it is lost.')}</p>
      {theirs !== undefined && (
        <DifferenceList
          label={t('What they changed')}
          items={changed}
          was={t('was')}
          is={t('is now')}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button border-breaching!" onClick={onMine}>
          {t(theirs === undefined ? 'Make it again as it stands here' : 'Save mine over it')}
        </button>
        <button type="button" className="button" onClick={onTheirs}>
          {t(theirs === undefined ? 'Leave it removed' : 'Take theirs, drop mine')}
        </button>
      </div>
    </div>
  )
}
