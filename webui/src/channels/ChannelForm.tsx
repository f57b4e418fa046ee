import { useState } from 'react'
import { problemOf } from '../api/client'
import type { Channel } from '../api/configuration'
import { Conflict } from '../edit/Conflict'
import { DifferenceList } from '../edit/DifferenceList'
import { NameField } from '../edit/NameField'
import { useEditing, useFirstWrong } from '../edit/editing'
import { differences } from '../edit/facts'
import type { Errors } from '../form/draft'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { DestinationFields } from './DestinationFields'
import { RouteFields } from './RouteFields'
import { type ChannelForm as Form, channelOf, formOf, serverErrors } from './draft'
import { channelFacts, leadsTo, matchWords, newsWords } from './words'

/** Makes a channel, or changes one; what it comes to stands beside it. */
export function ChannelForm(props: {
  before: Channel | undefined
  onClose: (saved?: Channel) => void
}) {
  const { before, onClose } = props
  const [form, setForm] = useState<Form>(() => formOf(before))
  const [attempt, setAttempt] = useState(0)
  const editing = useEditing('channels', before, onClose)
  const { base, theirs, overtaken, taken, busy, error } = editing
  const { body, errors } = channelOf(form)
  const wrong = Object.keys(errors).length > 0
  const refused = error === undefined ? {} : serverErrors(problemOf(error).fields, form.match)
  const shown: Errors = { ...refused, ...(attempt > 0 ? errors : {}) }
  const box = useFirstWrong(shown, attempt)
  const id = base?.id ?? form.id.trim()
  const set = (part: Partial<Form>): void => {
    setForm({ ...form, ...part })
    if (taken || error !== undefined) editing.rebase(base) // it was about what stood there before
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        ref={box}
        noValidate
        aria-label={base === undefined ? t('New channel') : t('Change {id}', { id: base.id })}
        className="card space-y-5 p-3"
        onSubmit={(event) => {
          event.preventDefault()
          setAttempt(attempt + 1)
          if (!wrong && !overtaken) editing.save(id, body)
        }}
      >
        {base === undefined && (
          <NameField
            value={form.id}
            error={taken ? t('is taken: there is a channel called {id}', { id }) : shown['id']}
            hint={t('Such as ops-mail. It cannot be changed later.')}
            onChange={(text) => set({ id: text })}
          />
        )}
        <DestinationFields form={form} errors={shown} onChange={setForm} />
        <RouteFields form={form} errors={shown} onChange={set} />
        {wrong && attempt > 0 && (
          <p role="status" className="font-medium text-failing">
            {t('Not saved: see the fields above.')}
          </p>
        )}
        {error !== undefined && <ProblemCard error={error} />}
        {overtaken && base && (
          <Conflict
            kind="channels"
            id={base.id}
            base={channelFacts(base)}
            theirs={theirs && channelFacts(theirs)}
            onMine={() => !wrong && editing.save(id, body, { base: theirs })}
            onTheirs={() => {
              if (theirs === undefined) return onClose()
              setForm(formOf(theirs))
              editing.rebase(theirs)
            }}
          />
        )}
        <div className="flex gap-2">
          <button type="submit" className="button border-accent!" disabled={busy || overtaken}>
            {t(busy ? 'Saving…' : 'Save')}
          </button>
          <button type="button" className="button" onClick={() => onClose()}>
            {t('Cancel')}
          </button>
        </div>
      </form>
      <div className="min-w-0 space-y-4 lg:sticky lg:top-16">
        <section aria-labelledby="comes-to" className="card space-y-2 p-3">
          <h3 id="comes-to" className="font-semibold">
            {t('What it comes to')}
          </h3>
          <p aria-live="polite" className="wrap-anywhere">
            {wrong
              ? t('It stands here once what must be given is.')
              : t('Tells of {incidents} {where}: {news}.', {
                  incidents: matchWords(body.route),
                  where: leadsTo(body.destination),
                  news: newsWords(body.route.tell),
                })}
          </p>
          <p className="text-muted">
            {t(
              'Once it is saved, a test of it can be sent. Whoever may change channels sees where its secrets are kept, never the secrets.',
            )}
          </p>
        </section>
        {base && !wrong && (
          <section aria-labelledby="changes" className="card space-y-2 p-3">
            <h3 id="changes" className="font-semibold">
              {t('What you change')}
            </h3>
            <DifferenceList
              label={t('What you change')}
              none={t('Nothing yet.')}
              items={differences(channelFacts(base), channelFacts(body))}
            />
          </section>
        )}
      </div>
    </div>
  )
}
