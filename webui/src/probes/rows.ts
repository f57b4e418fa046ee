import type { ProbeEnrolment, ProbeIdentity, ProbeState } from '../api/probes'
import { lasted } from '../format/times'
import { type Message, msg, t } from '../language/text'

/** How a probe stands: each has a word, and what it means. */
export type Standing = 'up' | 'silent' | 'never-seen' | 'waiting' | 'out' | 'off'

/** A line of the table. */
export interface ProbeRow {
  id: string
  site: string
  labels: Record<string, string>
  standing: Standing
  /** Whether the configuration gives it work. */
  enabled: boolean
  /** Of its configuration; none is there yet of one that is to come. */
  revision: number | undefined
  version: string | undefined
  heardAt: string | undefined
  /** How far its clock is ahead of the broker's. */
  clockAheadMs: number | undefined
  identity: ProbeIdentity | undefined
  /** Until when its line can be pasted. */
  pasteUntil: string | undefined
}

export const STANDINGS: Record<Standing, { word: Message; means: Message }> = {
  up: { word: msg('Reports||of a probe'), means: msg('Its last heartbeat is less than 30 s old.') },
  silent: { word: msg('Silent||of a probe'), means: msg('No heartbeat for 30 s or longer.') },
  'never-seen': {
    word: msg('Not heard of yet||of a probe'),
    means: msg('It has never sent a heartbeat.'),
  },
  waiting: {
    word: msg('Waiting||of a probe'),
    means: msg('Its line was made, and nobody has pasted it yet.'),
  },
  out: { word: msg('Shut out||of a probe'), means: msg('Its password and key are good no more.') },
  off: {
    word: msg('Drained||of a probe'),
    means: msg('It finishes what runs, and is not given any work.'),
  },
}

/** Those that need somebody first, then by site and id. */
const ORDER: Standing[] = ['waiting', 'silent', 'never-seen', 'up', 'off', 'out']

/** One line for each probe that is configured, and for each that is to come. */
export function rowsOf(
  probes: ProbeState[],
  identities: ProbeIdentity[],
  enrolments: ProbeEnrolment[],
): ProbeRow[] {
  const known = new Map(identities.map((identity) => [identity.probe, identity]))
  // the newest comes first, and is the one that counts
  const lines = new Map<string, ProbeEnrolment>()
  for (const line of enrolments.toReversed()) lines.set(line.probe, line)
  const rows = probes.map((state) => rowOf(state, known.get(state.probe.id), lines))
  const there = new Set(rows.map(({ id }) => id))
  const coming = [...lines.values()].filter(({ probe }) => !there.has(probe)).map(expected)
  return [...rows, ...coming].sort(
    (a, b) =>
      ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) ||
      a.site.localeCompare(b.site) ||
      a.id.localeCompare(b.id),
  )
}

function rowOf(
  { probe, state, heartbeat, heardAt }: ProbeState,
  identity: ProbeIdentity | undefined,
  lines: Map<string, ProbeEnrolment>,
): ProbeRow {
  const out = identity?.revokedAt != null
  const standing = out ? 'out' : probe.enabled ? state : 'off'
  return {
    id: probe.id,
    site: probe.site,
    labels: probe.labels,
    standing,
    enabled: probe.enabled,
    revision: probe.version,
    version: heartbeat?.version,
    heardAt: heardAt ?? heartbeat?.at,
    clockAheadMs: heartbeat && heardAt ? Date.parse(heartbeat.at) - Date.parse(heardAt) : undefined,
    identity,
    pasteUntil: lines.get(probe.id)?.expiresAt,
  }
}

function expected({ probe, site, labels, expiresAt }: ProbeEnrolment): ProbeRow {
  return {
    id: probe,
    site,
    labels,
    standing: 'waiting',
    enabled: false,
    revision: undefined,
    version: undefined,
    heardAt: undefined,
    clockAheadMs: undefined,
    identity: undefined,
    pasteUntil: expiresAt,
  }
}

/** Less than this may be the way of the heartbeat to the broker. */
const UNSURE_MS = 2_000

/** How right a probe's clock is. */
export function clockWords(aheadMs: number): { text: string; wrong: boolean } {
  if (Math.abs(aheadMs) < UNSURE_MS) return { text: t('right||of a clock'), wrong: false }
  const by = lasted(Math.abs(aheadMs))
  return { text: t(aheadMs > 0 ? '{by} ahead' : '{by} behind', { by }), wrong: true }
}

/** `floor=2, uplink=dsl` as labels; a name alone is `name=true`, as the command line has it. */
export function labelsOf(text: string): Record<string, string> {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return Object.fromEntries(
    parts.map((part) => {
      const equals = part.indexOf('=')
      return equals < 0
        ? [part, 'true']
        : [part.slice(0, equals).trim(), part.slice(equals + 1).trim()]
    }),
  )
}

/** Labels in words. */
export function labelText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
}
