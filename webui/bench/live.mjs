// The feed under 500 events a second: whether its memory stays.

import { judge, mean, quantile } from './figures.mjs'
import { watch } from './watch.mjs'

export const RATE = 500
const PARTS = 10
const MB = 1_048_576

/** @param open opens a page with an empty cache */
export async function live(open, minutes) {
    const page = await open(watch)
    await page.addInitScript(countEvents)
    await page.goto('/live')
    await page.waitForSelector('tbody tr[data-index="0"]')
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const heaps = []
    for (let part = 1; part <= PARTS; part++) {
        await page.waitForTimeout((minutes * 60_000) / PARTS)
        const { heap, nodes, listeners } = await measured(session)
        heaps.push(heap)
        const { arrived, missing, gaps, seconds } = await page.evaluate(() => window.counted())
        console.log(
            `  ${((part * minutes) / PARTS).toFixed(1)} min: heap ${(heap / MB).toFixed(2)} MiB, ` +
                `${nodes} nodes, ${listeners} listeners; ${arrived} events (${(arrived / seconds).toFixed(1)}/s), ` +
                `${missing} missing by number, ${gaps} gaps told`,
        )
    }
    const { arrived, missing, gaps, seconds } = await page.evaluate(() => window.counted())
    const said = await page.getByText('since you came').textContent()
    const stop = await page.evaluateHandle(() => window.watched.frames())
    await page.waitForTimeout(10_000)
    const frames = await stop.evaluate((stop) => stop())
    await page.context().close()
    console.log(
        `  the page says: ${said}; frames p50 ${quantile(frames, 0.5).toFixed(1)}, p95 ${quantile(frames, 0.95).toFixed(1)} ms`,
    )
    const [second, last] = [heaps.slice(3, 6), heaps.slice(6)].map(mean)
    const perMinute = (slope(heaps) * PARTS) / minutes
    console.log(
        `  slope of the heap from the fourth tenth on: ${(perMinute / 1_024).toFixed(1)} KiB a minute`,
    )
    judge(
        `${minutes} min of the feed, heap of the last third by that of the second`,
        last / second,
        {
            ...{ unit: 'times', digits: 3, goal: 1.05, floor: 1.1 },
        },
    )
    judge('... events that did not arrive, and gaps', missing + gaps, {
        unit: 'in all',
        goal: 0,
        floor: 0,
    })
    judge('... rate below the asked one', RATE / (arrived / seconds), {
        ...{ unit: 'times', digits: 3, goal: 1.01, floor: 1.05 },
    })
}

/** What is left once all garbage is gone. */
async function measured(session) {
    for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name) => metrics.find((one) => one.name === name).value
    return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') }
}

/** By how much a value rises from one to the next, by least squares, without the first three. */
function slope(values) {
    const rest = values.slice(3)
    const [x, y] = [(rest.length - 1) / 2, mean(rest)]
    const over = rest.reduce((sum, one, i) => sum + (i - x) * (one - y), 0)
    return over / rest.reduce((sum, _, i) => sum + (i - x) ** 2, 0)
}

/** Counts what comes by the page's stream, beside the page. */
function countEvents() {
    const seen = { arrived: 0, missing: 0, gaps: 0 }
    let [next, began] = [0, undefined]
    const Stream = window.EventSource
    window.EventSource = class extends Stream {
        constructor(...args) {
            super(...args)
            this.addEventListener('gap', () => seen.gaps++)
            this.addEventListener('result', ({ lastEventId }) => {
                const [kind, number] = lastEventId.split(':')
                if (kind !== '9') return
                began ??= performance.now()
                seen.arrived++
                if (Number(number) !== next) seen.missing += Math.max(1, Number(number) - next)
                next = Number(number) + 1
            })
        }
    }
    window.counted = () => ({ ...seen, seconds: (performance.now() - began) / 1_000 })
}
