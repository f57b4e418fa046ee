import type { Point } from '../api/types'
import { LOSS_WORDS, lossOf, lossShade } from '../chart/columns'
import { count, percent } from '../format/numbers'
import { metricValue, rangeWords } from '../format/words'
import { t } from '../language/text'
import { LocalTime } from '../ui/parts'

const SHADES = ['bg-loss-0', 'bg-loss-1', 'bg-loss-2', 'bg-loss-3'] as const

/**
 * What the colours of a chart mean; only what occurs in it.
 *
 * @param props.stepped a point is of all results of a step of time
 */
export function Legend(props: {
  points: Point[]
  headline: string
  stepped: boolean
  compared: boolean
}) {
  const { points, headline, stepped, compared } = props
  const one = stepped ? t('mean') : t('each result')
  const { least, most } = rangeWords(headline)
  const measured = points.filter(({ p50Us }) => p50Us != null)
  const shades = new Set(measured.map(({ lossRatio }) => lossShade(lossRatio)))
  const lossy = points.some(({ lossRatio }) => lossRatio != null)
  const spread = points.some(({ minUs, maxUs }) => minUs !== maxUs)
  const lost = points.some((point) => (lossOf(point) ?? 0) > 0)
  const failed = points.some(({ unanswered }) => unanswered > 0)
  return (
    <ul aria-label={t('Legend')} className="mt-1 flex flex-wrap gap-x-4 gap-y-1 pl-2 text-muted">
      {LOSS_WORDS.map((words, shade) => {
        if (!shades.has(shade as 0 | 1 | 2 | 3)) return null
        return (
          <Item key={shade} swatch={`h-0.5 w-4 ${SHADES[shade] ?? ''}`}>
            {lossy ? t('median, {loss}', { loss: t(words) }) : spread ? t('median') : one}
          </Item>
        )
      })}
      {spread && (
        <Item swatch="h-3 w-4 bg-band">
          {t('{least} to {most}; darker: up to the 95th percentile', { least, most })}
        </Item>
      )}
      {failed && <Item swatch="h-3 w-1 bg-failing">{t('failed')}</Item>}
      {lost && <Item swatch="h-2 w-4 bg-loss-3">{t('strip below: how much was lost')}</Item>}
      {compared && (
        <Item swatch="h-0 w-4 border-t border-dashed border-muted">{t('the other period')}</Item>
      )}
    </ul>
  )
}

function Item({ swatch, children }: { swatch: string; children: React.ReactNode }) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`inline-block shrink-0 ${swatch}`} />
      {children}
    </li>
  )
}

/** The values under the crosshair. */
export function Hover({ point, headline }: { point: Point; headline: string }) {
  const { least, most } = rangeWords(headline)
  const { at, count: results, unanswered, minUs, p50Us, meanUs, p95Us, maxUs, lossRatio } = point
  const mean = t('mean')
  const values = [
    [least, minUs],
    [t('median'), p50Us],
    [mean, meanUs],
    [t('95th||percentile'), p95Us],
    [most, maxUs],
  ] as const
  const single = minUs === maxUs
  return (
    <>
      <strong className="font-medium text-text">
        <LocalTime at={at} />
      </strong>
      {values.map(([word, us]) => {
        if (us == null || (single && word !== mean)) return null
        return (
          <span key={word}>
            {!single && `${word} `}
            <span className="text-text">{metricValue(headline, us)}</span>
          </span>
        )
      })}
      {lossRatio != null && <span>{t('loss {loss}', { loss: percent(lossRatio) })}</span>}
      {unanswered > 0 && (
        <span className="text-failing">
          {results === 1
            ? t('failed')
            : t('{n} of {all} failed', { n: count(unanswered), all: count(results) })}
        </span>
      )}
    </>
  )
}
