import { useEffect, useId, useRef, useState } from 'react'
import type { Incident } from '../api/incidents'
import { t } from '../language/text'

const LONGEST_NAME = 64

/** Who is to look after an incident. */
export function AssignForm(props: {
  incident: Incident
  busy: boolean
  /** Nobody any more where the name is empty. */
  onAssign: (name: string) => void
  onCancel: () => void
}) {
  const { incident, busy, onAssign, onCancel } = props
  const [name, setName] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => field.current?.focus(), [])
  const wanted = name.trim()
  return (
    <form
      className="card max-w-3xl space-y-2 p-3"
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted !== '') onAssign(wanted)
      }}
    >
      <label htmlFor={id} className="font-medium">
        {t('Assign to||a person')}
      </label>
      <input
        id={id}
        ref={field}
        list={`${id}-known`}
        value={name}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={t('name of an account')}
        onChange={(event) => setName(event.target.value)}
        className="block w-full max-w-sm rounded-md border border-edge bg-bg px-2 py-1"
      />
      <datalist id={`${id}-known`}>
        {peopleOf(incident).map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button border-accent!" disabled={busy || wanted === ''}>
          {t('Assign')}
        </button>
        {incident.assignee != null && (
          <button type="button" className="button" disabled={busy} onClick={() => onAssign('')}>
            {t('To nobody')}
          </button>
        )}
        <button type="button" className="button" onClick={onCancel}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  )
}

/** Who has had to do with it so far: any other name can be written, too. */
function peopleOf({ chain, acknowledgedBy }: Incident): string[] {
  const names = [acknowledgedBy, ...chain.map(({ by }) => by)].filter((name) => name != null)
  return [...new Set(names)].filter((name) => !name.includes(':')).sort()
}
