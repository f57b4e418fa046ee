import { metricValue } from '../format/words'
import type { Scale } from './metrics'

const SWATCHES = [
  'size-2 bg-loss-0',
  'size-2.5 bg-loss-1',
  'size-3 bg-loss-2',
  'size-3.5 bg-loss-3',
] as const

/** What sizes and colours of cells mean. */
export function MeshLegend(props: { metric: string; scale: Scale; back: boolean; old: boolean }) {
  const { metric, scale, back, old } = props
  return (
    <ul aria-label="Legend" className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted">
      {SWATCHES.map((swatch, grade) => (
        <li key={swatch} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className={`inline-block shrink-0 ${swatch}`} />
          {gradeWords(metric, scale, grade)}
        </li>
      ))}
      <li className="inline-flex items-center gap-1.5">
        <span aria-hidden="true" className="font-bold text-failing">
          ✕
        </span>
        no answer
      </li>
      {old && (
        <li className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="inline-block size-3 shrink-0 border border-current" />
          hollow: not tested for a quarter of an hour
        </li>
      )}
      {back && <li>upper left: there, lower right: back</li>}
    </ul>
  )
}

function gradeWords(metric: string, { bounds, lessIsWorse }: Scale, grade: number): string {
  if (metric === 'lossRatio' && grade === 0) return 'no loss'
  const word = (bound: number | undefined): string => metricValue(metric, bound ?? 0)
  const first = lessIsWorse ? 'from' : 'under'
  if (grade === 0) return `${first} ${word(bounds[0])}${lessIsWorse ? ' on' : ''}`
  if (grade === 3) return lessIsWorse ? `under ${word(bounds[2])}` : `${word(bounds[2])} and more`
  if (metric === 'lossRatio' && grade === 1) return `under ${word(bounds[1])}`
  return lessIsWorse ? `under ${word(bounds[grade - 1])}` : `under ${word(bounds[grade])}`
}
