import type { Channel, ChannelRoute, Destination } from '../api/configuration'
import { type Facts, listed } from '../edit/facts'
import { span } from '../format/numbers'
import type { Look } from '../incidents/words'

export type Type = Destination['type']

/** How kinds of channels are called. */
export const TYPES: Record<Type, string> = {
  email: 'Mail',
  webhook: 'Webhook',
  slack: 'Slack',
  teams: 'Teams',
  pagerduty: 'PagerDuty',
  syslog: 'Syslog',
  alertmanager: 'Alertmanager',
  unknown: 'Of a newer version',
}

/** Where it leads, in one line; a place of a secret stands for what is there. */
export function leadsTo(destination: Destination): string {
  const { type, server, to = [], url, routingKey, protocol } = destination
  switch (type) {
    case 'email':
      return `to ${listed(to)} by ${server ?? '–'}`
    case 'syslog':
      return `to ${server ?? '–'} by ${(protocol ?? 'udp').toUpperCase()}`
    case 'pagerduty':
      return `with the key of ${routingKey ?? '–'}`
    case 'unknown':
      return 'which this version does not know'
    default:
      return `to ${url ?? '–'}`
  }
}

/** News that there may be, as sentences of a form say them. */
export const NEWS = [
  ['opened', 'it opens'],
  ['changed', 'it gets worse'],
  ['acknowledged', 'somebody acknowledges it'],
  ['reopened', 'it breaks again'],
  ['recovering', 'its paths are healthy again'],
  ['closed', 'it is closed'],
  ['reminder', 'nobody has acknowledged it for a while'],
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
  const bounds = Object.entries(match).map(
    ([label, values]) => `${label} ${values.length > 1 ? orWords(values) : values.join()}`,
  )
  if (bounds.length === 0)
    return severity === 'critical' ? 'every critical incident' : 'every incident'
  return `${severity === 'critical' ? 'critical ' : ''}incidents of ${bounds.join(' and ')}`
}

const orWords = (values: readonly string[]): string =>
  `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`

/** Which news of them, as a list; all that is usual has a word of its own. */
export function newsWords(tell: readonly string[]): string {
  const told = NEWS.filter(([news]) => tell.includes(news)).map(([news]) => news)
  if (told.length === NEWS.length) return 'all news'
  const usual = USUAL.tell as readonly string[]
  if (told.length === usual.length && told.every((news) => usual.includes(news))) {
    return 'all news but recovering'
  }
  return listed(told, NEWS.length)
}

/** All that a channel says, in words: what two versions differ in. */
export function channelFacts(channel: Pick<Channel, 'enabled' | 'destination' | 'route'>): Facts {
  const { enabled, destination, route } = channel
  const state: Facts = [['State', enabled ? 'on' : 'switched off']]
  if (destination === null || route === null) return state
  const { tell, groupBy, groupWaitUs, groupIntervalUs, repeatIntervalUs, ...of } = whole(route)
  return [
    ...state,
    ...destinationFacts(destination),
    ['Told of', matchWords(of)],
    ['Which news', newsWords(tell)],
    [
      'In one message',
      groupBy.join() === 'incident'
        ? 'each incident alone'
        : `incidents of the same ${listed(groupBy)}`,
    ],
    ['First message after', span(groupWaitUs)],
    ['Next message after', span(groupIntervalUs)],
    ['Reminder after', span(repeatIntervalUs)],
  ]
}

function destinationFacts(destination: Destination): Facts {
  const { type, server, security, from, to, user, password, url, secret, routingKey, protocol } =
    destination
  const given: [string, string | null | undefined][] = [
    ['Kind', TYPES[type]],
    ['Server', server],
    ['Protection', security],
    ['From', from],
    ['To', to?.join(', ')],
    ['User', user],
    ['Password kept in', password],
    ['URL', url],
    ['Key kept in', routingKey],
    ['Signed with', secret],
    ['Protocol', protocol?.toUpperCase()],
  ]
  return given.flatMap(([name, text]) => (text == null || text === '' ? [] : [[name, text]]))
}

export type Phase = Channel['state']['phase']

/** What the notifier makes of a channel. */
const PHASES: Record<Phase, Look> = {
  'in-force': {
    word: 'Works',
    means: 'the notifier has it as it stands here',
    icon: 'healthy',
    tone: 'healthy',
  },
  behind: {
    word: 'On its way',
    means: 'the notifier has not taken this version yet',
    icon: 'waiting',
    tone: 'stale',
  },
  broken: {
    word: 'Broken',
    means: 'nothing can be told by it',
    icon: 'failing',
    tone: 'failing',
  },
  shadowed: {
    word: 'Not used',
    means: "the notifier's own file has one of this name",
    icon: 'breaching',
    tone: 'breaching',
  },
  silent: {
    word: 'No notifier',
    means: 'no notifier was heard of for two minutes',
    icon: 'breaching',
    tone: 'breaching',
  },
}

/** Nothing of a channel that was just made says yet that no notifier runs. */
const UNHEARD: Look = {
  word: 'Not heard of yet',
  means: 'no notifier has told of it',
  icon: 'waiting',
  tone: 'stale',
}

/** How a channel is. */
export const lookOf = ({ phase, heardAt }: Channel['state']): Look =>
  phase === 'silent' && heardAt === null ? UNHEARD : PHASES[phase]

/** What to do where nothing is told by a channel; undefined where something is. */
export function nextStep({ phase, heardAt }: Channel['state']): string | undefined {
  switch (phase) {
    case 'in-force':
      return undefined
    case 'behind':
      return 'It takes a second or so. Where it stays so, see whether the notifier reads Kafka.'
    case 'broken':
      return 'Mend what is said here. What is to be told waits until then, for a day at most.'
    case 'shadowed':
      return 'Give one of the two another name.'
    case 'silent':
      return `${heardAt === null ? 'It takes some seconds. Where it stays so, see' : 'See'} whether results-sink runs, of which the notifier is a part. What is to be told waits in Kafka.`
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
