import type { Channel, ChannelRoute, Destination } from '../api/configuration'
import { type Facts, listed } from '../edit/facts'
import { span } from '../format/numbers'
import { newsWord } from '../incidents/news'
import { type Look, saidLook } from '../incidents/words'
import { type Message, msg, t } from '../language/text'
import { labelWord } from './labels'

export type Type = Destination['type']

/** How kinds of channels are called. */
export const TYPES: Record<Type, Message> = {
  email: msg('Mail'),
  webhook: msg('Webhook'),
  slack: msg('Slack'),
  teams: msg('Teams'),
  pagerduty: msg('PagerDuty'),
  syslog: msg('Syslog'),
  alertmanager: msg('Alertmanager'),
  unknown: msg('Of a newer version'),
}

/** Where it leads, in one line; a place of a secret stands for what is there. */
export function leadsTo(destination: Destination): string {
  const { type, server, to = [], url, routingKey, protocol } = destination
  switch (type) {
    case 'email':
      return t('to {to} by {server}', { to: listed(to), server: server ?? '–' })
    case 'syslog':
      return t('to {server} by {protocol}', {
        server: server ?? '–',
        protocol: (protocol ?? 'udp').toUpperCase(),
      })
    case 'pagerduty':
      return t('with the key of {place}', { place: routingKey ?? '–' })
    case 'unknown':
      return t('which this version does not know')
    default:
      return t('to {url}', { url: url ?? '–' })
  }
}

/** News that there may be, as sentences of a form say them. */
export const NEWS = [
  ['opened', msg('it opens')],
  ['changed', msg('it gets worse')],
  ['acknowledged', msg('somebody acknowledges it')],
  ['reopened', msg('it breaks again')],
  ['recovering', msg('its paths are healthy again')],
  ['closed', msg('it is closed')],
  ['reminder', msg('nobody has acknowledged it for a while')],
] as const

export type News = (typeof NEWS)[number][0]

/** Where a route says nothing else; the API has the same defaults. */
export const USUAL: Required<ChannelRoute> = {
  match: {},
  severity: 'warning',
  tell: ['opened', 'changed', 'acknowledged', 'reopened', 'closed', 'reminder'],
  groupBy: ['incident'],
  groupWaitUs: 10_000_000,
  groupIntervalUs: 300_000_000,
  repeatIntervalUs: 14_400_000_000,
}

/** A route with what it leaves out. */
export const whole = (route: ChannelRoute): Required<ChannelRoute> => ({ ...USUAL, ...route })

/** "every incident", "critical incidents of site berlin or berlin-2 and target db-*" */
export function matchWords({
  match,
  severity,
}: Pick<Required<ChannelRoute>, 'match' | 'severity'>): string {
  const critical = severity === 'critical'
  const [first, ...others] = Object.entries(match).map(([label, values]) =>
    t('{label} {values}', { label: labelWord(label), values: orWords(values) }),
  )
  if (first === undefined) return t(critical ? 'every critical incident' : 'every incident')
  const bounds = others.reduce((all, one) => t('{all} and {one}', { all, one }), first)
  return critical
    ? t('critical incidents of {bounds}', { bounds })
    : t('incidents of {bounds}', { bounds })
}

function orWords(values: readonly string[]): string {
  const last = values.at(-1) ?? ''
  if (values.length < 2) return last
  return t('{names} or {last}', { names: values.slice(0, -1).join(', '), last })
}

/** Which news of them, as a list; all that is usual has a word of its own. */
export function newsWords(tell: readonly string[]): string {
  const told = NEWS.filter(([news]) => tell.includes(news)).map(([news]) => news)
  if (told.length === NEWS.length) return t('all news')
  const usual = USUAL.tell as readonly string[]
  if (told.length === usual.length && told.every((news) => usual.includes(news))) {
    return t('all news but recovering')
  }
  return listed(told.map(newsWord), NEWS.length)
}

/** All that a channel says, in words: what two versions differ in. */
export function channelFacts(channel: Pick<Channel, 'enabled' | 'destination' | 'route'>): Facts {
  const { enabled, destination, route } = channel
  const state: Facts = [[t('State'), enabled ? t('on||a channel') : t('switched off||a channel')]]
  if (destination === null || route === null) return state
  const { tell, groupBy, groupWaitUs, groupIntervalUs, repeatIntervalUs, ...of } = whole(route)
  return [
    ...state,
    ...destinationFacts(destination),
    [t('Told of'), matchWords(of)],
    [t('Which news'), newsWords(tell)],
    [
      t('In one message'),
      groupBy.join() === 'incident'
        ? t('each incident alone')
        : t('incidents of the same {labels}', { labels: listed(groupBy.map(labelWord)) }),
    ],
    [t('First message after'), span(groupWaitUs)],
    [t('Next message after'), span(groupIntervalUs)],
    [t('Reminder after'), span(repeatIntervalUs)],
  ]
}

function destinationFacts(destination: Destination): Facts {
  const { type, server, security, from, to, user, password, url, secret, routingKey, protocol } =
    destination
  const given: [string, string | null | undefined][] = [
    [t('Kind'), t(TYPES[type])],
    [t('Server'), server],
    [t('Protection'), security],
    [t('From||of a mail'), from],
    [t('To||of a mail'), to?.join(', ')],
    [t('User'), user],
    [t('Password kept in'), password],
    [t('URL'), url],
    [t('Key kept in'), routingKey],
    [t('Signed with'), secret],
    [t('Protocol'), protocol?.toUpperCase()],
  ]
  return given.flatMap(([name, text]) => (text == null || text === '' ? [] : [[name, text]]))
}

export type Phase = Channel['state']['phase']

/** What the notifier makes of a channel. */
const PHASES: Record<Phase, Look<Message>> = {
  'in-force': {
    word: msg('Works'),
    means: msg('the notifier has it as it stands here'),
    icon: 'healthy',
    tone: 'healthy',
  },
  behind: {
    word: msg('On its way'),
    means: msg('the notifier has not taken this version yet'),
    icon: 'waiting',
    tone: 'stale',
  },
  broken: {
    word: msg('Broken'),
    means: msg('nothing can be told by it'),
    icon: 'failing',
    tone: 'failing',
  },
  shadowed: {
    word: msg('Not used'),
    means: msg("the notifier's own file has one of this name"),
    icon: 'breaching',
    tone: 'breaching',
  },
  silent: {
    word: msg('No notifier'),
    means: msg('no notifier was heard of for two minutes'),
    icon: 'breaching',
    tone: 'breaching',
  },
}

/** Nothing of a channel that was just made says yet that no notifier runs. */
const UNHEARD: Look<Message> = {
  word: msg('Not heard of yet'),
  means: msg('no notifier has told of it'),
  icon: 'waiting',
  tone: 'stale',
}

/** How a channel is. */
export const lookOf = ({ phase, heardAt }: Channel['state']): Look =>
  saidLook(phase === 'silent' && heardAt === null ? UNHEARD : PHASES[phase])

/** What to do where nothing is told by a channel; undefined where something is. */
export function nextStep({ phase, heardAt }: Channel['state']): string | undefined {
  switch (phase) {
    case 'in-force':
      return undefined
    case 'behind':
      return t('It takes a second or so. Where it stays so, see whether the notifier reads Kafka.')
    case 'broken':
      return t('Mend what is said here. What is to be told waits until then, for a day at most.')
    case 'shadowed':
      return t('Give one of the two another name.')
    case 'silent':
      return t(
        heardAt === null
          ? 'It takes some seconds. Where it stays so, see whether results-sink runs, of which the notifier is a part. What is to be told waits in Kafka.'
          : 'See whether results-sink runs, of which the notifier is a part. What is to be told waits in Kafka.',
      )
  }
}

/** The worst first, then by name. */
export function worstFirst(channels: readonly Channel[]): Channel[] {
  const order: readonly Phase[] = ['broken', 'silent', 'shadowed', 'behind', 'in-force']
  return channels.toSorted(
    (a, b) =>
      order.indexOf(a.state.phase) - order.indexOf(b.state.phase) || a.id.localeCompare(b.id),
  )
}
