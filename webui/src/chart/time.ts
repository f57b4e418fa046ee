import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import { axisTime } from '../format/times'
import type { Frame, Palette } from './smoke'
import type { Stretch } from './window'

/** What lies left of every chart, so that all of a page have one time axis. */
export const GUTTER = 66

/** Options that all charts over time share: one axis, one crosshair, drag to zoom. */
export function overTime(chart: {
  palette: Palette
  stretch: () => Stretch
  onZoom: (stretch: Stretch) => void
  /** Between the plot and the labels of the time, in CSS pixels. */
  below: number
}): Pick<uPlot.Options, 'legend' | 'padding' | 'cursor'> & {
  axis: uPlot.Axis
  x: uPlot.Scale
  select: (plot: uPlot) => void
} {
  const { palette, stretch, onZoom, below } = chart
  return {
    legend: { show: false },
    padding: [8, 20, 0, 0],
    x: {
      range: () => {
        const { from, to } = stretch()
        return [from / 1_000, to / 1_000]
      },
    },
    axis: {
      ...axisStyle(palette),
      size: 28 + below,
      gap: 5 + below,
      values: (_plot, splits, _axis, _space, increment) =>
        splits.map((seconds) => axisTime(seconds, increment)),
    },
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
    select: (plot) => selected(plot, onZoom),
  }
}

/** How an axis looks. */
export const axisStyle = (palette: Palette): uPlot.Axis => ({
  stroke: palette.text,
  font: '11px system-ui, sans-serif',
  grid: { stroke: palette.grid, width: 1 },
  ticks: { show: false },
})

function selected(plot: uPlot, onZoom: (stretch: Stretch) => void): void {
  const { left, width } = plot.select
  if (width < 4) return
  const at = (position: number): number => Math.round(plot.posToVal(position, 'x') * 1_000)
  const stretch = { from: at(left), to: at(left + width) }
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  if (stretch.to - stretch.from >= 1_000) onZoom(stretch)
}

/** Where a plot's values lie on its canvas. */
export function frameOf(plot: uPlot): Frame {
  const { left, top, width, height } = plot.bbox
  return {
    left,
    top,
    width,
    height,
    scale: uPlot.pxRatio,
    xOf: (seconds) => plot.valToPos(seconds, 'x', true),
    yOf: (value) => plot.valToPos(value, 'y', true),
  }
}

/** A plot that lives in an element, is as wide as it, and is made anew where its making changes. */
export function usePlot(
  make: (width: number) => uPlot.Options,
  height: number,
  data: uPlot.AlignedData,
): React.RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | undefined>(undefined)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const made = new uPlot(make(element.clientWidth), [[]], element)
    plot.current = made
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }))
    resized.observe(element)
    return () => {
      resized.disconnect()
      made.destroy()
      plot.current = undefined
    }
  }, [make, height])
  useEffect(() => plot.current?.setData(data), [data, make])
  return box
}
