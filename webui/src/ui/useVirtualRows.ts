import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The rows of a long table that are near the window; the page scrolls, not the table. */
export interface VirtualRows {
  table: RefObject<HTMLTableElement | null>
  rows: readonly { index: number; key: React.Key }[]
  /** The height of what is left out above and below. */
  beforePx: number
  afterPx: number
  /** The ref of each row, which also needs its `data-index`. */
  measure: (row: HTMLElement | null) => void
}

/**
 * @param keyOf of the row at a place; must be stable while the rows are the same: with another all heights are
 *   gathered anew
 * @param rowPx as high as most rows are
 * @param overscan rows that are there above and below the window, so that keys walk on
 */
export function useVirtualRows(props: {
  count: number
  keyOf: (index: number) => React.Key
  rowPx: number
  overscan: number
}): VirtualRows {
  const { count, keyOf, rowPx, overscan } = props
  const table = useRef<HTMLTableElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const body = table.current?.tBodies[0]
    if (body) setTop(body.getBoundingClientRect().top + window.scrollY)
  }, [])
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => rowPx,
    getItemKey: keyOf,
    overscan,
    scrollMargin: top,
    scrollPaddingStart: HEADER_PX,
  })
  const items = virtual.getVirtualItems()
  return {
    table,
    rows: items.map(({ index, key }) => ({ index, key: String(key) })),
    beforePx: Math.max(0, (items[0]?.start ?? top) - top),
    afterPx: Math.max(0, virtual.getTotalSize() + top - (items.at(-1)?.end ?? top)),
    measure: virtual.measureElement,
  }
}

/** What the head of the page covers, and a little more. */
const HEADER_PX = 64
