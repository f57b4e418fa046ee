/** What the map shows, as it stands in the URL; what is absent is the default. */
export interface MapSearch {
  /** By country instead of by site. */
  by?: 'country'
  /** All of the earth, not only where sites are. */
  world?: true
  table?: true
  /** The site, or with `by` the letters of the country, that is looked at. */
  at?: string
}

/** The view state in a URL's query. */
export function mapSearch({ by, world, table, at }: Record<string, unknown>): MapSearch {
  return {
    ...(by === 'country' && { by }),
    ...(world === true && { world }),
    ...(table === true && { table }),
    ...((typeof at === 'string' || typeof at === 'number') && at !== '' && { at: String(at) }),
  }
}
