import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { change } from '../api/client'
import type { Incident, Silence } from '../api/incidents'
import { ProblemCard } from '../ui/parts'
import { SPANS, matchOf, matchWords, silenceId, silenceOf } from './silences'

const MOST_CHARACTERS = 4_000
const FIELD = 'min-h-8 rounded-md border border-edge bg-bg px-2 py-1'

const KINDS: [kind: Silence['kind'], words: string][] = [
  ['silence', 'Nobody is told; it is judged and recorded as ever'],
  ['maintenance', 'Maintenance: nothing is judged either, and no deeper test runs'],
]

/** Keeps the paths of an incident's cause quiet for a while. */
export function SilenceForm({ incident, onDone }: { incident: Incident; onDone: () => void }) {
  const match = matchOf(incident)
  const [kind, setKind] = useState<Silence['kind']>('silence')
  const [hours, setHours] = useState(1)
  const [comment, setComment] = useState('')
  const first = useRef<HTMLSelectElement>(null)
  const id = useId()
  const silencing = useSilencing(incident.id, onDone)
  useEffect(() => first.current?.focus(), [])
  if (match === undefined) {
    return <p className="text-muted">It has no path, so there is nothing to silence.</p>
  }
  return (
    <form
      className="card max-w-3xl space-y-3 p-3"
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
      onSubmit={(event) => {
        event.preventDefault()
        silencing.mutate({ match, kind, hours, comment })
      }}
    >
      <h2 className="font-semibold wrap-anywhere">Silence {matchWords(match)}</h2>
      <p className="flex flex-wrap items-center gap-2">
        <label htmlFor={`${id}-span`}>For</label>
        <select
          id={`${id}-span`}
          ref={first}
          value={hours}
          className={FIELD}
          onChange={(event) => setHours(Number(event.target.value))}
        >
          {SPANS.map(([word, value]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      </p>
      <fieldset className="space-y-1">
        <legend className="sr-only">What is kept quiet</legend>
        {KINDS.map(([value, words]) => (
          <label key={value} className="flex min-h-6 items-center gap-2">
            <input
              type="radio"
              name={`${id}-kind`}
              checked={kind === value}
              onChange={() => setKind(value)}
            />
            {words}
          </label>
        ))}
      </fieldset>
      <p>
        <label htmlFor={`${id}-why`} className="mb-0.5 block font-medium">
          Why
        </label>
        <input
          id={`${id}-why`}
          type="text"
          autoComplete="off"
          value={comment}
          maxLength={MOST_CHARACTERS}
          className={`${FIELD} w-full`}
          onChange={(event) => setComment(event.target.value)}
        />
      </p>
      {silencing.isError && <ProblemCard error={silencing.error} />}
      <div className="flex gap-2">
        <button type="submit" className="button border-accent!" disabled={silencing.isPending}>
          Silence it
        </button>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  )
}

interface Draft {
  match: Record<string, string>
  kind: Silence['kind']
  hours: number
  comment: string
}

function useSilencing(incident: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ match, ...draft }: Draft) =>
      change<Silence>(
        'PUT',
        `/silences/${silenceId(incident)}`,
        silenceOf(match, draft, Date.now()),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['silences'] })
      onDone()
    },
  })
}
