/** What the list of rules shows, as it stands in the URL. */
export interface ThresholdsSearch {
  q?: string
  /** Only rules of this tier. */
  tier?: number
  /** Which rules decide on this path. */
  probe?: string
  target?: string
  /** The form of a new one, and the rule that it begins as. */
  make?: true
  from?: string
}

export function thresholdsSearch(search: Record<string, unknown>): ThresholdsSearch {
  const { q, tier, probe, target, make, from } = search
  return {
    ...(typeof q === 'string' && q !== '' && { q }),
    ...((tier === 1 || tier === 2 || tier === 3) && { tier }),
    ...(typeof probe === 'string' && { probe }),
    ...(typeof target === 'string' && { target }),
    ...(make === true && { make }),
    ...(make === true && typeof from === 'string' && { from }),
  }
}

/** What the page of one rule shows. */
export interface ThresholdSearch {
  edit?: true
}

export const thresholdSearch = ({ edit }: Record<string, unknown>): ThresholdSearch =>
  edit === true ? { edit } : {}
