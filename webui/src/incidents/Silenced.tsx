import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMay } from '../account/me'
import { change } from '../api/client'
import { useSilences } from '../api/incidentQueries'
import type { Incident, Silence } from '../api/incidents'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { Confirm } from '../ui/Confirm'
import { StateIcon } from '../ui/icons'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime } from '../ui/parts'
import { matchWords, onlyIf, silencesOf } from './silences'

/** The silences that keep an incident quiet, each with its end and the way to end it now. */
export function Silenced({ incident, live }: { incident: Incident; live: boolean }) {
  const { data } = useSilences(live)
  return silencesOf(incident, data?.items ?? []).map((silence) => (
    <Notice key={silence.id} silence={silence} />
  ))
}

function Notice({ silence }: { silence: Silence }) {
  const { kind, match, endsAt, comment, createdBy } = silence
  const may = useMay('maintainer')
  const ending = useEnding(silence)
  return (
    <div className="card space-y-2 border-stale px-3 py-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-stale">
          <StateIcon state="withheld" />
        </span>
        <span className="min-w-0 wrap-anywhere">
          {rich(
            kind === 'maintenance'
              ? '<b>Maintenance until {time}</b> by {who}: {what}'
              : '<b>Silenced until {time}</b> by {who}: {what}',
            {
              b: (text) => <strong>{text}</strong>,
              time: <LocalTime at={endsAt} />,
              who: createdBy,
              what: matchWords(match),
            },
          )}
          {comment !== '' && <> · {comment}</>}
        </span>
        {may && (
          <span className="ml-auto">
            <Confirm
              does={t('End||as a verb: end a silence')}
              what={t(kind === 'maintenance' ? 'this maintenance' : 'this silence')}
              disabled={ending.isPending}
              onSure={() => ending.mutate()}
            />
          </span>
        )}
      </p>
      {ending.isError && <ProblemCard error={ending.error} />}
    </div>
  )
}

/** Ends a silence as it is shown; the list of them says when it is gone, or what it is now. */
function useEnding({ id, version }: Silence) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      change<unknown>(
        'DELETE',
        `/silences/${encodeURIComponent(id)}`,
        undefined,
        onlyIf({ version }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['silences'] }),
  })
}
