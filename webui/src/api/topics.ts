import { useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'

/** A topic of Kafka as the catalogue tells it. */
export type Topic = components['schemas']['Topic']

/** What a value of a topic can be. */
export type TopicEvent = components['schemas']['TopicEvent']

/** All topics, and how they flow; null and `unknown` where Kafka did not tell. */
export type TopicList = components['schemas']['TopicList']

/** As much of JSON Schema (2020-12) as the catalogue uses. */
export interface Schema {
  $ref?: string
  type?: string
  format?: string
  description?: string
  const?: string
  enum?: string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema
  oneOf?: Schema[]
  $defs?: Record<string, Schema>
}

/** The API reads Kafka anew after so long, and no sooner. */
const FLOWS_MS = 5_000

/** All topics, and how they flow now. */
export function useTopics() {
  return useQuery({
    queryKey: ['topics'],
    queryFn: ({ signal }) => get<TopicList>('/topics', {}, signal),
    refetchInterval: FLOWS_MS,
  })
}

/** The JSON Schema at an address of the catalogue; it changes with the version only. */
export function useSchema(address: string) {
  return useQuery({
    queryKey: ['schema', address],
    queryFn: ({ signal }) => get<Schema>(address.replace(/^\/api\/v1/, ''), {}, signal),
    staleTime: Infinity,
  })
}
