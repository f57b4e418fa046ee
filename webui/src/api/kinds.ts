import { useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'
import type { Page } from './types'

type Schemas = components['schemas']

/** A kind of test: what it measures, its parameters as JSON Schema, and its default chart. */
export type TestKind = Schemas['TestKind']
export type SpecSchema = Schemas['SpecSchema']
export type SpecProperty = Schemas['SpecProperty']
export type TestOrder = Schemas['TestOrder']
export type DefaultChart = Schemas['DefaultChart']

/** All kinds; they do not change while the server runs. */
export function useKinds() {
  return useQuery({
    queryKey: ['test-kinds'],
    queryFn: async ({ signal }) => (await get<Page<TestKind>>('/test-kinds', {}, signal)).items,
    staleTime: Infinity,
  })
}

/** How a test is drawn by default; a test that the server does not tell of as most are. */
export function useChartForm(test: string): DefaultChart['form'] | 'pending' {
  const { data, isPending } = useKinds()
  if (isPending) return 'pending'
  return data?.find(({ name }) => name === test)?.chart.form ?? 'smoke'
}
