import type { License, LicenseFeature } from '../api/license'
import type { Facts } from '../edit/facts'
import { ago, localTime } from '../format/times'
import type { Look } from '../incidents/words'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'

const DAY_MS = 86_400_000
/** From then on one had better think of a new one. */
const SOON_MS = 30 * DAY_MS

type Marked = Omit<Look, 'word' | 'means'> & { word: Message; means: Message }

const LOOKS: Record<License['state'], Marked> = {
  'not-needed': {
    word: msg('No licence is needed'),
    means: msg('RELEASE_MODE is not true'),
    icon: 'healthy',
    tone: 'healthy',
  },
  pending: {
    word: msg('Not asked yet'),
    means: msg('the licence server has not answered its first question'),
    icon: 'unproven',
    tone: 'unproven',
  },
  valid: {
    word: msg('Valid'),
    means: msg('the licence server says so'),
    icon: 'healthy',
    tone: 'healthy',
  },
  grace: {
    word: msg('In its grace'),
    means: msg('it was valid, and the licence server gives no answer now'),
    icon: 'breaching',
    tone: 'breaching',
  },
  invalid: {
    word: msg('Not valid'),
    means: msg('all that needs a licence is withheld'),
    icon: 'failing',
    tone: 'failing',
  },
}

/** How it stands, in a word. */
export function lookOf(state: License['state']): Look {
  const { word, means, ...look } = LOOKS[state]
  return { ...look, word: t(word), means: t(means) }
}

/** What that means, and what to do about it; undefined where there is nothing to do. */
export interface Advice {
  means: string
  next: string | undefined
}

export function adviceOf(license: License, nowMs: number): Advice {
  switch (license.state) {
    case 'not-needed':
      return {
        means: t(
          'RELEASE_MODE is not true: no licence server is asked, nothing is sent and nothing is withheld.',
        ),
        next: undefined,
      }
    case 'pending':
      return {
        means: t('The licence server is asked in a moment. Until it answers all is as before.'),
        next: undefined,
      }
    case 'valid':
      return {
        means: t('The licence server says that it holds. It is asked again every hour.'),
        next: endsSoon(license, nowMs),
      }
    case 'grace':
      return {
        means:
          license.graceUntil === null
            ? t(
                'The licence server gives no answer and is asked every five minutes. What was allowed stays allowed for 72 hours.',
              )
            : t(
                'The licence server gives no answer and is asked every five minutes. What was allowed stays allowed until {time}.',
                { time: time(license.graceUntil, nowMs) },
              ),
        next: t(
          'See whether query-api reaches the server that LICENSE_SERVER_URL names: ./waddleperf license debug asks it from there, and says what it answers.',
        ),
      }
    case 'invalid':
      return {
        means: t(
          'All that needs a licence is withheld. Tests, incidents, reports and the archive go on.',
        ),
        next: t(
          'Set LICENSE_KEY where query-api runs, each instance the same, and start it again; ./waddleperf license validate says beforehand whether a key holds.',
        ),
      }
  }
}

function endsSoon({ expiresAt }: License, nowMs: number): string | undefined {
  if (expiresAt === null) return undefined
  const left = Date.parse(expiresAt) - nowMs
  if (left > SOON_MS) return undefined
  return plural(
    Math.max(0, Math.floor(left / DAY_MS)),
    'It ends in {n} day: ask for another one. Once it is over, what needs it is withheld at once.',
    'It ends in {n} days: ask for another one. Once it is over, what needs it is withheld at once.',
  )
}

const time = (at: string, nowMs: number): string => localTime(Date.parse(at), nowMs)

/** What is known of it; where none is needed nothing is. */
export function factsOf(license: License, nowMs: number): Facts {
  const { state, product, customer, tier, expiresAt, askedAt, heldAt, keptAliveAt } = license
  if (state === 'not-needed') return []
  const since = (at: string | null): string =>
    at === null ? t('never') : `${time(at, nowMs)}, ${ago(Date.parse(at), nowMs)}`
  const known = heldAt !== null
  return [
    [t('Product'), product ?? t('not told')],
    ...(customer === null ? [] : [[t('Customer'), customer] as const]),
    ...(tier === null ? [] : [[t('Tier||of a licence'), tier] as const]),
    ...(known || expiresAt !== null
      ? [
          [
            t('Ends||of a licence'),
            expiresAt === null ? t('never') : time(expiresAt, nowMs),
          ] as const,
        ]
      : []),
    [t('Last asked'), since(askedAt)],
    [t('Last said to hold'), since(heldAt)],
    [t('Last told that it runs'), since(keptAliveAt)],
  ]
}

/** What somebody buys, and what is missing without it. */
export const FEATURES: Record<LicenseFeature['feature'], { title: Message; without: Message }> = {
  autoperf: {
    title: msg('Deeper tests by themselves (tiers 2 and 3)'),
    without: msg(
      'Until then breaches are confirmed and incidents opened as ever, but no deeper test is ordered; each incident says so.',
    ),
  },
  analysis: {
    title: msg('Comparisons, and what broken paths have in common'),
    without: msg(
      'Until then each broken path is an incident of its own, but for what dependsOn says and for silent probes of a site.',
    ),
  },
}
