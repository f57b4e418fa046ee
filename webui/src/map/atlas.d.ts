declare module 'world-atlas/countries-110m.json' {
  import type { GeometryCollection, Topology } from 'topojson-specification'

  /** Natural Earth's countries; `id` is the number of ISO 3166-1, and absent where there is none. */
  const atlas: Topology<{ countries: GeometryCollection<{ name: string }> }>
  export default atlas
}

declare module 'i18n-iso-countries/codes.json' {
  /** Of each country: two letters, three letters, and the number of ISO 3166-1. */
  const codes: [letters: string, three: string, number: string, ...rest: string[]][]
  export default codes
}
