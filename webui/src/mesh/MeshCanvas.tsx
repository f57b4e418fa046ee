import { useEffect, useMemo, useRef } from 'react'
import type { Palette } from '../chart/smoke'
import { t } from '../language/text'
import { useWidth } from '../ui/useWidth'
import { type Layout, cellUnder, drawMesh, layoutOf } from './draw'
import { type Matrix, moved } from './matrix'

/** A place in the matrix. */
export type Place = readonly [row: number, column: number]

/**
 * The matrix as a picture: arrow keys and the pointer go over it, Enter and a click open
 * a path, of a finger the second one.
 */
export function MeshCanvas(props: {
  matrix: Matrix
  palette: Palette
  label: string
  selected: Place | undefined
  onSelect: (place: Place | undefined) => void
  onOpen: (place: Place) => void
}) {
  const { matrix, palette, label, selected, onSelect, onOpen } = props
  const { box, width } = useWidth()
  const layout = useMemo(() => layoutOf(matrix, width), [matrix, width])

  const under = (event: React.MouseEvent): Place | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const columns = matrix.targets.length
    return cellUnder(layout, columns, event.clientX - left, event.clientY - top)
  }
  return (
    <div
      ref={box}
      role="application"
      aria-label={t('{label}. Arrow keys go from cell to cell, Enter opens the path.', { label })}
      tabIndex={0}
      className="min-w-0 overflow-x-auto"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && selected) return onOpen(selected)
        const next = moved(matrix, selected ?? [0, 0], event.key)
        if (next === undefined) return
        event.preventDefault()
        onSelect(selected === undefined ? [0, 0] : next)
      }}
      onFocus={() => selected === undefined && onSelect([0, 0])}
    >
      <MeshPicture
        matrix={matrix}
        layout={layout}
        palette={palette}
        selected={selected}
        onPointerMove={(event) => {
          const place = under(event)
          if (place && event.pointerType === 'mouse') onSelect(place)
        }}
        onClick={(event) => {
          const place = under(event)
          if (place === undefined) return
          if (place.join() === selected?.join()) onOpen(place)
          else onSelect(place)
        }}
      />
    </div>
  )
}

/** The matrix in its layout, larger by a factor; what it shows has to be told in words, too. */
export function MeshPicture(
  props: {
    matrix: Matrix
    layout: Layout
    palette: Palette
    selected?: Place | undefined
    scale?: number
  } & Pick<React.ComponentProps<'canvas'>, 'onPointerMove' | 'onClick'>,
) {
  const { matrix, layout, palette, selected, scale = 1, ...events } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = layout
  useEffect(() => {
    const element = canvas.current
    const pen = element?.getContext('2d')
    if (!element || !pen || width === 0) return
    const dots = window.devicePixelRatio * scale
    element.width = Math.ceil(width * dots)
    element.height = Math.ceil(height * dots)
    pen.setTransform(dots, 0, 0, dots, 0, 0)
    drawMesh(pen, matrix, layout, palette, selected)
  }, [matrix, layout, width, height, palette, selected, scale])
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      style={{ width: width * scale, height: height * scale }}
      {...events}
    />
  )
}
