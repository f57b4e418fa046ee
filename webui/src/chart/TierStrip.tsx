import { useCallback, useEffect, useMemo, useRef } from 'react'
import type uPlot from 'uplot'
import type { Decision } from '../api/incidents'
import { t } from '../language/text'
import type { Palette } from './smoke'
import { LEVEL_WORDS, type TierSpan, drawTiers, spanAt } from './tiers'
import { GUTTER, axisStyle, frameOf, overTime, usePlot } from './time'
import type { Stretch } from './window'

const HEIGHT = 168
const ROWS = LEVEL_WORDS.length

/** Where the path stood between watched and analysed, under the axis and crosshair of the page. */
export function TierStrip(props: {
  spans: TierSpan[]
  decisions: Decision[]
  stretch: Stretch
  palette: Palette
  label: string
  onHover: (span: TierSpan | undefined) => void
  onZoom: (stretch: Stretch | undefined) => void
}) {
  const { spans, stretch, palette, label } = props
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const data = useMemo((): uPlot.AlignedData => {
    const edges = [stretch.from, ...spans.map(({ from }) => from), stretch.to]
    const x = [...new Set(edges)].sort((a, b) => a - b).map((ms) => ms / 1_000)
    return [x, x.map(() => null)]
  }, [spans, stretch])
  const make = useCallback((width: number) => optionsOf(latest, palette, width), [palette])
  const box = usePlot(make, HEIGHT, data)
  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      className="h-[168px] w-full"
      onDoubleClick={() => latest.current.onZoom(undefined)}
    />
  )
}

interface Latest {
  current: Parameters<typeof TierStrip>[0]
}

function optionsOf(latest: Latest, palette: Palette, width: number): uPlot.Options {
  const { axis, x, select, ...shared } = overTime({
    palette,
    stretch: () => latest.current.stretch,
    onZoom: (stretch) => latest.current.onZoom(stretch),
    below: 0,
  })
  return {
    ...shared,
    width,
    height: HEIGHT,
    scales: { x, y: { range: () => [0, ROWS] } },
    series: [{}, { stroke: 'transparent', width: 0, points: { show: false } }],
    axes: [
      axis,
      {
        ...axisStyle(palette),
        grid: { show: false },
        size: GUTTER,
        splits: () => LEVEL_WORDS.map((_, row) => row + 0.5),
        values: () => LEVEL_WORDS.map((word) => t(word)),
      },
    ],
    hooks: {
      draw: [(plot) => draw(plot, latest.current, palette)],
      setCursor: [(plot) => latest.current.onHover(hovered(plot, latest.current.spans))],
      setSelect: [select],
    },
  }
}

function draw(plot: uPlot, { spans, decisions }: Latest['current'], palette: Palette): void {
  plot.ctx.save()
  drawTiers(plot.ctx, frameOf(plot), spans, decisions, palette)
  plot.ctx.restore()
}

function hovered(plot: uPlot, spans: TierSpan[]): TierSpan | undefined {
  const left = plot.cursor.left ?? -1
  return left < 0 ? undefined : spanAt(spans, plot.posToVal(left, 'x') * 1_000)
}
