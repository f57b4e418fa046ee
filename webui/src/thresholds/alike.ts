import type { Effective, Threshold } from '../api/configuration'

/** Series on which the same rules decide, together. */
export function alike(items: readonly Effective[]): { series: string[]; rules: Threshold[] }[] {
  const families = new Map<string, Set<string>>()
  for (const { check, family } of items) {
    families.set(check, (families.get(check) ?? new Set()).add(family))
  }
  const found = new Map<string, { series: string[]; rules: Threshold[] }>()
  for (const { check, family, rules } of items) {
    const key = rules.map(({ id }) => id).join()
    const several = (families.get(check)?.size ?? 0) > 1
    const one = found.get(key) ?? { series: [], rules: byTier(rules) }
    one.series.push(several ? `${check} (${family})` : check)
    found.set(key, one)
  }
  return [...found.values()]
}

const byTier = (rules: Threshold[]): Threshold[] =>
  rules.toSorted((a, b) => a.tier - b.tier || a.id.localeCompare(b.id))
