import { useQuery } from '@tanstack/react-query'
import { change, get } from './client'
import type { Page } from './types'

/** What a probe is to be; without work where it is not enabled. */
export interface ConfiguredProbe {
  id: string
  site: string
  enabled: boolean
  labels: Record<string, string>
  version: number
}

/** A probe as configured, and what it said of itself last. */
export interface ProbeState {
  probe: ConfiguredProbe
  state: 'up' | 'silent' | 'never-seen'
  heartbeat: { version: string; at: string } | null
  /** By the broker's clock; `heartbeat.at` is by the probe's. */
  heardAt?: string | null
}

/** A probe that joined from another machine. */
export interface ProbeIdentity {
  probe: string
  host: string
  joinedAt: string
  rotatedAt: string
  revokedAt?: string | null
}

/** A line that nobody has pasted yet. */
export interface ProbeEnrolment {
  probe: string
  site: string
  labels: Record<string, string>
  expiresAt: string
}

/** A line to paste on another machine; it is told once. */
export interface MadeEnrolment {
  probe: string
  command: string
  expiresAt: string
}

const OFTEN_MS = 5_000
/** Somebody waits for a probe that has just been given its line. */
const WATCHING_MS = 1_000

/** The probes that whoever asks may see. */
export function useProbes(watching: boolean) {
  return useListed<ProbeState>('/probes', true, watching)
}

/** How probes of other machines came in; for admins. */
export function useIdentities(admin: boolean, watching: boolean) {
  return useListed<ProbeIdentity>('/probe-identities', admin, watching)
}

/** The lines that wait for somebody to paste them; for admins. */
export function useEnrolments(admin: boolean, watching: boolean) {
  return useListed<ProbeEnrolment>('/probe-enrolments', admin, watching)
}

function useListed<T>(path: string, enabled: boolean, watching: boolean) {
  return useQuery({
    queryKey: ['probes', path],
    enabled,
    queryFn: ({ signal }) => get<Page<T>>(path, {}, signal),
    refetchInterval: watching ? WATCHING_MS : OFTEN_MS,
  })
}

/** Takes a probe's work away or gives it back; where it has changed since, the server refuses it (412). */
export const putEnabled = (
  { id, version }: Pick<ConfiguredProbe, 'id' | 'version'>,
  enabled: boolean,
): Promise<ConfiguredProbe> =>
  change(
    'PUT',
    `/probes/${encodeURIComponent(id)}/enabled`,
    { enabled },
    { 'if-match': `"${version}"` },
  )
