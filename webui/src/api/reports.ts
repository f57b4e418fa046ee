import { useQuery } from '@tanstack/react-query'
import { type Query, apiUrl, get } from './client'
import type { components } from './openapi'

/** Availability and percentiles over a time. */
export type Report = components['schemas']['AvailabilityReport']

/** A line of it. */
export type ReportRow = Report['items'][number]

const PATH = '/reports/availability'
/** Of a year it is read from many rollups. */
const PATIENCE_MS = 60_000

/** A report is made when it is asked for, and stays as it is until somebody asks again. */
export function useReport(key: readonly unknown[], query: () => Query) {
  return useQuery({
    queryKey: ['report', ...key],
    queryFn: ({ signal }) => get<Report>(PATH, query(), signal, PATIENCE_MS),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** Where the same is as a file, of just the time that a report is of. */
export const reportUrl = (query: Query, { from, to }: Report, format: 'csv' | 'json'): string =>
  apiUrl(PATH, { ...query, from, to, format })
