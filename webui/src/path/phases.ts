/** A part of an HTTP request, in the order of time. */
export interface Phase {
  metric: string
  us: number
  /** Of all phases together. */
  share: number
}

const ORDER = ['resolveUs', 'connectUs', 'tlsUs', 'firstByteUs', 'transferUs']

/** The phases that a result has; a phase that was not there is left out. */
export function phasesOf(metrics: Record<string, number>): Phase[] {
  const given = ORDER.flatMap((metric) => {
    const us = metrics[metric]
    return us === undefined ? [] : [{ metric, us }]
  })
  const total = given.reduce((sum, { us }) => sum + us, 0)
  return given.map(({ metric, us }) => ({ metric, us, share: total === 0 ? 0 : us / total }))
}
