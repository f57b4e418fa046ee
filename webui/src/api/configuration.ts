import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { change, get } from './client'
import type { components, operations } from './openapi'
import type { Page } from './types'

type Schemas = components['schemas']
type Answer<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

/** What runs how often. */
export type Schedule = Schemas['Schedule']
export type ScheduleDraft = Schemas['ScheduleDraft']
export type ScheduledCheck = Schemas['ScheduledCheck']
export type EscalationPlan = Schemas['EscalationPlan']
export type Timing = Schemas['Timing']
export type Window = Timing['windows'][number]
export type SchedulePreview = Answer<'previewSchedule'>
/** How each series of a schedule stands. */
export type Outlook = Schemas['Outlook']

/** A rule that says what a breach is. */
export type Threshold = Schemas['Threshold']
export type ThresholdDraft = Schemas['ThresholdDraft']
export type ThresholdPreview = Answer<'previewThreshold'>
/** A series with the rules that decide on it. */
export type Effective = Answer<'listEffectiveThresholds'>['items'][number]
/** Who changed what. */
export type Change = Schemas['Change']

/** Somebody who is told of incidents; the notifier's own have no version. */
export type Channel = Schemas['Channel']
export type Destination = Schemas['Destination']
export type ChannelRoute = Schemas['ChannelRoute']

/** What can be changed here, by the name of its list in the API. */
export interface Things {
  schedules: Schedule
  thresholds: Threshold
  channels: Channel
}
export type Kind = keyof Things

/** Configuration changes by hand: seldom, but also by somebody else. */
const SELDOM_MS = 15_000
const OUTLOOK_MS = 10_000
const MOST_CHANGES = 50

/** All schedules, all rules or all channels that whoever asks may see. */
export function useThings<K extends Kind>(
  kind: K,
  everyMs: (things: Things[K][] | undefined) => number = () => SELDOM_MS,
) {
  return useQuery({
    queryKey: [kind],
    queryFn: async ({ signal }) => (await get<Page<Things[K]>>(`/${kind}`, {}, signal)).items,
    refetchInterval: ({ state }) => everyMs(state.data),
  })
}

/** All schedules that whoever asks may see: their checks have names. */
export const useSchedules = () => useThings('schedules')

/**
 * What a schedule would come to; nothing is stored.
 *
 * @param again whether it is asked for again and again, for its next runs pass
 */
export function useSchedulePreview(draft: object | undefined, again: boolean) {
  return useQuery({
    queryKey: ['schedule-preview', draft],
    enabled: draft !== undefined,
    queryFn: () => change<SchedulePreview>('POST', '/schedules/preview', draft),
    staleTime: SELDOM_MS,
    refetchInterval: again ? SELDOM_MS : false,
    placeholderData: keepPreviousData,
  })
}

/** How many series a rule would be for; nothing is stored. */
export function useThresholdPreview(draft: object | undefined) {
  return useQuery({
    queryKey: ['threshold-preview', draft],
    enabled: draft !== undefined,
    queryFn: () => change<ThresholdPreview>('POST', '/thresholds/preview', draft),
    staleTime: SELDOM_MS,
    refetchInterval: SELDOM_MS,
    placeholderData: keepPreviousData,
  })
}

/** When each series of a schedule is due, and what is in its way; the rows stay until others are there. */
export function useOutlook(schedule: string, only: { probe?: string; target?: string }) {
  return useQuery({
    queryKey: ['outlook', schedule, only],
    queryFn: ({ signal }) =>
      get<Outlook>(`/schedules/${encodeURIComponent(schedule)}/why-not`, { ...only }, signal),
    refetchInterval: OUTLOOK_MS,
    placeholderData: keepPreviousData,
  })
}

/** Which rules decide on each series of a path. */
export function useEffective(probe: string, target: string) {
  return useQuery({
    queryKey: ['thresholds', 'effective', probe, target],
    queryFn: async ({ signal }) =>
      (await get<Page<Effective>>('/thresholds/effective', { probe, target }, signal)).items,
    refetchInterval: SELDOM_MS,
  })
}

/** What somebody made of a thing; null: nothing, as there was none before it or it was removed. */
export type Deed = Pick<Change, 'id' | 'at' | 'who' | 'before' | 'after'>

/** Whether the history of such things is for all who see them; that of others is in the audit. */
export const tellsHistory = (kind: Kind): boolean => kind === 'thresholds'

/** What was done to one thing, the newest first. */
export function useChanges(kind: Kind, id: string, may: boolean) {
  return useQuery({
    queryKey: ['changes', kind, id],
    enabled: may,
    queryFn: async ({ signal }): Promise<Deed[]> => {
      if (tellsHistory(kind)) {
        const versions = await get<Answer<'listThresholdVersions'>>(
          `${at(kind, id)}/versions`,
          { limit: MOST_CHANGES + 1 },
          signal,
        )
        return deeds(versions.items).slice(0, MOST_CHANGES)
      }
      const asked = ['put', 'remove'].map((done) =>
        get<Page<Change>>(
          '/audit',
          { action: `${kind.slice(0, -1)}.${done}`, subject: id, limit: MOST_CHANGES },
          signal,
        ),
      )
      const found = (await Promise.all(asked)).flatMap(({ items }) => items)
      return found.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    },
  })
}

/** Each version with the one before it, which comes behind it. */
export const deeds = (versions: Answer<'listThresholdVersions'>['items']): Deed[] =>
  versions.map(({ at, who, threshold }, i) => ({
    id: `${at} ${who}`,
    at,
    who,
    before: versions[i + 1]?.threshold ?? null,
    after: threshold,
  }))

const at = (kind: Kind, id: string): string => `/${kind}/${encodeURIComponent(id)}`
const tag = (version: number | null): string => `"${version ?? 0}"`

/** Makes what is not there yet; where it is, the server refuses it (412). */
export const make = <K extends Kind>(kind: K, id: string, body: object): Promise<Things[K]> =>
  change('PUT', at(kind, id), body, { 'if-none-match': '*' })

/** Changes what is still as it was read; where it is not, the server refuses it (412). */
export const replace = <K extends Kind>(
  kind: K,
  id: string,
  version: number | null,
  body: object,
): Promise<Things[K]> => change('PUT', at(kind, id), body, { 'if-match': tag(version) })

/** Removes what is still as it was read. */
export const remove = (kind: Kind, id: string, version: number | null): Promise<void> =>
  change('DELETE', at(kind, id), undefined, { 'if-match': tag(version) })
