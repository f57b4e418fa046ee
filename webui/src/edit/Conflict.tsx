import type { Kind } from '../api/configuration'
import { StateIcon } from '../ui/icons'
import { NOUNS } from './edits'
import { type Facts, differences } from './facts'
import { DifferenceList } from './DifferenceList'

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
        {theirs === undefined
          ? `Somebody removed the ${NOUNS[kind]} ${id} meanwhile`
          : `Somebody changed the ${NOUNS[kind]} ${id} meanwhile`}
      </p>
      <p>Nothing of yours is saved yet, and nothing of it is lost.</p>
      {theirs !== undefined && (
        <DifferenceList label="What they changed" items={changed} was="was" is="is now" />
      )}
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button border-breaching!" onClick={onMine}>
          {theirs === undefined ? 'Make it again as it stands here' : 'Save mine over it'}
        </button>
        <button type="button" className="button" onClick={onTheirs}>
          {theirs === undefined ? 'Leave it removed' : 'Take theirs, drop mine'}
        </button>
      </div>
    </div>
  )
}
