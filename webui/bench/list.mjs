// The list of 10,000 paths: when its first row is there, and how long a key in its filter takes.

import { judge, quantile, spread } from './figures.mjs'
import { watch } from './watch.mjs'

const LOADS = 10
const ROW = 'tbody tr[data-index="0"]'
/** Each letter leaves fewer rows than the one before: else nothing would tell when the list is there. */
const TEXTS = ['re-06', '100.2', '00.77', 're-90', '100.5']

/** @param open opens a page with an empty cache */
export async function list(open) {
    const loads = []
    const contents = []
    for (let load = 0; load < LOADS; load++) {
        const page = await open(watch)
        await page.addInitScript((row) => (window.firstRow = window.watched.shown(row)), ROW)
        await page.goto('/', { waitUntil: 'commit' })
        const [row, content] = await page.evaluate(async () => {
            const at = await window.firstRow
            return [at, performance.getEntriesByName('first-contentful-paint')[0]?.startTime]
        })
        loads.push(row)
        contents.push(content)
        await page.context().close()
    }
    judge('10,000 paths, first row painted (median of 10 cold loads)', quantile(loads, 0.5), {
        ...{ unit: 'ms', goal: 700, floor: 1_000 },
    })
    console.log(`  the first row: ${spread(loads)}; first contentful paint: ${spread(contents)}`)
    await filter(await open(watch))
}

async function filter(page) {
    await page.goto('/')
    await page.waitForSelector(ROW)
    await page.waitForTimeout(3_000)
    await page.locator('#filter').focus()
    await page.evaluate(noteKeys)
    const took = []
    for (const text of TEXTS) {
        for (const key of [...text, ...Array.from(text, () => 'Backspace')]) {
            await page.keyboard.press(key)
            took.push(await page.evaluate(() => window.answered()))
            await page.waitForTimeout(120)
        }
    }
    await page.context().close()
    judge('10,000 paths, from a key in the filter to its list, p95', quantile(took, 0.95), {
        ...{ unit: 'ms', goal: 50, floor: 100 },
    })
    console.log(`  the keys: ${spread(took)}`)
}

/** `answered()` is how long it took from the newest key to the frame with another number of rows. */
function noteKeys() {
    const said = () =>
        [...document.querySelectorAll('[role=status]')]
            .map(({ textContent }) => textContent)
            .find((text) => text.includes('paths, worst first'))
    let [before, shown] = [said(), undefined]
    addEventListener(
        'keydown',
        (event) => {
            before = said()
            const { becomes, painted } = window.watched
            const other = becomes(() => said() !== before).then(painted)
            const late = new Promise((_, no) =>
                setTimeout(
                    () => no(new Error(`${event.key}: the list did not change: ${before}`)),
                    5_000,
                ),
            )
            shown = Promise.race([other, late]).then((at) => at - event.timeStamp)
            shown.catch(() => undefined)
        },
        true,
    )
    window.answered = () => shown
}
