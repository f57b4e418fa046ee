// The chart of a path over 100,000 results: zoom and drag, as the API answers and with all of them drawn.

import { judge, quantile, spread } from './figures.mjs'
import { watch } from './watch.mjs'

const PATH = '/paths/fra-1/edge-nrt'
const DAY = 86_400_000
/** A result each 10 s: 103,680. */
const DAYS = 12
const ZOOMS = 60
const FLOOR = { unit: 'ms', digits: 1 }

/**
 * The page of a path, every zoom with its requests: in the mean of its frames, and until the new chart is there.
 *
 * @param open opens a page with an empty cache
 */
export async function chart(open) {
    const page = await open(watch)
    const to = Math.floor(Date.now() / 1_000) * 1_000
    const answers = []
    page.on('response', async (response) => {
        if (!response.url().includes('/series?')) return
        const { points } = await response.json().catch(() => ({ points: [] }))
        answers.push({
            drawn: points.length,
            results: points.reduce((n, { count }) => n + count, 0),
        })
    })
    await page.goto(`${PATH}?from=${to - DAYS * DAY}&to=${to}`)
    await page.waitForSelector('.u-over')
    await page.waitForTimeout(3_000)
    const whole = answers.toSorted((a, b) => b.results - a.results)[0]
    console.log(
        `  the API tells ${whole.results} results as ${whole.drawn} points, all of which are drawn`,
    )
    page.removeAllListeners('response')
    await page.evaluate(followRequests)
    const [frames, longest, took] = [[], [], []]
    for (let zoom = 0; zoom < ZOOMS; zoom++) {
        const done = await zooms[zoom % zooms.length](page)
        frames.push(...done.frames)
        longest.push(Math.max(...done.frames))
        took.push(done.ms)
        await page.waitForTimeout(200)
    }
    const longTasks = await page.evaluate(() => window.watched.longTasks.length)
    await page.context().close()
    judged('zoom of the page of a path over 103,680 results', frames)
    console.log(`  the longest frame of each zoom: ${spread(longest)}`)
    console.log(`  until the new charts are there: ${spread(took)}`)
    console.log(`  ${longTasks} tasks over 50 ms, those of the start among them`)
}

const judged = (what, frames) => {
    judge(`${what}, frames p50`, quantile(frames, 0.5), { ...FLOOR, goal: 17, floor: 33 })
    judge(`${what}, frames p95`, quantile(frames, 0.95), { ...FLOOR, goal: 25, floor: 33 })
    console.log(`  its frames: ${spread(frames)}`)
}

const button = (name) => async (page) => {
    await page.evaluate(() => window.began())
    await page.getByRole('button', { name, exact: true }).click()
    return page.evaluate(() => window.arrived())
}

/** In by dragging over the chart, out by a double click, and by each of the buttons. */
const zooms = [
    async (page) => {
        const box = await page.locator('.u-over').first().boundingBox()
        const y = box.y + box.height / 2
        await page.mouse.move(box.x + box.width * 0.25, y)
        await page.evaluate(() => window.began())
        await page.mouse.down()
        await page.mouse.move(box.x + box.width * 0.75, y, { steps: 30 })
        await page.mouse.up()
        return page.evaluate(() => window.arrived())
    },
    button('Zoom in'),
    button('Earlier'),
    button('Later'),
    button('Zoom out'),
    button('Zoom out'),
]

/** `began()` and `arrived()` around a zoom: its frames, and how long from its last event to its charts. */
function followRequests() {
    let [open, frames, acted] = [0, undefined, 0]
    const asked = window.fetch
    window.fetch = async (...args) => {
        if (!String(args[0]?.url ?? args[0]).includes('/series?')) return asked(...args)
        open++
        try {
            const response = await asked(...args)
            await response.clone().arrayBuffer()
            return response
        } finally {
            open--
        }
    }
    for (const kind of ['pointerup', 'click'])
        addEventListener(kind, (event) => (acted = event.timeStamp), true)
    window.began = () => (frames = window.watched.frames())
    window.arrived = async () => {
        const { painted } = window.watched
        await painted()
        for (let waited = 0; open > 0; waited++) {
            if (waited > 600) throw new Error('the charts of a zoom did not come')
            await painted()
        }
        await painted() // the one in which the answers were taken over
        const at = await painted()
        return { frames: frames(), ms: at - acted }
    }
}

/** The page's chart with 100,000 points in it, zoomed and moved with each frame. */
export async function allPoints(open) {
    const page = await open(watch)
    await page.goto('/')
    await page.waitForSelector('.u-over')
    const { points, firstMs } = await page.evaluate(() => window.chart)
    await page.waitForTimeout(500)
    const frames = await page.evaluate((zooms) => window.chart.zoom(zooms), ZOOMS)
    await page.context().close()
    console.log(`  ${points} points: from points to their first chart ${firstMs.toFixed(0)} ms`)
    judged('the chart with 100,000 points, zoomed and moved each frame', frames)
}
