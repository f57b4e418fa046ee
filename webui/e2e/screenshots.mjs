// Visits every screen in every state of a running WaddlePerf, writes a picture of each, and fails
// on a console error, a request to another host, an accessibility violation (axe, WCAG 2.2 AA) or
// a page that is wider than its window.
//
//   node e2e/screenshots.mjs [base URL] [output folder]
//
// CHROMIUM names the browser; else the usual places are looked at. States that the system is not
// in (empty, loading, error, stale) are made by answering the page's requests here.

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const base = (process.argv[2] ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
const folder = process.argv[3] ?? 'target/screenshots'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const BROWSERS = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const FLAGS = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
]
const DESK = { width: 1400, height: 860 }
const PHONE = { width: 390, height: 844 }

const problems = []
let taken = 0

/** Opens a page in a state, checks it, and takes its picture. */
async function visit(browser, name, path, options = {}) {
    const { theme = 'dark', size = DESK, answers = {}, act, ready = 'h1' } = options
    const context = await browser.newContext({ viewport: size, colorScheme: theme })
    const page = await context.newPage()
    const expected = new Set(Object.keys(answers))
    const note = (what) => problems.push(`${name}: ${what}`)
    page.on('pageerror', (error) => note(`error in the page: ${error.message}`))
    page.on('console', (message) => {
        if (message.type() !== 'error') return
        const made = [...expected].some((part) => message.location().url.includes(part))
        if (!made) note(`console: ${message.text()} ${message.location().url}`)
    })
    page.on('request', (request) => {
        const url = request.url()
        if (!url.startsWith(base) && !/^(data|blob):/.test(url))
            note(`request to another host: ${url}`)
    })
    for (const [part, answer] of Object.entries(answers)) {
        await page.route((url) => url.pathname.includes(part), answer)
    }
    try {
        await page.goto(base + path)
        await page.waitForSelector(ready, { timeout: 10_000 })
        await act?.(page)
        await page.waitForTimeout(400)
        await page.screenshot({ path: `${folder}/${name}.png`, fullPage: size === PHONE })
        await check(page, note)
        taken++
    } catch (error) {
        note(error instanceof Error ? error.message : String(error))
    } finally {
        await context.close()
    }
}

async function check(page, note) {
    await page.evaluate(axe)
    const violations = await page.evaluate(async (tags) => {
        const { violations } = await axe.run(document, { runOnly: tags })
        return violations.map(
            (v) => `${v.id} (${v.impact}, ${v.nodes.length}): ${v.nodes[0].target}`,
        )
    }, AXE_TAGS)
    violations.forEach((violation) => note(`axe: ${violation}`))
    const [wide, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        innerWidth,
    ])
    if (wide > window) note(`the page is ${wide} px wide in a window of ${window} px`)
}

const EMPTY = {
    items: [],
    next: null,
    summary: { total: 0, failing: 0, breaching: 0, healthy: 0, stale: 0, unproven: 0 },
}
const AWAY = {
    type: 'https://waddleperf.io/problems/database-away',
    title: 'The database does not answer',
    status: 503,
    detail: 'Results are kept in Kafka and written when it is back.',
}
const json = (status, body) => (route) =>
    route.fulfill({
        status,
        contentType: status < 400 ? 'application/json' : 'application/problem+json',
        body: JSON.stringify(body),
    })
const never = () => undefined
const refuse = (route) => route.abort('connectionrefused')

/** The server answers once, then not at all. */
function dying() {
    let answered = 0
    return (route) => (answered++ === 0 ? route.continue() : refuse(route))
}

const chartDrawn = (page) => page.waitForSelector('canvas', { timeout: 10_000 })
const pathUrl = ({ probe, target }, search = '') =>
    `/paths/${encodeURIComponent(probe)}/${encodeURIComponent(target)}${search}`

async function fleet(browser) {
    const rows = 'tbody tr'
    await visit(browser, 'fleet-dark', '/', { ready: rows })
    await visit(browser, 'fleet-light', '/', { ready: rows, theme: 'light' })
    await visit(browser, 'fleet-phone', '/', { ready: rows, size: PHONE })
    await visit(browser, 'fleet-filtered', '/', {
        ready: rows,
        act: async (page) => {
            await page.keyboard.press('/')
            await page.keyboard.type('ping')
            await page.waitForURL(/q=/)
            await page.locator('#filter').evaluate((filter) => filter.blur())
            await page.keyboard.press('j')
            await page.keyboard.press('j')
        },
    })
    await visit(browser, 'fleet-loading', '/', { answers: { '/v1/paths': never } })
    await visit(browser, 'fleet-empty', '/', { answers: { '/v1/paths': json(200, EMPTY) } })
    await visit(browser, 'fleet-error', '/', {
        ready: '[role=alert]',
        answers: { '/v1/paths': json(503, AWAY) },
    })
    await visit(browser, 'fleet-stale', '/', {
        ready: rows,
        answers: { '/v1/paths': dying(), '/v1/stream': refuse },
        act: (page) => page.getByText('What you see is from').waitFor({ timeout: 30_000 }),
    })
}

async function path(browser, name, row) {
    await visit(browser, `${name}-dark`, pathUrl(row), { act: chartDrawn })
    await visit(browser, `${name}-light`, pathUrl(row), { act: chartDrawn, theme: 'light' })
    await visit(browser, `${name}-phone`, pathUrl(row), { act: chartDrawn, size: PHONE })
}

async function details(browser, row) {
    await visit(browser, 'path-hover', pathUrl(row, '?range=%2215m%22'), {
        act: async (page) => {
            await chartDrawn(page)
            const box = await page.locator('.u-over').first().boundingBox()
            await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2)
        },
    })
    await visit(browser, 'path-table', pathUrl(row, '?table=true'), {
        act: (page) =>
            page
                .getByRole('region', { name: /^Values/ })
                .first()
                .waitFor(),
    })
    await visit(browser, 'path-24h', pathUrl(row, '?range=%2224h%22'), { act: chartDrawn })
    await visit(browser, 'path-zoomed', pathUrl(row), {
        act: async (page) => {
            await chartDrawn(page)
            await page.getByRole('button', { name: 'Zoom in' }).click()
            await page.waitForURL(/from=/)
            await chartDrawn(page)
        },
    })
    await visit(browser, 'path-test-now', pathUrl(row), {
        act: async (page) => {
            await page.getByRole('button', { name: 'Test now' }).click()
            await page.getByRole('list', { name: 'Steps' }).first().waitFor()
            await page.getByRole('button', { name: 'Test now' }).waitFor({ timeout: 40_000 })
        },
    })
    await visit(browser, 'path-unknown', pathUrl({ probe: 'nobody', target: 'nowhere' }))
    await visit(browser, 'not-found', '/no/such/page')
}

const executablePath = BROWSERS.find((name) => name && existsSync(name))
if (executablePath === undefined) {
    console.error(
        'No Chromium found: install it (apt-get install chromium) or name it in CHROMIUM.',
    )
    process.exit(2)
}
mkdirSync(folder, { recursive: true })
const { items } = await fetch(`${base}/api/v1/paths`).then((response) => response.json())
const browser = await chromium.launch({ executablePath, args: FLAGS })
try {
    await fleet(browser)
    const kinds = (row) => new Set(row.checks.map((check) => check.test)).size
    const best = items.toSorted((a, b) => kinds(b) - kinds(a))[0]
    const failing = items.find((row) => row.state === 'failing')
    if (best) {
        await path(browser, 'path', best)
        await details(browser, best)
    }
    if (failing) await path(browser, 'path-failing', failing)
} finally {
    await browser.close()
}
console.log(`${taken} pictures in ${folder}`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
