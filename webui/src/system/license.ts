import type { License, LicenseFeature } from '../api/license'
import type { Facts } from '../edit/facts'
import { counted } from '../format/numbers'
import { ago, localTime } from '../format/times'
import type { Look } from '../incidents/words'

const DAY_MS = 86_400_000
/** From then on one had better think of a new one. */
const SOON_MS = 30 * DAY_MS

/** How it stands, in a word. */
export const LOOKS: Record<License['state'], Look> = {
  'not-needed': {
    word: 'No licence is needed',
    means: 'RELEASE_MODE is not true',
    icon: 'healthy',
    tone: 'healthy',
  },
  pending: {
    word: 'Not asked yet',
    means: 'the licence server has not answered its first question',
    icon: 'unproven',
    tone: 'unproven',
  },
  valid: {
    word: 'Valid',
    means: 'the licence server says so',
    icon: 'healthy',
    tone: 'healthy',
  },
  grace: {
    word: 'In its grace',
    means: 'it was valid, and the licence server gives no answer now',
    icon: 'breaching',
    tone: 'breaching',
  },
  invalid: {
    word: 'Not valid',
    means: 'all that needs a licence is withheld',
    icon: 'failing',
    tone: 'failing',
  },
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
        means:
          'RELEASE_MODE is not true: no licence server is asked, nothing is sent and nothing is withheld.',
        next: undefined,
      }
    case 'pending':
      return {
        means: 'The licence server is asked in a moment. Until it answers all is as before.',
        next: undefined,
      }
    case 'valid':
      return {
        means: 'The licence server says that it holds. It is asked again every hour.',
        next: endsSoon(license, nowMs),
      }
    case 'grace':
      return {
        means: `The licence server gives no answer and is asked every five minutes. What was allowed stays allowed ${
          license.graceUntil === null ? 'for 72 hours' : `until ${time(license.graceUntil, nowMs)}`
        }.`,
        next: 'See whether query-api reaches the server that LICENSE_SERVER_URL names: ./waddleperf license debug asks it from there, and says what it answers.',
      }
    case 'invalid':
      return {
        means:
          'All that needs a licence is withheld. Tests, incidents, reports and the archive go on.',
        next: 'Set LICENSE_KEY where query-api runs, each instance the same, and start it again; ./waddleperf license validate says beforehand whether a key holds.',
      }
  }
}

function endsSoon({ expiresAt }: License, nowMs: number): string | undefined {
  if (expiresAt === null) return undefined
  const left = Date.parse(expiresAt) - nowMs
  if (left > SOON_MS) return undefined
  return `It ends in ${counted(Math.max(0, Math.floor(left / DAY_MS)), 'day')}: ask for another one. Once it is over, what needs it is withheld at once.`
}

const time = (at: string, nowMs: number): string => localTime(Date.parse(at), nowMs)

/** What is known of it; where none is needed nothing is. */
export function factsOf(license: License, nowMs: number): Facts {
  const { state, product, customer, tier, expiresAt, askedAt, heldAt, keptAliveAt } = license
  if (state === 'not-needed') return []
  const since = (at: string | null): string =>
    at === null ? 'never' : `${time(at, nowMs)}, ${ago(Date.parse(at), nowMs)}`
  const known = heldAt !== null
  return [
    ['Product', product ?? 'not told'],
    ...(customer === null ? [] : [['Customer', customer] as const]),
    ...(tier === null ? [] : [['Tier', tier] as const]),
    ...(known || expiresAt !== null
      ? [['Ends', expiresAt === null ? 'never' : time(expiresAt, nowMs)] as const]
      : []),
    ['Last asked', since(askedAt)],
    ['Last said to hold', since(heldAt)],
    ['Last told that it runs', since(keptAliveAt)],
  ]
}

/** What somebody buys, and what is missing without it. */
export const FEATURES: Record<LicenseFeature['feature'], { title: string; without: string }> = {
  autoperf: {
    title: 'Deeper tests by themselves (tiers 2 and 3)',
    without:
      'breaches are confirmed and incidents opened as ever, but no deeper test is ordered; each incident says so',
  },
  analysis: {
    title: 'Comparisons, and what broken paths have in common',
    without:
      'each broken path is an incident of its own, but for what dependsOn says and for silent probes of a site',
  },
}
