// The page's chart with as many points as no answer of the API has, for bench/chart.mjs.

import { useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Point } from '../src/api/types'
import '../src/app/styles.css'
import { SmokeChart } from '../src/chart/SmokeChart'
import { columnsOf, gapOf, topOf } from '../src/chart/columns'
import { usePalette } from '../src/chart/palette'
import type { Stretch } from '../src/chart/window'

declare global {
  interface Window {
    watched: { painted: () => Promise<number>; frames: () => () => number[] }
    chart: { points: number; firstMs: number; zoom: (times: number) => Promise<number[]> }
  }
}

const POINTS = 100_000
const EVERY_MS = 6_000
const TO = Date.UTC(2026, 10, 26)
const WHOLE: Stretch = { from: TO - POINTS * EVERY_MS, to: TO }

/** From 0 to 1, the same for the same number. */
function chance(seed: number): number {
  const x = Math.sin(seed + 1) * 10_000
  return x - Math.floor(x)
}

function pointAt(i: number): Point {
  const at = new Date(WHOLE.from + i * EVERY_MS).toISOString()
  if (chance(i * 3) > 0.997) {
    const nothing = { minUs: null, p50Us: null, meanUs: null, p95Us: null, maxUs: null }
    return { at, count: 1, unanswered: 1, lossRatio: null, ...nothing }
  }
  const p50Us = 20_000 * (1 + 0.2 * Math.sin(i / 2_000)) * (0.9 + 0.2 * chance(i))
  const spread = 0.05 + 0.3 * chance(i * 7)
  return {
    at,
    count: 1,
    unanswered: 0,
    lossRatio: chance(i * 11) > 0.99 ? 0.1 : 0,
    minUs: p50Us * (1 - spread),
    p50Us,
    meanUs: p50Us * 1.02,
    p95Us: p50Us * (1 + spread),
    maxUs: p50Us * (1 + 3 * spread),
  }
}

function Chart({ points }: { points: Point[] }) {
  const [stretch, setStretch] = useState(WHOLE)
  const palette = usePalette()
  const drawn = useMemo(() => {
    const gapUs = gapOf(points, 0, EVERY_MS * 1_000)
    return { columns: columnsOf(points, gapUs), top: topOf(points, false), pointMs: gapUs / 3_000 }
  }, [points])
  const smoke = useMemo(
    () => ({ ...drawn, points, stretch, headline: 'rttMeanUs', earlier: undefined }),
    [drawn, points, stretch],
  )
  useEffect(() => {
    zoomTo = (next) => flushSync(() => setStretch(next))
  }, [])
  return (
    <SmokeChart
      smoke={smoke}
      palette={palette}
      label="100,000 points"
      onHover={() => undefined}
      onZoom={() => undefined}
    />
  )
}

let zoomTo: (stretch: Stretch) => void = () => undefined

/** In to a twentieth, then along, then out again: a step with each frame. */
function stretches(times: number): Stretch[] {
  const part = (share: number, middle: number): Stretch => {
    const half = (share * (WHOLE.to - WHOLE.from)) / 2
    const at = WHOLE.from + middle * (WHOLE.to - WHOLE.from)
    return { from: at - half, to: at + half }
  }
  const shares = Array.from({ length: times }, (_, i) => 20 ** (-(i + 1) / times))
  const widest = 0.4
  return [
    ...shares.map((share) => part(share, 0.5)),
    ...shares.toReversed().map((share) => part(share, 0.5)),
    ...shares.map((_, i) => part(widest, 0.5 + 0.25 * Math.sin(i / 8))),
  ]
}

async function zoom(times: number): Promise<number[]> {
  const stop = window.watched.frames()
  for (const stretch of stretches(times)) {
    await new Promise<void>((done) =>
      requestAnimationFrame(() => {
        zoomTo(stretch)
        done()
      }),
    )
  }
  await window.watched.painted()
  return stop()
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const points = Array.from({ length: POINTS }, (_, i) => pointAt(i))
const began = performance.now()
createRoot(root).render(<Chart points={points} />)
void window.watched.painted().then(async () => {
  const drawn = await window.watched.painted()
  window.chart = { points: POINTS, firstMs: drawn - began, zoom }
})
