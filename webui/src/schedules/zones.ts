import type { Schedule } from '../api/configuration'
import { localTime } from '../format/times'

/** The clock that a schedule goes by; undefined where it is the viewer's own, or it needs none. */
export function zoneOf({ timing }: Pick<Schedule, 'timing'>, own: string): string | undefined {
  const zone = timing?.cron?.zone ?? timing?.windows[0]?.zone
  return zone === own ? undefined : zone
}

/** A time by the clock of a zone, with the day where it is another one there; the viewer's where there is none. */
export function zonedTime(atMs: number, zone: string | undefined, nowMs: number): string {
  if (zone === undefined) return localTime(atMs, nowMs)
  try {
    const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone })
    const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: zone })
    const time = clock.format(atMs)
    return day.format(atMs) === day.format(nowMs) ? time : `${day.format(atMs)} ${time}`
  } catch {
    return localTime(atMs, nowMs) // a zone that this browser does not know
  }
}
