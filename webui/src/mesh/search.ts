/** What the matrix shows, as it stands in the URL; what is absent is the default. */
export interface MeshSearch {
  /** One of METRICS; another one is as none. */
  metric?: string
  /** Milliseconds since 1970; absent: now. */
  at?: number
  span?: 'week'
  table?: true
}

/** The view state in a URL's query. */
export function meshSearch({ metric, at, span, table }: Record<string, unknown>): MeshSearch {
  return {
    ...(typeof metric === 'string' && { metric }),
    ...(typeof at === 'number' && at > 0 && at < 1e14 && { at: Math.floor(at) }),
    ...(span === 'week' && { span }),
    ...(table === true && { table }),
  }
}
