import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { live, useConnection } from '../app/live'
import { allPaths } from './early'
import { type Fleet, type FleetChange, changed, fleetOf } from './fleet'
import { refresh } from './queries'

const FLEET = ['fleet']
/** The stream tells what changes; all is asked for now and then in case it does not tell all. */
const WITH_STREAM_MS = 60_000
const WITHOUT_STREAM_MS = 10_000
const EMPTY_MS = 2_000

/** All paths, the worst first, kept as they are by the stream; asked for where it is away. */
export function useFleet() {
  const client = useQueryClient()
  const isLive = useConnection() === 'live'
  useEffect(() => {
    // of its own: a question's interval begins anew with each change that the stream tells
    const timer = setInterval(() => {
      if (!document.hidden) refresh(client, FLEET)
    }, WITH_STREAM_MS)
    const unfollow = live.changes((change) => follow(client, change))
    return () => {
      clearInterval(timer)
      unfollow()
    }
  }, [client])
  return useQuery({
    queryKey: FLEET,
    queryFn: async ({ signal }) => {
      const asked = fleetOf(await allPaths(signal))
      return newer(client.getQueryData<Fleet>(FLEET), asked)
    },
    structuralSharing: false,
    refetchInterval: ({ state }) => {
      if (state.data?.paths.length === 0) return EMPTY_MS
      return isLive ? false : WITHOUT_STREAM_MS
    },
  })
}

/** What the stream told while the question was on its way is not lost. */
function newer(known: Fleet | undefined, asked: Fleet): Fleet {
  return known !== undefined && known.version > asked.version ? known : asked
}

function follow(client: QueryClient, change: FleetChange | undefined): void {
  const before = client.getQueryData<Fleet>(FLEET)
  const after = before && change && changed(before, change)
  if (after === undefined) refresh(client, FLEET)
  else client.setQueryData(FLEET, after)
}
