import { useEffect, useMemo, useRef, useState } from 'react'
import type { Palette } from '../chart/smoke'
import { cellUnder, drawMesh, layoutOf } from './draw'
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
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [room, setRoom] = useState(0)
  const layout = useMemo(() => layoutOf(matrix, room), [matrix, room])
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const resized = new ResizeObserver(() => setRoom(element.clientWidth))
    resized.observe(element)
    return () => resized.disconnect()
  }, [])
  useEffect(() => {
    const element = canvas.current
    const pen = element?.getContext('2d')
    if (!element || !pen || room === 0) return
    const scale = window.devicePixelRatio
    element.width = Math.ceil(layout.width * scale)
    element.height = Math.ceil(layout.height * scale)
    pen.setTransform(scale, 0, 0, scale, 0, 0)
    drawMesh(pen, matrix, layout, palette, selected)
  }, [matrix, layout, palette, selected, room])

  const under = (event: React.MouseEvent): Place | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const columns = matrix.targets.length
    return cellUnder(layout, columns, event.clientX - left, event.clientY - top)
  }
  return (
    <div
      ref={box}
      role="application"
      aria-label={`${label}. Arrow keys go from cell to cell, Enter opens the path.`}
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
      <canvas
        ref={canvas}
        aria-hidden="true"
        style={{ width: layout.width, height: layout.height }}
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
