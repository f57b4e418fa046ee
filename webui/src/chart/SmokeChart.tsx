import { useEffect, useMemo, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Point } from '../api/types'
import { axisLabels } from '../format/numbers'
import { axisTime } from '../format/times'
import { metricValue } from '../format/words'
import type { Columns, Top } from './columns'
import type { Stretch } from './window'
import { type Frame, type Palette, drawCuts, drawFailures, drawLine } from './smoke'

const HEIGHT = 208

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
}

/** Spread, mean and failures over time. The crosshair is shared by all charts of the page. */
export function SmokeChart(props: {
  smoke: Smoke
  palette: Palette
  label: string
  onHover: (point: Point | undefined) => void
  onZoom: (stretch: Stretch | undefined) => void
}) {
  const { smoke, palette, label } = props
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | undefined>(undefined)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    const element = box.current
    if (element === null) return
    const plot = new uPlot(optionsOf(latest, palette, element.clientWidth), [[]], element)
    chart.current = plot
    const resized = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: HEIGHT }),
    )
    resized.observe(element)
    return () => {
      resized.disconnect()
      plot.destroy()
      chart.current = undefined
    }
  }, [palette])

  const data = useMemo(() => {
    const { x, max, p95, min, mean } = smoke.columns
    return [x, max, p95, min, mean] as uPlot.AlignedData
  }, [smoke])
  useEffect(() => chart.current?.setData(data), [data, palette])

  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      className="h-[208px] w-full"
      onDoubleClick={() => latest.current.onZoom(undefined)}
    />
  )
}

interface Latest {
  current: Parameters<typeof SmokeChart>[0]
}

function optionsOf(latest: Latest, palette: Palette, width: number): uPlot.Options {
  const hidden: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } }
  const axis = { stroke: palette.text, font: '11px system-ui, sans-serif' }
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    scales: {
      x: {
        range: () => {
          const { from, to } = latest.current.smoke.stretch
          return [from / 1_000, to / 1_000]
        },
      },
      y: { range: () => [0, latest.current.smoke.top.topUs] },
    },
    series: [{}, hidden, hidden, hidden, hidden],
    bands: [
      { series: [1, 3], fill: palette.band },
      { series: [2, 3], fill: palette.inner },
    ],
    axes: [
      {
        ...axis,
        size: 28,
        grid: { stroke: palette.grid, width: 1 },
        ticks: { show: false },
        values: (_plot, splits, _axis, _space, increment) =>
          splits.map((seconds) => axisTime(seconds, increment)),
      },
      {
        ...axis,
        size: 66,
        space: 28,
        grid: { stroke: palette.grid, width: 1 },
        ticks: { show: false },
        values: (_plot, splits) => labels(latest.current.smoke, splits),
      },
    ],
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false },
      bind: { dblclick: () => null },
      sync: {
        key: 'path',
        scales: ['x', null],
        filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
      },
    },
    hooks: {
      draw: [(plot) => draw(plot, latest.current.smoke, palette)],
      setCursor: [(plot) => latest.current.onHover(pointAt(plot, latest.current.smoke))],
      setSelect: [(plot) => select(plot, latest.current.onZoom)],
    },
  }
}

function labels({ top, headline }: Smoke, splits: number[]): string[] {
  if (top.peakUs === 0) return splits.map(() => '')
  return headline.endsWith('Us')
    ? axisLabels(splits)
    : splits.map((value) => metricValue(headline, value))
}

function draw(plot: uPlot, { columns, points, top, pointMs }: Smoke, palette: Palette): void {
  const { left, top: edge, width, height } = plot.bbox
  const frame: Frame = {
    left,
    top: edge,
    width,
    height,
    scale: uPlot.pxRatio,
    xOf: (seconds) => plot.valToPos(seconds, 'x', true),
    yOf: (us) => plot.valToPos(us, 'y', true),
  }
  const pen = plot.ctx
  pen.save()
  pen.beginPath()
  pen.rect(left, edge, width, height)
  pen.clip()
  drawFailures(pen, frame, columns, points, pointMs / 1_000, palette)
  drawLine(pen, frame, columns, points, palette)
  if (top.cut > 0) drawCuts(pen, frame, columns, top.topUs, palette)
  pen.restore()
}

function pointAt(plot: uPlot, { columns, points }: Smoke): Point | undefined {
  const index = plot.cursor.idx
  if (index === null || index === undefined || (plot.cursor.left ?? -1) < 0) return undefined
  return points[columns.source[index] ?? -1]
}

function select(plot: uPlot, onZoom: (stretch: Stretch) => void): void {
  const { left, width } = plot.select
  if (width < 4) return
  const at = (position: number): number => Math.round(plot.posToVal(position, 'x') * 1_000)
  const stretch = { from: at(left), to: at(left + width) }
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  if (stretch.to - stretch.from >= 1_000) onZoom(stretch)
}
