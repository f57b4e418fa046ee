import type { System } from '../api/system'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'

/** Something that is kept for a while. */
export interface Kept {
  what: string
  note: string
  setting: string
  /** "7 days"; undefined where the server was not told. */
  days: string | undefined
  /** The oldest day that is there, in UTC; undefined where that is not looked at. */
  oldest: string | undefined
}

type Oldest = NonNullable<System['database']['findings']>['oldest']

const THINGS: Record<string, { what: Message; note?: Message; oldest?: keyof Oldest }> = {
  tier1: { what: msg('Results of tier 1'), note: msg('besides the current day'), oldest: 'tier1' },
  tier2: { what: msg('Results of tier 2'), note: msg('besides the current day'), oldest: 'tier2' },
  tier3: { what: msg('Results of tier 3'), note: msg('besides the current day'), oldest: 'tier3' },
  'rollup-minutes': {
    what: msg('Rollups of minutes'),
    note: msg('for charts'),
    oldest: 'rollupMinutes',
  },
  'rollup-hours': { what: msg('Rollups of hours'), note: msg('for charts of months, and reports') },
  'run-events': { what: msg('What became of each run'), note: msg('missed, refused, suppressed') },
  escalations: { what: msg('Escalations'), note: msg('each step of a path between its tiers') },
  incidents: { what: msg('Incidents'), note: msg('from the day on which one was closed') },
  notifications: { what: msg('Who was told of incidents') },
  artifacts: { what: msg('Artifacts'), note: msg('captures and raw traces') },
  'archived-results': { what: msg('Results in the archive'), note: msg('as files') },
  'archived-decisions': { what: msg('Decisions in the archive'), note: msg('as files') },
}

/** What is kept how long, as the server tells it; what this page does not know goes by its setting. */
export function keptOf({ retention, database }: System): Kept[] {
  return retention.map(({ setting, days }) => {
    const name = setting.replace(/^waddleperf\.retention\.(.+)-days$/, '$1')
    const thing = THINGS[name]
    const oldest = thing?.oldest
    const day = oldest === undefined ? undefined : database.findings?.oldest[oldest]
    return {
      what: thing ? t(thing.what) : setting,
      note: thing?.note ? t(thing.note) : '',
      setting,
      days: days === null ? undefined : plural(days, '{n} day', '{n} days'),
      oldest: day ?? undefined,
    }
  })
}
