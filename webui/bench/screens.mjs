// How fast the built page is in a real browser, against goals and floors; invented data answers.
//
//   node bench/screens.mjs DIST ZOOM [list,chart,live] [minutes]
//
// DIST is the built page, ZOOM the built bench/index.html. CHROMIUM names the browser; else the usual places are
// looked at. Exits with 1 where a floor is missed, with 3 where there is no browser.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { DESK, PATIENCE, launch } from '../e2e/visit.mjs'
import { allPoints, chart } from './chart.mjs'
import { missed } from './figures.mjs'
import { list } from './list.mjs'
import { RATE, live } from './live.mjs'

const [dist, zoom, parts = 'list,chart,live', minutes = '5'] = process.argv.slice(2)
const NO_BROWSER = 3
const MOCK = fileURLToPath(new URL('../dev/mock.mjs', import.meta.url))
const MEASURED = {
    list: () => served(dist, ['paths=10000'], list),
    chart: async () => {
        await served(dist, [], chart)
        await served(zoom, [], allPoints)
    },
    live: () => served(dist, ['paths=10000', `rate=${RATE}`], (open) => live(open, +minutes)),
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
const chosen = parts.split(',')
const unknown = chosen.filter((part) => !Object.hasOwn(MEASURED, part))
if (!dist || !zoom || unknown.length > 0 || !(Number(minutes) > 0)) {
    console.error(
        'say the built page, the built chart, which of list,chart,live, and minutes above 0',
    )
    process.exit(2)
}
const browser = await launch()
if (browser === undefined) {
    console.error('no Chromium in the usual places; CHROMIUM names one')
    process.exit(NO_BROWSER)
}
try {
    for (const part of chosen) await MEASURED[part]()
} finally {
    await browser.close()
}
if (missed.length > 0) console.error(`missed: ${missed.join('; ')}`)
process.exit(missed.length === 0 ? 0 : 1)

/** Measures with a server of its own, on any free port. */
async function served(folder, words, measure) {
    const args = [MOCK, '0', `dist=${folder}`, ...words]
    const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const end = () => server.kill()
    process.once('exit', end)
    try {
        const [said] = await once(server.stdout, 'data', { signal: AbortSignal.timeout(20_000) })
        await measure(opener(/http:\S+/.exec(String(said))[0]))
    } finally {
        process.off('exit', end)
        end()
    }
}

/** Opens pages that have nothing cached, and fails where one has an error. */
function opener(baseURL) {
    return async (before) => {
        const context = await browser.newContext({ viewport: DESK, colorScheme: 'dark', baseURL })
        context.setDefaultTimeout(PATIENCE.timeout)
        const page = await context.newPage()
        page.on('pageerror', (error) => {
            console.error(`error in the page: ${error.message}`)
            missed.push('a page without errors')
        })
        await page.addInitScript(before)
        return page
    }
}
