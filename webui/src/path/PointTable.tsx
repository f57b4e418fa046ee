import type { SeriesData } from '../api/types'
import { count, percent, span } from '../format/numbers'
import { metricValue, rangeWords } from '../format/words'
import { t } from '../language/text'
import { LocalTime } from '../ui/parts'

/** What a chart shows, as numbers; newest first. */
export function PointTable({ label, data }: { label: string; data: SeriesData }) {
  const us = (value: number | null): string =>
    value == null ? '–' : metricValue(data.headline, value)
  const { least, most } = rangeWords(data.headline)
  const heads = [
    t('results'),
    t('failed'),
    least,
    t('median'),
    t('mean'),
    t('95th||percentile'),
    most,
    t('loss'),
  ]
  return (
    <div className="max-h-80 overflow-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse text-right tabular-nums">
        <caption className="sr-only">
          {data.stepUs === 0
            ? t('One row a result')
            : t('Results by {time}', { time: span(data.stepUs) })}
        </caption>
        <thead className="sticky top-0 bg-panel text-muted">
          <tr>
            <th scope="col" className="px-2 py-1 text-left font-medium">
              {t('Time')}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-medium capitalize">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.points.toReversed().map((point) => (
            <tr key={point.at} className="border-t border-line whitespace-nowrap">
              <th scope="row" className="px-2 py-1 text-left font-normal">
                <LocalTime at={point.at} />
              </th>
              <td className="px-2">{count(point.count)}</td>
              <td className={`px-2 ${point.unanswered > 0 ? 'text-failing' : ''}`}>
                {count(point.unanswered)}
              </td>
              <td className="px-2">{us(point.minUs)}</td>
              <td className="px-2">{us(point.p50Us)}</td>
              <td className="px-2">{us(point.meanUs)}</td>
              <td className="px-2">{us(point.p95Us)}</td>
              <td className="px-2">{us(point.maxUs)}</td>
              <td className="px-2">{point.lossRatio == null ? '–' : percent(point.lossRatio)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
