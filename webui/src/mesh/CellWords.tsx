import { metricValue, metricWord } from '../format/words'
import { PathLink } from '../incidents/Marks'
import { t } from '../language/text'
import { Age } from '../ui/parts'
import type { Cell } from './matrix'

/** A cell in words, with its way back. */
export function CellWords(props: { cell: Cell; back: Cell | undefined; metric: string }) {
  const { cell, back, metric } = props
  const { site, check, atMs } = cell
  return (
    <>
      <PathLink path={cell} />
      {': '}
      {valueWords(cell, metric)}
      <span className="text-muted">
        , {check}, <Age at={atMs} />
        {site !== '' && `, ${t('site {site}', { site })}`}
      </span>
      {back && (
        <span className="block">
          {t('Back, {path}: {value}', {
            path: `${back.probe} → ${back.target}`,
            value: valueWords(back, metric),
          })}
        </span>
      )}
    </>
  )
}

/** A cell's number in words. */
export const valueWords = ({ value }: Cell, metric: string): string =>
  value === null ? t('no answer') : `${metricWord(metric)} ${metricValue(metric, value)}`
