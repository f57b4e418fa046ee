import { useQuery } from '@tanstack/react-query'
import { get, newKey, post } from './client'
import { type Channel, useThings } from './configuration'
import type { components } from './openapi'

/** How far a test of a channel is. */
export type ChannelTest = components['schemas']['TestNotification']

/** The notifier takes a change within a second or so, and tells so. */
const EAGER_MS = 2_000
const CALM_MS = 15_000

const isOnItsWay = ({ state: { phase, heardAt } }: Channel): boolean =>
  phase === 'behind' || (phase === 'silent' && heardAt === null)

const eagerly = (channels: Channel[] | undefined): number =>
  channels?.some(isOnItsWay) ? EAGER_MS : CALM_MS

/** All channels; asks often while one has not come to the notifier yet. */
export const useChannels = () => useThings('channels', eagerly)

const at = (channel: string): string => `/channels/${encodeURIComponent(channel)}`

/** Has a test sent by a channel; how it went is told later. */
export const sendTest = (channel: string): Promise<ChannelTest> =>
  post<ChannelTest>(`${at(channel)}/test`, undefined, newKey())

/** Whether nothing more will come of it. */
export const isOver = ({ status }: ChannelTest): boolean =>
  status === 'taken' || status === 'given-up'

/** What a receiver answered; asks until it took the test or nobody tries any more. */
export function useChannelTest(sent: ChannelTest | undefined) {
  return useQuery({
    queryKey: ['channel-test', sent?.testId],
    enabled: sent !== undefined,
    queryFn: ({ signal }) =>
      get<ChannelTest>(`${at(sent?.channel ?? '')}/tests/${sent?.testId}`, {}, signal),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 1_000),
  })
}
