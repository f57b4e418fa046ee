import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Field, valuesOf } from '../account/fields'
import { change } from '../api/client'
import type { MadeEnrolment } from '../api/probes'
import { useNow } from '../app/clock'
import { lasted } from '../format/times'
import { rich } from '../language/rich'
import { type Message, msg, t } from '../language/text'
import { Copy } from '../ui/Copy'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime } from '../ui/parts'
import { labelsOf } from './rows'

const LIVES: [seconds: number, word: Message][] = [
  [3_600, msg('an hour||for which a line is good')],
  [86_400, msg('a day||for which a line is good')],
  [7 * 86_400, msg('a week||for which a line is good')],
]

/** Asks where the new probe stands, and makes its line. */
export function EnrolForm({ onMade }: { onMade: (made: MadeEnrolment) => void }) {
  const queries = useQueryClient()
  const enrolling = useMutation({
    mutationFn: ({ site = '', tags = '', probe = '', expires }: Record<string, string>) =>
      change<MadeEnrolment>('POST', '/probe-enrolments', {
        site: site.trim(),
        labels: labelsOf(tags),
        expiresInS: Number(expires),
        ...(probe.trim() !== '' && { probe: probe.trim() }),
      }),
    onSuccess: (made) => {
      onMade(made)
      return queries.invalidateQueries({ queryKey: ['probes'] })
    },
  })
  return (
    <>
      <form
        aria-label={t('Enrol a probe')}
        className="card flex flex-wrap items-start gap-3 p-3"
        onSubmit={(event) => {
          event.preventDefault()
          enrolling.mutate(valuesOf(event.currentTarget))
        }}
      >
        <Field
          label={t('Site')}
          name="site"
          autoComplete="off"
          hint={t('Where it stands, such as fra')}
        />
        <Field
          label={t('Tags')}
          name="tags"
          required={false}
          autoComplete="off"
          hint={t('Such as: floor=2, uplink=dsl')}
        />
        <Field
          label={t('Id')}
          name="probe"
          required={false}
          autoComplete="off"
          hint={t('If you leave it out: the site and six letters')}
        />
        <label className="font-medium">
          {t('The line is good for')}
          <select
            name="expires"
            className="mt-1 block h-9 rounded-md border border-edge bg-bg px-2 font-normal"
          >
            {LIVES.map(([seconds, word]) => (
              <option key={seconds} value={seconds}>
                {t(word)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button mt-6 border-accent!" disabled={enrolling.isPending}>
          {t(enrolling.isPending ? 'Making its line…' : 'Enrol a probe')}
        </button>
      </form>
      {enrolling.isError && <ProblemCard error={enrolling.error} />}
    </>
  )
}

/** The line to paste, which is shown this once, and what becomes of it. */
export function Line(props: { made: MadeEnrolment; joined: boolean; onDone: () => void }) {
  const { made, joined, onDone } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="line" className="card space-y-2 border-accent p-3">
      <h2 id="line" className="font-semibold" tabIndex={-1} ref={heading}>
        {t('Paste this on the machine that becomes {probe}', { probe: made.probe })}
      </h2>
      <pre
        className="overflow-x-auto rounded bg-raised px-3 py-2 font-mono select-all"
        tabIndex={0}
        aria-label={t('The line to paste')}
      >
        {made.command}
      </pre>
      <div className="flex flex-wrap items-center gap-3">
        <Copy text={made.command} what={t('the line')} />
        <button type="button" className="button" onClick={onDone}>
          {t('I have it')}
        </button>
        {!joined && <Until expiresAt={made.expiresAt} />}
      </div>
      <p role="status" className="font-medium">
        {joined ? (
          <>
            <span className="text-healthy">
              ✓ {t('{probe} has joined.', { probe: made.probe })}
            </span>{' '}
            <Link to="/" search={{ q: made.probe }} className="text-accent underline">
              {t('See what it measures')}
            </Link>
          </>
        ) : (
          <span className="text-muted">
            {t('Waiting for {probe} to join…', { probe: made.probe })}
          </span>
        )}
      </p>
      <p className="text-muted">
        {t(
          'The machine needs a JDK 25 and WaddlePerf; it opens connections to this one and accepts none. The line is shown this once.',
        )}
      </p>
    </section>
  )
}

function Until({ expiresAt }: { expiresAt: string }) {
  const left = Date.parse(expiresAt) - useNow()
  if (left <= 0)
    return <span className="text-failing">{t('The line is too old: make a new one.')}</span>
  return (
    <span>
      {rich('Good once, until {time} ({left} left)', {
        time: <LocalTime at={expiresAt} />,
        left: lasted(left),
      })}
    </span>
  )
}
