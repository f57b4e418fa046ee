/** Made of every `de.json` and the like by build/languages.mjs. */
declare module 'virtual:catalogues' {
  /** For each language but that of the source, what loads its catalogue. */
  export const catalogues: Readonly<
    Record<string, () => Promise<{ default: import('./language').Catalogue }>>
  >
}
