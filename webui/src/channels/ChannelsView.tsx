import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { adminSearch } from '../admin/search'
import { useChannels } from '../api/channels'
import type { Channel } from '../api/configuration'
import { useRead } from '../app/search'
import { ListFilter, has } from '../ui/ListFilter'
import { OnOff } from '../edit/OnOff'
import { UndoNote } from '../edit/UndoNote'
import { useHeld } from '../edit/editing'
import { ROW_LINK, useListKeys } from '../fleet/keys'
import { sentence } from '../format/sentence'
import { Badge } from '../incidents/Marks'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { ChannelForm } from './ChannelForm'
import { OneChannel } from './OneChannel'
import { TYPES, leadsTo, lookOf, matchWords, newsWords, whole, worstFirst } from './words'

/** To whom incidents are told: all channels, or one. */
export default function ChannelsView() {
  const { make, channel, edit } = useRead(useSearch({ from: '/admin' }), adminSearch)
  const navigate = useNavigate({ from: '/admin' })
  const channels = useChannels()
  const { data, isError, error, dataUpdatedAt } = channels
  const found = data?.find(({ id }) => id === channel)
  const held = useHeld(found)
  const one = found ?? (edit && held?.id === channel ? held : undefined)
  if (make) {
    return (
      <>
        <h2 className="text-base font-semibold">{t('New channel')}</h2>
        <ChannelForm
          before={undefined}
          onClose={(saved) =>
            void navigate({ search: { view: 'channels', ...(saved && { channel: saved.id }) } })
          }
        />
      </>
    )
  }
  return (
    <>
      <UndoNote kind="channels" />
      {data && isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      {data === undefined ? (
        isError ? (
          <ProblemCard error={error} onRetry={() => void channels.refetch()} />
        ) : (
          <div className="card">
            <Skeleton rows={4} className="h-14" />
          </div>
        )
      ) : channel === undefined ? (
        <Listed all={data} />
      ) : one ? (
        <OneChannel key={one.id} channel={one} />
      ) : (
        <Unknown id={channel} />
      )}
    </>
  )
}

function Listed({ all }: { all: Channel[] }) {
  const { q } = useRead(useSearch({ from: '/admin' }), adminSearch)
  const navigate = useNavigate({ from: '/admin' })
  const found = worstFirst(all).filter((one) => has(textOf(one), q))
  useListKeys()
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="text-base font-semibold">{t('Whom incidents are told')}</h2>
        {all.length > 0 && (
          <ListFilter
            label={t('Filter by name, kind or where it leads')}
            q={q}
            onChange={(text) =>
              void navigate({
                search: { view: 'channels', ...(text !== '' && { q: text }) },
                replace: true,
                resetScroll: false,
              })
            }
          />
        )}
        <button
          type="button"
          className="button border-accent! sm:ml-auto"
          onClick={() => void navigate({ search: { view: 'channels', make: true } })}
        >
          {t('New channel…')}
        </button>
      </div>
      {all.length === 0 ? (
        <NoneYet />
      ) : found.length === 0 ? (
        <p className="card p-6 text-muted">{t('No channel has all of these words.')}</p>
      ) : (
        <ul aria-label={t('Channels')} className="card divide-y divide-line overflow-hidden">
          {found.map((channel) => (
            <Item key={channel.id} channel={channel} />
          ))}
        </ul>
      )}
    </>
  )
}

const textOf = ({ id, type, destination }: Channel): string =>
  [id, t(TYPES[type]), destination === null ? '' : leadsTo(destination)].join(' ')

function Item({ channel }: { channel: Channel }) {
  const { id, type, origin, enabled, destination, route, state } = channel
  return (
    <li
      className="relative gap-x-4 px-3 py-2.5 hover:bg-raised has-[a:focus-visible]:bg-raised
        sm:grid sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <Link
          to="/admin"
          search={{ view: 'channels', channel: id }}
          className="font-semibold wrap-anywhere after:absolute after:inset-0"
          {...{ [ROW_LINK]: '' }}
        >
          {id}
        </Link>
        <p className="wrap-anywhere">
          {t(TYPES[type])}
          {destination !== null && ` ${leadsTo(destination)}`}
        </p>
        <p className="text-muted wrap-anywhere">
          {origin === 'notifier'
            ? t(
                "Set up at the notifier itself: it is changed in the notifier's file or on its command line",
              )
            : route !== null &&
              t('{incidents}: {news}', {
                incidents: matchWords(whole(route)),
                news: newsWords(whole(route).tell),
              })}
        </p>
        {state.phase === 'broken' && state.detail !== null && (
          <p className="text-failing wrap-anywhere">{sentence(state.detail)}</p>
        )}
      </div>
      <div className="flex gap-x-4 sm:block sm:text-right">
        {(enabled || state.phase !== 'in-force') && (
          <p className="sm:flex sm:justify-end">
            <Badge look={lookOf(state)} />
          </p>
        )}
        {!enabled && (
          <p>
            <OnOff enabled={false} />
          </p>
        )}
      </div>
    </li>
  )
}

function NoneYet() {
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">
        {t('No channel yet, so nobody is told of incidents')}
      </p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          'Make one: by mail, a webhook, Slack, Teams, PagerDuty, syslog or an Alertmanager. Then send a test by it, and see that it arrives.',
        )}
      </p>
    </div>
  )
}

function Unknown({ id }: { id: string }) {
  return (
    <div className="card p-6">
      <h2 className="text-base font-semibold wrap-anywhere">
        {t('There is no channel called {id}', { id })}
      </h2>
      <p className="mt-1 text-muted">{t('It may have been removed.')}</p>
      <Link to="/admin" search={{ view: 'channels' }} className="button mt-3">
        {t('To all channels')}
      </Link>
    </div>
  )
}
