import type { System } from '../api/system'
import { counted } from '../format/numbers'

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

const THINGS: Record<string, { what: string; note?: string; oldest?: keyof Oldest }> = {
  tier1: { what: 'Results of tier 1', note: 'besides the current day', oldest: 'tier1' },
  tier2: { what: 'Results of tier 2', note: 'besides the current day', oldest: 'tier2' },
  tier3: { what: 'Results of tier 3', note: 'besides the current day', oldest: 'tier3' },
  'rollup-minutes': { what: 'Rollups of minutes', note: 'for charts', oldest: 'rollupMinutes' },
  'rollup-hours': { what: 'Rollups of hours', note: 'for charts of months, and reports' },
  'run-events': { what: 'What became of each run', note: 'missed, refused, suppressed' },
  escalations: { what: 'Escalations', note: 'each step of a path between its tiers' },
  incidents: { what: 'Incidents', note: 'from the day on which one was closed' },
  notifications: { what: 'Who was told of incidents' },
  artifacts: { what: 'Artifacts', note: 'captures and raw traces' },
  'archived-results': { what: 'Results in the archive', note: 'as files' },
  'archived-decisions': { what: 'Decisions in the archive', note: 'as files' },
}

/** What is kept how long, as the server tells it; what this page does not know goes by its setting. */
export function keptOf({ retention, database }: System): Kept[] {
  return retention.map(({ setting, days }) => {
    const name = setting.replace(/^waddleperf\.retention\.(.+)-days$/, '$1')
    const { what, note = '', oldest } = THINGS[name] ?? { what: setting }
    const day = oldest === undefined ? undefined : database.findings?.oldest[oldest]
    return {
      ...{ what, note, setting },
      days: days === null ? undefined : counted(days, 'day'),
      oldest: day ?? undefined,
    }
  })
}
