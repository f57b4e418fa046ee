import { createContext } from 'react'

/**
 * Since when an incident stands still, in milliseconds since 1970, where it is shown as it was to somebody who may see
 * nothing else: then nothing leads on from there, and nothing more is asked for. Elsewhere undefined.
 */
export const Frozen = createContext<number | undefined>(undefined)
