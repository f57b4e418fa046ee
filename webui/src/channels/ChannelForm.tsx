import type { Channel } from '../api/configuration'
import { EditForm } from '../edit/EditForm'
import { useDrafting } from '../edit/drafting'
import { t } from '../language/text'
import { DestinationFields } from './DestinationFields'
import { RouteFields } from './RouteFields'
import { type ChannelForm as Form, channelOf, formOf, serverErrors } from './draft'
import { channelFacts, leadsTo, matchWords, newsWords } from './words'

const MADE = {
  formOf,
  read: channelOf,
  refused: (fields: readonly { field: string; detail: string }[], form: Form) =>
    serverErrors(fields, form.match),
}

/** Makes a channel, or changes one; what it comes to stands beside it. */
export function ChannelForm(props: {
  before: Channel | undefined
  onClose: (saved?: Channel) => void
}) {
  const { before, onClose } = props
  const drafting = useDrafting({
    ...{ kind: 'channels' as const, before, made: MADE, onClose },
    begin: () => formOf(before),
  })
  const { form, body, shown, wrong, id, set } = drafting
  return (
    <EditForm
      kind="channels"
      drafting={drafting}
      words={{
        title: t('New channel'),
        hint: t('Such as ops-mail. It cannot be changed later.'),
        taken: t('is taken: there is a channel called {id}', { id }),
      }}
      facts={channelFacts}
      next={wrong ? undefined : channelFacts(body)}
      heading="h3"
      aside={
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
      }
    >
      <DestinationFields form={form} errors={shown} onChange={set} />
      <RouteFields form={form} errors={shown} onChange={set} />
    </EditForm>
  )
}
