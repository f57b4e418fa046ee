import { useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'

/** The document leaves open which findings there are; the server always tells all of them. */
type Whole<T> = T extends (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Name in keyof T]-?: Whole<T[Name]> }
    : T

/** How the servers and services are. */
export type System = Whole<components['schemas']['System']>
/** Those that are asked. */
export type PartName = 'kafka' | 'consumers' | 'sink' | 'database' | 'outbox' | 'archive'
export type PartState = System['state']

const EVERY_MS = 10_000

/** Each question costs the servers a look at themselves. */
export function useSystem() {
  return useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => get<System>('/system', {}, signal),
    refetchInterval: EVERY_MS,
  })
}
