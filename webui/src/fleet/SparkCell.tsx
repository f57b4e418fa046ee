import { memo, useMemo, useSyncExternalStore } from 'react'
import type { Spark } from '../api/fleet'
import { metricValue } from '../format/words'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { sparkShape } from './sparkShape'
import { SparkBook } from './sparks'

const [WIDTH, HEIGHT] = [132, 30]

/** The lines of all rows that were on the screen lately. */
export const sparks = new SparkBook()

/** The last hour of a row: the mean as a line, its spread as a band, and marks where no answer came. */
export function SparkCell({ series }: { series: string | undefined }) {
  const spark = useSyncExternalStore(sparks.watch, () =>
    series === undefined ? undefined : sparks.of(series),
  )
  if (spark === undefined) return <NoResults />
  if (spark === null) {
    return <span aria-hidden="true" className="block h-[30px] w-[132px] rounded bg-raised" />
  }
  return <Drawn spark={spark} />
}

function NoResults() {
  return <span className="text-muted">{t('no results')}</span>
}

const Drawn = memo(function Drawn({ spark }: { spark: Spark }) {
  const shape = useMemo(() => sparkShape(spark, WIDTH, HEIGHT), [spark])
  const said = words(spark, shape)
  if (shape.most === null && shape.unanswered === 0) return <NoResults />
  return (
    <svg
      role="img"
      aria-label={said}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="relative z-1 block"
    >
      <title>{said}</title>
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="fill-none stroke-line" />
      <path d={shape.band} className="fill-band" />
      <path
        d={shape.line}
        className="fill-none stroke-loss-0"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {shape.gaps.map((x) => (
        <path key={x} d={`M${x} ${HEIGHT}v-7`} className="stroke-failing" strokeWidth="2.5" />
      ))}
    </svg>
  )
})

function words(spark: Spark, shape: ReturnType<typeof sparkShape>): string {
  const { least, most, unanswered } = shape
  const { check, headline } = spark
  const seen =
    least === null || most === null
      ? t('{check} in the last hour: nothing measured', { check })
      : t('{check} in the last hour: {least} to {most}', {
          check,
          least: metricValue(headline, least),
          most: metricValue(headline, most),
        })
  if (unanswered === 0) return seen
  return plural(
    unanswered,
    '{seen}; {n} test without an answer',
    '{seen}; {n} tests without an answer',
    { seen },
  )
}
