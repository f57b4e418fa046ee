import type { Point } from '../api/types'
import { type Columns, lossOf, lossShade } from './columns'

/** The colours of a chart, of the theme in force. */
export interface Palette {
  text: string
  grid: string
  band: string
  inner: string
  /** By shade of loss. */
  line: readonly [string, string, string, string]
  failed: string
  /** Of the states that a path goes through. */
  healthy: string
  breaching: string
  stale: string
}

/** The part of a canvas' context that is drawn with. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'fill'
  | 'arc'
  | 'fillRect'
  | 'closePath'
  | 'lineWidth'
  | 'strokeStyle'
  | 'fillStyle'
  | 'globalAlpha'
  | 'setLineDash'
  | 'fillText'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>

/** Where values lie on the canvas, in its pixels. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
  scale: number
  xOf(seconds: number): number
  yOf(us: number): number
}

/** The line of the medians, each piece in the shade of its loss; a lone point is a dot. */
export function drawLine(
  pen: Pen,
  frame: Frame,
  columns: Columns,
  points: Point[],
  palette: Palette,
): void {
  pen.lineWidth = 1.75 * frame.scale
  const dots = columns.x.length < frame.width / (14 * frame.scale)
  columns.x.forEach((x, i) => {
    const median = columns.median[i] ?? null
    if (median === null) return
    const colour = palette.line[lossShade(points[columns.source[i] ?? -1]?.lossRatio ?? null)]
    const before = columns.median[i - 1] ?? null
    if (before !== null) {
      pen.strokeStyle = colour
      pen.beginPath()
      pen.moveTo(frame.xOf(columns.x[i - 1] ?? x), frame.yOf(before))
      pen.lineTo(frame.xOf(x), frame.yOf(median))
      pen.stroke()
    }
    const alone = before === null && (columns.median[i + 1] ?? null) === null
    if (dots || alone) dot(pen, frame, x, median, colour)
  })
}

function dot(pen: Pen, frame: Frame, x: number, us: number, colour: string): void {
  pen.fillStyle = colour
  pen.beginPath()
  pen.arc(frame.xOf(x), frame.yOf(us), 2.25 * frame.scale, 0, 2 * Math.PI)
  pen.fill()
}

/** Each point without an answer: a tick at the bottom, and a veil over its time. */
export function drawFailures(
  pen: Pen,
  frame: Frame,
  columns: Columns,
  points: Point[],
  widthSeconds: number,
  palette: Palette,
): void {
  pen.fillStyle = palette.failed
  const wide = Math.max(2 * frame.scale, frame.xOf(widthSeconds) - frame.xOf(0))
  columns.x.forEach((x, i) => {
    const point = points[columns.source[i] ?? -1]
    if (point === undefined || point.unanswered === 0) return
    const left = frame.xOf(x) - wide / 2
    const tick = 10 * frame.scale
    pen.globalAlpha = 0.14 * (point.unanswered / Math.max(1, point.count))
    pen.fillRect(left, frame.top, wide, frame.height)
    pen.globalAlpha = 1
    pen.fillRect(left, frame.top + frame.height - tick, wide, tick)
  })
}

/** A small arrow at the top edge over each point that reaches above it. */
export function drawCuts(
  pen: Pen,
  frame: Frame,
  columns: Columns,
  topUs: number,
  palette: Palette,
): void {
  pen.fillStyle = palette.text
  const size = 4 * frame.scale
  columns.x.forEach((x, i) => {
    if ((columns.max[i] ?? 0) <= topUs) return
    const middle = frame.xOf(x)
    pen.beginPath()
    pen.moveTo(middle, frame.top + 1)
    pen.lineTo(middle - size, frame.top + 1 + 1.5 * size)
    pen.lineTo(middle + size, frame.top + 1 + 1.5 * size)
    pen.closePath()
    pen.fill()
  })
}

/** The line of another period under this one's, dashed; gaps stay open. */
export function drawEarlier(pen: Pen, frame: Frame, earlier: Columns, palette: Palette): void {
  pen.strokeStyle = palette.text
  pen.lineWidth = 1.25 * frame.scale
  pen.setLineDash([4 * frame.scale, 3 * frame.scale])
  pen.beginPath()
  let open = false
  earlier.x.forEach((x, i) => {
    const median = earlier.median[i] ?? null
    if (median !== null) {
      if (open) pen.lineTo(frame.xOf(x), frame.yOf(median))
      else pen.moveTo(frame.xOf(x), frame.yOf(median))
    }
    open = median !== null
  })
  pen.stroke()
  pen.setLineDash([])
}

/** How high the strip below a chart is, and how far from it, in CSS pixels. */
export const STRIP = { height: 8, gap: 4 }

/**
 * The strip below a chart: for each point how much got lost, the more the taller and the darker; a
 * thin line where all came back, nothing where nothing was tested.
 */
export function drawLossStrip(
  pen: Pen,
  frame: Frame,
  columns: Columns,
  points: Point[],
  widthSeconds: number,
  palette: Palette,
): void {
  const wide = Math.max(2 * frame.scale, frame.xOf(widthSeconds) - frame.xOf(0))
  const bottom = frame.top + frame.height + (STRIP.gap + STRIP.height) * frame.scale
  columns.x.forEach((x, i) => {
    const point = points[columns.source[i] ?? -1]
    if (point === undefined) return
    const loss = lossOf(point)
    if (loss === null) return
    const high = Math.max(1, STRIP.height * (loss === 0 ? 0.125 : 0.4 + 0.6 * loss)) * frame.scale
    const left = Math.max(frame.left, frame.xOf(x) - wide / 2)
    const right = Math.min(frame.left + frame.width, frame.xOf(x) + wide / 2)
    if (right <= left) return
    pen.fillStyle = palette.line[lossShade(loss)]
    pen.fillRect(left, bottom - high, right - left, high)
  })
}
