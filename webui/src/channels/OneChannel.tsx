import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { adminSearch } from '../admin/search'
import type { Channel } from '../api/configuration'
import { useRead } from '../app/search'
import { History } from '../edit/History'
import { OnOff } from '../edit/OnOff'
import { useRemoving, useSwitching } from '../edit/edits'
import { sentence } from '../format/sentence'
import { Badge } from '../incidents/Marks'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { FactRows } from '../system/FactRows'
import { Confirm } from '../ui/Confirm'
import { ProblemCard } from '../ui/ProblemCard'
import { Ago } from '../ui/parts'
import { ChannelForm } from './ChannelForm'
import { SendTest } from './SendTest'
import { TYPES, channelFacts, lookOf, nextStep } from './words'

/** One channel: what it says, whether it works, a test, and who made it so. */
export function OneChannel({ channel }: { channel: Channel }) {
  const { edit } = useRead(useSearch({ from: '/admin' }), adminSearch)
  const navigate = useNavigate({ from: '/admin' })
  const { id, type, enabled, origin, version } = channel
  const show = (editing: boolean): void =>
    void navigate({ search: { view: 'channels', channel: id, ...(editing && { edit: true }) } })
  const changeable = origin === 'api' && type !== 'unknown'
  if (edit && changeable) {
    return (
      <>
        <h2 className="text-base font-semibold wrap-anywhere">{t('Change {id}', { id })}</h2>
        <ChannelForm before={channel} onClose={() => show(false)} />
      </>
    )
  }
  return (
    <>
      <nav aria-label={t('Breadcrumb')} className="text-muted">
        <Link
          to="/admin"
          search={{ view: 'channels' }}
          className="inline-flex min-h-6 items-center underline hover:text-text"
        >
          {t('All channels')}
        </Link>
      </nav>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="text-base font-semibold wrap-anywhere">{id}</h2>
        <OnOff enabled={enabled} />
        <span className="text-muted">
          {version === null
            ? t(TYPES[type])
            : t('{kind}, version {version}', { kind: t(TYPES[type]), version })}
        </span>
        {origin === 'api' && (
          <Actions channel={channel} {...(changeable && { onEdit: () => show(true) })} />
        )}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-4">
          <Working channel={channel} />
          <section aria-labelledby="says" className="card space-y-2 p-3">
            <h3 id="says" className="font-semibold">
              {t('What it says')}
            </h3>
            {origin === 'notifier' ? (
              <p className="max-w-prose">
                {t(
                  'It is set up at the notifier itself, in its file or on its command line, and is changed there; only a test can be sent from here.',
                )}
              </p>
            ) : (
              <FactRows facts={channelFacts(channel)} />
            )}
          </section>
        </div>
        <div className="min-w-0 space-y-4">
          <SendTest channel={channel} />
          {origin === 'api' && <History kind="channels" id={id} factsOf={channelFacts} />}
        </div>
      </div>
    </>
  )
}

/** What the notifier makes of it, and what to do where it tells nothing. */
function Working({ channel: { enabled, state } }: { channel: Channel }) {
  const { detail, heardAt } = state
  const look = lookOf(state)
  const next = nextStep(state)
  return (
    <section aria-labelledby="works" className="card space-y-1 p-3">
      <h3 id="works" className="font-semibold">
        {t('Whether it works')}
      </h3>
      <p className="flex flex-wrap items-center gap-x-3">
        <Badge look={look} />
        <span className="text-muted">
          {heardAt === null
            ? t('no notifier has told of it')
            : rich('the notifier told of it {ago}', { ago: <Ago at={heardAt} /> })}
        </span>
      </p>
      {detail !== null ? (
        <p className="wrap-anywhere">{sentence(detail)}</p>
      ) : (
        <p>{sentence(look.means)}</p>
      )}
      {next !== undefined && (
        <p className="max-w-prose">
          <span className="font-medium">{t('Next:')} </span>
          {next}
        </p>
      )}
      {!enabled && (
        <p className="text-muted">{t('It is switched off: nothing new is told by it.')}</p>
      )}
    </section>
  )
}

function Actions({ channel, onEdit }: { channel: Channel; onEdit?: () => void }) {
  const navigate = useNavigate({ from: '/admin' })
  const switching = useSwitching('channels')
  const removing = useRemoving('channels', () => void navigate({ search: { view: 'channels' } }))
  const failed = [switching, removing].find(({ isError }) => isError)
  return (
    <>
      <span className="flex flex-wrap gap-2 sm:ml-auto">
        {onEdit && (
          <button type="button" className="button border-accent!" onClick={onEdit}>
            {t('Change…')}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={switching.isPending}
          onClick={() => switching.mutate(channel)}
        >
          {t(channel.enabled ? 'Switch off' : 'Switch on')}
        </button>
        <Confirm
          does={t('Remove')}
          what={channel.id}
          disabled={removing.isPending}
          onSure={() => removing.mutate(channel)}
        />
      </span>
      {failed && (
        <div className="basis-full">
          <ProblemCard error={failed.error} />
        </div>
      )}
    </>
  )
}
