// A path, the matrix of all of them and the map in a real browser: every state of each, by pointer and by
// keyboard, in both themes and at phone width.
//
//   node e2e/paths.mjs [base URL] [output folder] [probe] [target]
//
// CHROMIUM names the browser. States that the system is not in are made by answering here.

import { mkdirSync } from 'node:fs'
import { mesh, targets } from '../dev/mesh.mjs'
import {
    AWAY,
    PHONE,
    dying,
    json,
    launch,
    never,
    problems,
    refuse,
    taken,
    visitor,
} from './visit.mjs'
import { mapScreens } from './map.mjs'
import { decisions, ways } from './way.mjs'

const base = (process.argv[2] ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
const folder = process.argv[3] ?? 'target/screenshots'
const id = { probe: process.argv[4] ?? 'local', target: process.argv[5] ?? 'responder' }
const NO_BROWSER = 3

const FORBIDDEN = json(403, {
    type: 'https://waddleperf.io/problems/forbidden',
    title: 'This is not yours to see',
    status: 403,
    detail: 'it needs the role viewer of this probe',
})
const url = (search = '') =>
    `/paths/${encodeURIComponent(id.probe)}/${encodeURIComponent(id.target)}${search}`
const drawn = (page) => page.waitForSelector('[aria-label^="Check"] canvas', { timeout: 15_000 })
const tiers = (page) =>
    page.waitForSelector('[aria-label="Escalation"] canvas', { timeout: 15_000 })

async function path(visit) {
    const both = async (page) => {
        await tiers(page)
        await drawn(page)
    }
    await visit('path-real-dark', url('?range=%2215m%22'), { act: both })
    await visit('path-real-light', url('?range=%2215m%22'), { act: both, theme: 'light' })
    await visit('path-real-phone', url('?range=%2215m%22'), { act: both, size: PHONE })
    await visit('path-compared', url('?range=%2215m%22'), {
        act: async (page) => {
            await both(page)
            await page.getByLabel('Compare with').selectOption('day')
            await page.waitForURL(/compare=day/)
            await page.getByText('a day before').nth(1).waitFor()
        },
    })
    await visit('path-tables', url('?table=true'), {
        act: (page) => page.getByRole('region', { name: 'States' }).waitFor(),
    })
    await zoom(visit, both)
    await family(visit)
}

/** Drag, buttons and a double click end in the same place: the URL. */
async function zoom(visit, both) {
    await visit('path-dragged', url('?range=%2215m%22&compare=day'), {
        act: async (page) => {
            await both(page)
            const strip = page.locator('.u-over').first() // is there whether or not there are results
            const box = await strip.boundingBox()
            const y = box.y + box.height / 2
            await page.mouse.move(box.x + box.width * 0.97, y)
            await page.waitForFunction(
                () => document.querySelectorAll('.u-cursor-x:not(.u-off)').length > 1,
                undefined,
                { timeout: 5_000 },
            )
            await page.mouse.down()
            await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 })
            await page.mouse.up()
            await page.waitForURL(/from=\d+/)
            if (!page.url().includes('compare=')) throw new Error('zooming forgot to compare')
            await strip.dblclick()
            await page.waitForURL((now) => !now.search.includes('from='))
            await page.getByRole('button', { name: 'Zoom in' }).press('Enter')
            await page.waitForURL(/from=\d+/)
        },
    })
}

async function family(visit) {
    await visit('path-family', url(), {
        act: async (page) => {
            await page.getByRole('button', { name: 'Choose a test…' }).press('Enter')
            await page.getByRole('combobox', { name: 'Test' }).selectOption('ping')
            await page.getByLabel('Address family').selectOption('IPv6')
            const sent = page.waitForRequest(/tests\/run/)
            await page.getByRole('button', { name: 'Run it' }).press('Enter')
            const { families } = (await sent).postDataJSON()
            if (families?.join() !== 'ipv6') throw new Error(`the order says ${families}`)
        },
        answers: { '/v1/tests/run': (route) => route.continue() },
    })
}

/** A way that changed, and each state of the cards that ask for themselves. */
async function states(visit) {
    const now = Date.now()
    const told = {
        '/v1/escalations': json(200, { items: decisions(id, now), next: null }),
        '/v1/results': (route) => {
            const query = new URL(route.request().url()).searchParams
            const tier = query.get('tier')
            const all = ways(id, now).filter((way) => tier === null || way.tier === +tier)
            return json(200, { items: all, next: null })(route)
        },
        '/v1/paths': await withWay(now),
    }
    const changed = async (page) => {
        await page.getByText('Hop 4 changed from 198.51.100.22').waitFor()
        await page.getByRole('region', { name: 'The way', exact: true }).scrollIntoViewIfNeeded()
        await page.getByRole('table').getByText('was 198.51.100.22').waitFor()
    }
    await visit('path-way-dark', url(), { answers: told, act: changed })
    await visit('path-way-light', url(), { answers: told, act: changed, theme: 'light' })
    await visit('path-way-phone', url(), { answers: told, act: changed, size: PHONE })
    const card = (name) => (page) => page.getByRole('region', { name }).waitFor()
    await visit('path-tiers-loading', url(), { answers: { '/v1/escalations': never } })
    await visit('path-tiers-error', url(), {
        answers: { '/v1/escalations': json(503, AWAY), '/v1/series': json(503, AWAY) },
        ready: '[role=alert]',
        act: card('Escalation'),
    })
    await visit('path-forbidden', url(), {
        answers: { '/v1/escalations': FORBIDDEN, '/v1/series': FORBIDDEN },
        ready: '[role=alert]',
        act: (page) => page.getByText('This is not yours to see').first().waitFor(),
    })
    await visit('path-stale', url(), {
        answers: { '/v1/escalations': dying(), '/v1/stream': refuse },
        act: (page) => page.getByText('What you see is from').first().waitFor({ timeout: 30_000 }),
    })
}

/** The path as it is now, and traceroutes among its checks. */
async function withWay(now) {
    const query = new URLSearchParams({ ...id, limit: '1' })
    const page = await fetch(`${base}/api/v1/paths?${query}`).then((answer) => answer.json())
    const [result] = ways(id, now)
    const check = {
        ...{ check: 'traceroute', test: 'traceroute', family: 'ipv4', state: 'healthy', load: 0 },
        ...{ reason: '', intervalUs: 900_000_000, headline: null, result },
    }
    const row = { ...page.items[0], state: 'breaching', pathState: 'analysing' }
    const others = row.checks.filter(({ test }) => test !== 'traceroute')
    return json(200, { ...page, items: [{ ...row, checks: [...others, check] }] })
}

async function matrix(visit) {
    const ready = '[role=application]'
    await visit('mesh-real', '/mesh', { ready })
    const answers = {
        '/v1/mesh': (route) => {
            const query = Object.fromEntries(new URL(route.request().url()).searchParams)
            return json(200, mesh(query, Date.now()))(route)
        },
        '/v1/targets': json(200, targets()),
    }
    await visit('mesh-dark', '/mesh', { ready, answers })
    await visit('mesh-light', '/mesh', { ready, answers, theme: 'light' })
    await visit('mesh-phone', '/mesh', { ready, answers, size: PHONE })
    await visit('mesh-loss', '/mesh?metric=lossRatio', { ready, answers })
    await visit('mesh-table', '/mesh?table=true', {
        answers,
        act: (page) => page.getByRole('region', { name: 'Paths, the worst first' }).waitFor(),
    })
    await visit('mesh-keys', '/mesh', { ready, answers, act: byKeys })
    await visit('mesh-then', '/mesh', { ready, answers, act: backInTime })
    await visit('mesh-loading', '/mesh', { answers: { '/v1/mesh': never } })
    await visit('mesh-error', '/mesh', {
        ready: '[role=alert]',
        answers: { '/v1/mesh': json(503, AWAY) },
    })
    await visit('mesh-forbidden', '/mesh', {
        ready: '[role=alert]',
        answers: { '/v1/mesh': FORBIDDEN },
    })
    await visit('mesh-empty', '/mesh?metric=bitsPerSecond', {
        answers: {
            '/v1/mesh': (route) =>
                json(200, { ...mesh({}, Date.now()), ...NONE, metric: 'bitsPerSecond' })(route),
        },
        act: (page) => page.getByText('No path has throughput').waitFor(),
    })
}

const NONE = {
    probes: { id: [], site: [] },
    targets: { id: [], address: [] },
    cells: { probe: [], target: [], check: [], value: [], atMs: [] },
}

async function byKeys(page) {
    await page.locator('[role=application]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page
        .getByRole('status')
        .getByRole('link', { name: /ber-3.*at ber-1/ })
        .waitFor()
    await page.keyboard.press('PageUp')
    await page.keyboard.press('ArrowRight')
    await page.getByText('Back, fra-1 → at ber-1').waitFor()
}

async function backInTime(page) {
    await page.getByRole('slider', { name: 'Time of the matrix' }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(/at=\d+/)
    await page.getByRole('button', { name: 'Earlier' }).press('Enter')
    await page.getByRole('button', { name: 'Back to now' }).press('Enter')
    await page.waitForURL((now) => !now.search.includes('at='))
    await page.getByRole('button', { name: 'Earlier' }).press('Enter')
    await page.waitForURL(/at=\d+/)
}

const browser = await launch()
if (browser === undefined) {
    console.error('No Chromium found: install it or name it in CHROMIUM.')
    process.exit(NO_BROWSER)
}
mkdirSync(folder, { recursive: true })
const visit = visitor(browser, base, folder)
try {
    await path(visit)
    await states(visit)
    await matrix(visit)
    await mapScreens(visit)
} finally {
    await browser.close()
}
console.log(`${taken} pictures in ${folder}`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
