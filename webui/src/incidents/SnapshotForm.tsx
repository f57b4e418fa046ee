import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { change } from '../api/client'
import { useSnapshotLinks } from '../api/incidentQueries'
import type { MadeSnapshotLink, SnapshotLink } from '../api/incidents'
import { rich } from '../language/rich'
import { type Message, msg, t } from '../language/text'
import { Confirm } from '../ui/Confirm'
import { Copy } from '../ui/Copy'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime } from '../ui/parts'

const SPANS: [word: Message, hours: number][] = [
  [msg('1 hour'), 1],
  [msg('1 day'), 24],
  [msg('7 days'), 7 * 24],
  [msg('30 days'), 30 * 24],
]
const USUAL_HOURS = 7 * 24

/** Makes links by which others see the incident as it is now, and takes them back. */
export default function SnapshotForm(props: { incident: string; onDone: () => void }) {
  const { incident, onDone } = props
  const [hours, setHours] = useState(USUAL_HOURS)
  const [made, setMade] = useState<MadeSnapshotLink>()
  const links = useSnapshotLinks(incident)
  const making = useChange(incident, () => setMade(undefined))
  const ending = useChange(incident)
  const id = useId()
  return (
    <section
      aria-label={t('Links to this incident as it is')}
      className="card max-w-3xl space-y-3 p-3"
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <p className="text-muted">
        {t(
          'Whoever has the link sees the story as it is now, without an account, and nothing else.',
        )}
      </p>
      <p className="flex flex-wrap items-center gap-2">
        <label htmlFor={`${id}-span`}>{t('It works for')}</label>
        <select
          id={`${id}-span`}
          autoFocus
          value={hours}
          className="rounded-md border border-edge bg-bg px-2 py-1"
          onChange={({ target: { value } }) => setHours(Number(value))}
        >
          {SPANS.map(([word, value]) => (
            <option key={value} value={value}>
              {t(word)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button border-accent!"
          disabled={making.isPending}
          onClick={() =>
            making.mutate(
              { method: 'POST', path: '', body: { validHours: hours } },
              { onSuccess: (answer) => setMade(answer as MadeSnapshotLink) },
            )
          }
        >
          {t('Make a link')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('Close||a form')}
        </button>
      </p>
      {making.isError && <ProblemCard error={making.error} />}
      {made && <MadeLink made={made} />}
      {ending.isError && <ProblemCard error={ending.error} />}
      {links.isError && <ProblemCard error={links.error} onRetry={() => void links.refetch()} />}
      <ul className="space-y-1">
        {links.data?.items.map((link) => (
          <Given
            key={link.id}
            link={link}
            busy={ending.isPending}
            onEnd={() =>
              ending.mutate(
                { method: 'DELETE', path: `/${link.id}` },
                { onSuccess: () => made?.link.id === link.id && setMade(undefined) },
              )
            }
          />
        ))}
      </ul>
    </section>
  )
}

/** What opens it is shown this once. */
function MadeLink({ made }: { made: MadeSnapshotLink }) {
  const url = `${location.origin}${made.path}`
  return (
    <div role="status" className="space-y-2">
      <p className="font-mono wrap-anywhere select-all">{url}</p>
      <p className="flex flex-wrap items-center gap-3">
        <Copy text={url} what={t('the link')} />
        <span className="text-muted">{t('It is shown this once.')}</span>
      </p>
    </div>
  )
}

function Given(props: { link: SnapshotLink; busy: boolean; onEnd: () => void }) {
  const { link, busy, onEnd } = props
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line pt-1">
      <span className="min-w-0 wrap-anywhere">
        {rich('Made by {who} at {made}, works until {expires}', {
          who: link.madeBy,
          made: <LocalTime at={link.madeAt} />,
          expires: <LocalTime at={link.expiresAt} />,
        })}
      </span>
      <span className="ml-auto">
        <Confirm does={t('Take back')} what={t('this link')} disabled={busy} onSure={onEnd} />
      </span>
    </li>
  )
}

interface Wanted {
  method: 'POST' | 'DELETE'
  path: string
  body?: unknown
}

function useChange(incident: string, before?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: Wanted) =>
      change<unknown>(method, `/incidents/${encodeURIComponent(incident)}/snapshots${path}`, body),
    onMutate: () => before?.(),
    onSettled: () => client.invalidateQueries({ queryKey: ['incident', incident, 'snapshots'] }),
  })
}
