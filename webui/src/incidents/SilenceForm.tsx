import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { change, problemOf } from '../api/client'
import { useSilence } from '../api/incidentQueries'
import type { Incident, Silence } from '../api/incidents'
import { rich } from '../language/rich'
import { type Message, msg, t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime, Skeleton } from '../ui/parts'
import {
  type Draft,
  SPANS,
  draftOf,
  goesOn,
  matchOf,
  matchWords,
  onlyIf,
  silenceId,
  silenceOf,
} from './silences'

const MOST_CHARACTERS = 4_000
const FIELD = 'min-h-8 rounded-md border border-edge bg-bg px-2 py-1'

const KINDS: [kind: Silence['kind'], words: Message][] = [
  ['silence', msg('Nobody is told; it is judged and recorded as ever')],
  ['maintenance', msg('Maintenance: nothing is judged either, and no deeper test runs')],
]

interface FormProps {
  incident: Incident
  onDone: () => void
}

/** Keeps the paths of an incident's cause quiet for a while, or changes how long and why. */
export function SilenceForm(props: FormProps) {
  const silence = useSilence(silenceId(props.incident.id))
  const { data, isError, error, refetch } = silence
  if (data !== undefined) {
    return <Form {...props} before={data} reread={() => void refetch()} />
  }
  return isError ? (
    <ProblemCard error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton rows={1} />
  )
}

/** @param props.before what there is, or was: it ends earlier or later, and is not made anew */
function Form(props: FormProps & { before: Silence | null; reread: () => void }) {
  const { incident, onDone, before, reread } = props
  const [openedAt] = useState(Date.now)
  const [draft, setDraft] = useState(() => draftOf(before, openedAt))
  const { kind, hours, comment } = draft
  const running = goesOn(before, openedAt) ? before : undefined
  const match = running?.match ?? matchOf(incident)
  const first = useRef<HTMLSelectElement>(null)
  const id = useId()
  const silencing = useSilencing(incident.id, onDone, reread)
  const overtaken = silencing.isError && problemOf(silencing.error).status === 412
  useEffect(() => first.current?.focus(), [])
  if (match === undefined) {
    return <p className="text-muted">{t('It has no path, so there is nothing to silence.')}</p>
  }
  return (
    <form
      className="card max-w-3xl space-y-3 p-3"
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
      onSubmit={(event) => {
        event.preventDefault()
        silencing.mutate({ match, draft, before })
      }}
    >
      <h2 className="font-semibold wrap-anywhere">
        {t(running ? 'Change the silence of {what}' : 'Silence {what}', {
          what: matchWords(match),
        })}
      </h2>
      <p className="flex flex-wrap items-center gap-2">
        <label htmlFor={`${id}-span`}>{t('For||how long')}</label>
        <select
          id={`${id}-span`}
          ref={first}
          value={hours ?? (running ? '' : 1)}
          className={FIELD}
          onChange={({ target: { value } }) =>
            setDraft({ ...draft, hours: value === '' ? undefined : Number(value) })
          }
        >
          {running && <option value="">{t('as long as it is')}</option>}
          {SPANS.map(([word, value]) => (
            <option key={value} value={value}>
              {t(word)}
            </option>
          ))}
        </select>
      </p>
      <fieldset className="space-y-1">
        <legend className="sr-only">{t('What is kept quiet')}</legend>
        {KINDS.map(([value, words]) => (
          <label key={value} className="flex min-h-6 items-center gap-2">
            <input
              type="radio"
              name={`${id}-kind`}
              checked={kind === value}
              onChange={() => setDraft({ ...draft, kind: value })}
            />
            {t(words)}
          </label>
        ))}
      </fieldset>
      <p>
        <label htmlFor={`${id}-why`} className="mb-0.5 block font-medium">
          {t('Why')}
        </label>
        <input
          id={`${id}-why`}
          type="text"
          autoComplete="off"
          value={comment}
          maxLength={MOST_CHARACTERS}
          className={`${FIELD} w-full`}
          onChange={(event) => setDraft({ ...draft, comment: event.target.value })}
        />
      </p>
      {overtaken && <Overtaken theirs={before} running={running !== undefined} />}
      {silencing.isError && !overtaken && <ProblemCard error={silencing.error} />}
      <div className="flex gap-2">
        <button type="submit" className="button border-accent!" disabled={silencing.isPending}>
          {t(overtaken ? 'Save mine over it' : running ? 'Save it' : 'Silence it')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  )
}

/** Somebody else was faster: what it is now, so that whoever saves over it knows what. */
function Overtaken({ theirs, running }: { theirs: Silence | null; running: boolean }) {
  return (
    <div role="alert" className="card border-breaching p-3">
      <p className="font-semibold text-breaching">
        {t(
          running
            ? 'Somebody silenced it or changed that meanwhile'
            : 'Somebody ended that silence meanwhile',
        )}
      </p>
      {theirs && running && (
        <p className="wrap-anywhere">
          {rich(
            theirs.kind === 'maintenance'
              ? 'Maintenance until {time} by {who}'
              : 'Silenced until {time} by {who}',
            { time: <LocalTime at={theirs.endsAt} />, who: theirs.createdBy },
          )}
          {theirs.comment !== '' && <> · {theirs.comment}</>}
        </p>
      )}
      <p>{t('Nothing of yours is saved yet.')}</p>
    </div>
  )
}

interface Wanted {
  match: Readonly<Record<string, string>>
  draft: Draft
  before: Silence | null
}

function useSilencing(incident: string, onDone: () => void, reread: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ match, draft, before }: Wanted) =>
      change<Silence>(
        'PUT',
        `/silences/${silenceId(incident)}`,
        silenceOf(match, draft, before, Date.now()),
        onlyIf(before),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['silences'] })
      onDone()
    },
    onError: (error) => problemOf(error).status === 412 && reread(),
  })
}
