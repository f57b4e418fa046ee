import type { Decision } from './incidents'

/** Steps that are taken at one moment follow each other so. */
const ORDER = [
  'heard-again',
  'suspected',
  'dismissed',
  'confirmed',
  'found',
  'worsened',
  'deepened',
  'suppressed',
  'awaiting-approval',
  'recovering',
  'relapsed',
  'recovered',
  'fell-silent',
]

const rank = ({ step, tier }: Decision): number => {
  const place = ORDER.indexOf(step)
  return (place < 0 ? ORDER.length : place) + tier / 10
}

/** Decisions as they were taken; the API tells the newest first, and those of one moment anyhow. */
export const oldestFirst = (decisions: Decision[]): Decision[] =>
  decisions.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b))
