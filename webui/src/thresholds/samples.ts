import type { Threshold } from '../api/configuration'

/** A rule for tests: what is not said is as is usual. */
export function rule(more: Partial<Threshold>): Threshold {
  return {
    id: 'rule',
    enabled: true,
    match: {},
    metric: 'rttMeanUs',
    tier: 1,
    enter: 80_000,
    breaches: 2,
    of: 3,
    clears: 3,
    severity: 'warning',
    countsAlso: [],
    version: 1,
    exitBound: 64_000,
    builtIn: false,
    origin: more.builtIn ? 'built-in' : 'api',
    ...more,
  }
}
