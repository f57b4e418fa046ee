import { isWall } from '../app/wall'

/** A screen on a wall, as it stands in the URL; what is absent is the default. */
export interface KioskSearch {
  kiosk?: true
  /** What it turns through: names of views, on the matrix of metrics; none: it stays. */
  views?: string[]
  /** How long each is shown. */
  everyS?: number
}

export const DEFAULT_EVERY_S = 30
const [LEAST_S, MOST_S] = [5, 3_600]
const MOST_VIEWS = 50

/** The view state in a URL's query; `?kiosk` alone is enough. */
export function kioskSearch({ kiosk, views, everyS }: Record<string, unknown>): KioskSearch {
  if (!isWall(kiosk)) return {}
  const given = views === undefined || views === '' ? [] : Array.isArray(views) ? views : [views]
  const names = [...new Set(given.map(String))].slice(0, MOST_VIEWS)
  const every = typeof everyS === 'number' ? Math.min(MOST_S, Math.max(LEAST_S, everyS)) : undefined
  return {
    kiosk: true,
    ...(names.length > 0 && { views: names }),
    ...(every !== undefined && every !== DEFAULT_EVERY_S && { everyS: every }),
  }
}
