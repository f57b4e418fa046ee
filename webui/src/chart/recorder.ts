import type { Frame, Palette, Pen } from './smoke'

/** Colours by the names of what they stand for, for tests. */
export const PALETTE: Palette = {
  text: 'text',
  grid: 'grid',
  band: 'band',
  inner: 'inner',
  line: ['calm', 'some', 'much', 'most'],
  failed: 'red',
  healthy: 'green',
  breaching: 'amber',
  stale: 'violet',
}

/** Two pixels a second, one a microsecond from below. */
export const FRAME: Frame = {
  left: 0,
  top: 0,
  width: 1_000,
  height: 100,
  scale: 1,
  xOf: (seconds) => (seconds % 86_400) * 2,
  yOf: (us) => 100 - us,
}

/** Writes down what is drawn. */
export class Recorder {
  readonly strokes: string[] = []
  readonly dots: string[] = []
  readonly rects: string[] = []
  readonly dashes: number[][] = []
  readonly texts: string[] = []
  fills = 0
  private path: string[] = []

  readonly pen: Pen = {
    lineWidth: 1,
    strokeStyle: '',
    fillStyle: '',
    globalAlpha: 1,
    font: '',
    textAlign: 'left',
    textBaseline: 'alphabetic',
    beginPath: () => (this.path = []),
    moveTo: (x, y) => this.path.push(`${x},${y}`),
    lineTo: (x, y) => this.path.push(`${x},${y}`),
    arc: (x, y) => this.dots.push(`${String(this.pen.fillStyle)} ${x},${y}`),
    closePath: () => undefined,
    stroke: () => this.strokes.push([String(this.pen.strokeStyle), ...this.path].join(' ')),
    fill: () => this.fills++,
    fillRect: (x, y, w, h) =>
      this.rects.push(
        `${String(this.pen.fillStyle)} ${this.pen.globalAlpha} ${short(x)},${short(y)} ${short(w)}x${short(h)}`,
      ),
    setLineDash: (dash) => this.dashes.push([...dash]),
    fillText: (text, x, y) => this.texts.push(`${text} ${short(x)},${short(y)}`),
  }
}

/** Without the noise of binary fractions. */
const short = (value: number): number => Number(value.toFixed(2))
