import type { Numbered } from './feed'

/** What comes by the stream. */
export const LIVE_KINDS = ['result', 'escalation', 'incident'] as const

/** One of them. */
export type LiveKind = (typeof LIVE_KINDS)[number]

/** What the feed shows, as it stands in the URL; what is absent is the default. */
export interface LiveSearch {
  q?: string
  kind?: LiveKind[]
  unwell?: true
}

/** The view state in a URL's query; what it does not understand it leaves out. */
export function liveSearch({ q, kind, unwell }: Record<string, unknown>): LiveSearch {
  const given: unknown[] = Array.isArray(kind) ? kind : [kind]
  const kinds = LIVE_KINDS.filter((one) => given.includes(one))
  return {
    ...(q !== undefined && q !== '' && { q: String(q) }),
    ...(kinds.length > 0 && { kind: kinds }),
    ...(unwell === true && { unwell: true as const }),
  }
}

/** The entries that the search leaves; a gap stays, whatever is left out. */
export function matching(
  entries: readonly Numbered[],
  { q = '', kind, unwell }: LiveSearch,
): readonly Numbered[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0 && kind === undefined && !unwell) return entries
  return entries.filter((entry) => {
    if (entry.kind === 'gap') return true
    if (kind !== undefined && !kind.includes(entry.kind)) return false
    if (unwell && !entry.unwell) return false
    return words.every((word) => entry.search.includes(word))
  })
}
