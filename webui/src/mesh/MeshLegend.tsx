import { span } from '../format/numbers'
import { metricValue } from '../format/words'
import { t } from '../language/text'
import type { Scale } from './metrics'

const SWATCHES = [
  'size-2 bg-loss-0',
  'size-2.5 bg-loss-1',
  'size-3 bg-loss-2',
  'size-3.5 bg-loss-3',
] as const

/** What sizes and colours of cells mean. */
export function MeshLegend(props: {
  metric: string
  scale: Scale
  back: boolean
  /** After how long a cell is old, in microseconds; null where none is. */
  oldAfterUs: number | null
}) {
  const { metric, scale, back, oldAfterUs } = props
  return (
    <ul aria-label={t('Legend')} className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted">
      <li>{t('a row: from a probe; a column: to a target')}</li>
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
        {t('no answer')}
      </li>
      {oldAfterUs !== null && (
        <li className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="inline-block size-3 shrink-0 border border-current" />
          {t('hollow: not tested for {time}', { time: span(oldAfterUs) })}
        </li>
      )}
      {back && <li>{t('upper left: there, lower right: back')}</li>}
    </ul>
  )
}

function gradeWords(metric: string, { bounds, lessIsWorse }: Scale, grade: number): string {
  if (metric === 'lossRatio' && grade === 0) return t('no loss')
  const value = (place: number): string => metricValue(metric, bounds[place] ?? 0)
  if (lessIsWorse) {
    return grade === 0
      ? t('from {value} on', { value: value(0) })
      : t('under {value}', { value: value(grade - 1) })
  }
  return grade === 3
    ? t('{value} and more', { value: value(2) })
    : t('under {value}', { value: value(grade) })
}
