import { Link, useParams } from '@tanstack/react-router'
import { problemOf } from '../api/client'
import type { ActionKind } from '../api/incidents'
import { type Message, msg, t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { useUnderway, wishes } from './underway'
import type { Underway } from './wishes'

const WISHES: Record<ActionKind, Message> = {
  acknowledge: msg('Your acknowledgement did not get through'),
  assign: msg('Your assignment did not get through'),
  approve: msg('Your approval of tier 3 did not get through'),
  comment: msg('Your comment did not get through'),
  close: msg('Your closing did not get through'),
}

/** What the server did not take of whoever has left the incident's screen meanwhile, on any other. */
export default function FailedWishes() {
  const shown = useParams({ strict: false, select: ({ id }) => id })
  const failed = useUnderway().filter(
    ({ wish, stage }) => stage === 'failed' && wish.before.id !== shown,
  )
  if (failed.length === 0) return null
  return (
    <section
      aria-label={t('Not done')}
      className="mx-auto max-w-[1500px] space-y-2 px-3 pt-3 sm:px-5 print:hidden"
    >
      {failed.map((one) => (
        <Failed key={one.wish.key} one={one} />
      ))}
    </section>
  )
}

function Failed({ one: { wish, error } }: { one: Underway }) {
  const { title, message } = problemOf(error)
  const { kind, text, before } = wish
  return (
    <div role="alert" className="card space-y-2 border-failing px-3 py-2">
      <p className="flex items-center gap-2 font-semibold text-failing">
        <StateIcon state="failing" />
        {t(WISHES[kind])}
      </p>
      <p className="wrap-anywhere">
        {title}. {message}
      </p>
      {text !== '' && (
        <p className="whitespace-pre-wrap wrap-anywhere">{t('“{text}”', { text })}</p>
      )}
      <p className="flex flex-wrap items-center gap-2">
        <Link
          to="/incidents/$id"
          params={{ id: before.id }}
          className="inline-flex min-h-6 items-center text-accent underline wrap-anywhere"
        >
          {before.sentence}
        </Link>
        <button type="button" className="button" onClick={() => wishes.forget(wish)}>
          {t('Dismiss')}
        </button>
      </p>
    </div>
  )
}
