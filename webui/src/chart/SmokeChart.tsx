import { useCallback, useEffect, useMemo, useRef } from 'react'
import type uPlot from 'uplot'
import type { Point } from '../api/types'
import { axisLabels } from '../format/numbers'
import { metricValue } from '../format/words'
import type { Columns, Top } from './columns'
import {
  type Palette,
  STRIP,
  drawCuts,
  drawEarlier,
  drawFailures,
  drawLine,
  drawLossStrip,
} from './smoke'
import { seenOf } from './seen'
import { GUTTER, axisStyle, frameOf, overTime, usePlot } from './time'
import type { Stretch } from './window'

const HEIGHT = 224

/** What a smoke chart shows; times are milliseconds since 1970. */
export interface Smoke {
  points: Point[]
  columns: Columns
  top: Top
  stretch: Stretch
  /** How wide a failure is drawn. */
  pointMs: number
  /** The metric that is drawn. */
  headline: string
  /** Another period, moved to this one's time. */
  earlier: Columns | undefined
}

/** Spread, median, failures and loss over time, under the axis and crosshair of the page. */
export function SmokeChart(props: {
  smoke: Smoke
  palette: Palette
  label: string
  onHover: (point: Point | undefined) => void
  onZoom: (stretch: Stretch | undefined) => void
}) {
  const { smoke, palette, label, onHover, onZoom } = props
  const seen = useMemo(() => {
    const { columns, points, stretch } = smoke
    return { ...smoke, columns: seenOf(columns, points, stretch) }
  }, [smoke])
  const latest = useRef({ smoke: seen, onHover, onZoom })
  useEffect(() => {
    latest.current = { smoke: seen, onHover, onZoom }
  })
  const data = useMemo(() => {
    const { x, max, p95, min, median } = seen.columns
    return [x, max, p95, min, median] as uPlot.AlignedData
  }, [seen])
  const make = useCallback((width: number) => optionsOf(latest, palette, width), [palette])
  const box = usePlot(make, HEIGHT, data)
  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      className="h-[224px] w-full"
      onDoubleClick={() => latest.current.onZoom(undefined)}
    />
  )
}

interface Latest {
  current: Pick<Parameters<typeof SmokeChart>[0], 'smoke' | 'onHover' | 'onZoom'>
}

function optionsOf(latest: Latest, palette: Palette, width: number): uPlot.Options {
  const hidden: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } }
  const { axis, x, select, ...shared } = overTime({
    palette,
    stretch: () => latest.current.smoke.stretch,
    onZoom: (stretch) => latest.current.onZoom(stretch),
    below: STRIP.height + STRIP.gap,
  })
  return {
    ...shared,
    width,
    height: HEIGHT,
    scales: { x, y: { range: () => [0, latest.current.smoke.top.topUs] } },
    series: [{}, hidden, hidden, hidden, hidden],
    bands: [
      { series: [1, 3], fill: palette.band },
      { series: [2, 3], fill: palette.inner },
    ],
    axes: [
      axis,
      {
        ...axisStyle(palette),
        size: GUTTER,
        space: 28,
        values: (_plot, splits) => labels(latest.current.smoke, splits),
      },
    ],
    hooks: {
      draw: [(plot) => draw(plot, latest.current.smoke, palette)],
      setCursor: [(plot) => latest.current.onHover(pointAt(plot, latest.current.smoke))],
      setSelect: [select],
    },
  }
}

function labels({ top, headline }: Smoke, splits: number[]): string[] {
  if (top.peakUs === 0) return splits.map(() => '')
  return headline.endsWith('Us')
    ? axisLabels(splits)
    : splits.map((value) => metricValue(headline, value))
}

function draw(plot: uPlot, smoke: Smoke, palette: Palette): void {
  const { columns, points, top, pointMs, earlier } = smoke
  const frame = frameOf(plot)
  const pen = plot.ctx
  pen.save()
  drawLossStrip(pen, frame, columns, points, pointMs / 1_000, palette)
  pen.beginPath()
  pen.rect(frame.left, frame.top, frame.width, frame.height)
  pen.clip()
  drawFailures(pen, frame, columns, points, pointMs / 1_000, palette)
  if (earlier) drawEarlier(pen, frame, earlier, palette)
  drawLine(pen, frame, columns, points, palette)
  if (top.cut > 0) drawCuts(pen, frame, columns, top.topUs, palette)
  pen.restore()
}

/** So far from the crosshair a point still is what one means, in CSS pixels. */
const NEAR = 16

function pointAt(plot: uPlot, { columns, points, pointMs }: Smoke): Point | undefined {
  const { idx, left = -1 } = plot.cursor
  if (idx === null || idx === undefined || left < 0) return undefined
  const x = columns.x[idx] ?? 0
  const far = Math.abs(plot.posToVal(left, 'x') - x) * 1_000 > pointMs
  if (far && Math.abs(plot.valToPos(x, 'x') - left) > NEAR) return undefined
  return points[columns.source[idx] ?? -1]
}
