import type { Schedule } from '../api/configuration'
import { localTime } from '../format/times'
import { formatIn } from '../format/zones'
import { t } from '../language/text'

/** The clock that a schedule goes by; undefined where it is the viewer's own, or it needs none. */
export function zoneOf({ timing }: Pick<Schedule, 'timing'>, own: string): string | undefined {
  const zone = timing?.cron?.zone ?? timing?.windows[0]?.zone
  return zone === own ? undefined : zone
}

const CLOCK = { timeStyle: 'medium' } as const
const DAY = { day: 'numeric', month: 'short' } as const

/**
 * A time by the clock of a zone, with the day where it is another one there; the viewer's where there is
 * none, or this browser does not know it. Beside it stands `clockWords`.
 */
export function zonedTime(atMs: number, zone: string | undefined, nowMs: number): string {
  const clock = zone === undefined ? undefined : formatIn(zone, CLOCK)
  const day = zone === undefined ? undefined : formatIn(zone, DAY)
  if (!clock || !day) return localTime(atMs, nowMs)
  const time = clock.format(atMs)
  return day.format(atMs) === day.format(nowMs) ? time : `${day.format(atMs)} ${time}`
}

/** By whose clock `zonedTime` tells, as it stands after "by"; undefined where that is the viewer's, as everywhere. */
export function clockWords(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined
  return formatIn(zone, CLOCK)
    ? t('the clock of {zone}', { zone })
    : t('your clock: this browser does not know {zone}', { zone })
}
