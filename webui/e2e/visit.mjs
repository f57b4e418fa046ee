// Opens a page in a state, checks it and takes its picture; what is wrong is gathered.

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

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
/** So many pages are open at a time: much of a visit is waiting, and two cores draw no more of them in time. */
const AT_ONCE = 3
/** For a page to be there, and for what is waited for on it, where a machine has much else to do. */
export const PATIENCE = { timeout: 40_000 }
/** The reader's language, by which the page chooses its own. */
export const ENGLISH = 'en-GB'
export const DESK = { width: 1400, height: 860 }
export const PHONE = { width: 390, height: 844 }

/** So much may move, as a layout shift is counted, while a page arrives and nobody touches it. */
const MOST_SHIFT = 0.05

/** What was wrong, in words. */
export const problems = []

/** How many pictures there are. */
export let taken = 0

let open = 0
const waiting = []

/** A browser, or undefined where there is none. */
export async function launch() {
    const executablePath = BROWSERS.find((name) => name && existsSync(name))
    return executablePath && chromium.launch({ executablePath, args: FLAGS })
}

/**
 * A function that opens a page in a state, checks it, and takes its picture; it waits for its turn where walks go
 * side by side.
 */
export function visitor(browser, base, folder) {
    return async (name, path, options = {}) => {
        if (open < AT_ONCE) open++
        else await new Promise((turn) => waiting.push(turn))
        try {
            await visit({ browser, base, folder }, name, path, options)
        } finally {
            const next = waiting.shift()
            if (next) next()
            else open--
        }
    }
}

async function visit({ browser, base, folder }, name, path, options) {
    const { theme = 'dark', size = DESK, answers = {}, act, ready = 'h1' } = options
    const { locale = ENGLISH, still = false } = options
    const context = await browser.newContext({ viewport: size, colorScheme: theme, locale })
    context.setDefaultTimeout(PATIENCE.timeout)
    const page = await context.newPage()
    const expected = Object.keys(answers)
    const note = (what) => problems.push(`${name}: ${what}`)
    page.on('pageerror', (error) => note(`error in the page: ${error.message}`))
    page.on('console', (message) => {
        if (message.type() !== 'error') return
        const made = expected.some((part) => message.location().url.includes(part))
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
    if (still) await page.addInitScript(noteShifts)
    try {
        await page.goto(base + path)
        await page.waitForSelector(ready, PATIENCE)
        await act?.(page)
        await page.waitForTimeout(400)
        if (still) await checkShifts(page, note)
        await page.screenshot({ path: `${folder}/${name}.png`, fullPage: size === PHONE })
        await check(page, note)
        taken++
    } catch (error) {
        note(error instanceof Error ? error.message : String(error))
    } finally {
        await context.close()
    }
}

/** Runs in the page before its own code: what moves by itself, and how much of the window that is. */
function noteShifts() {
    const named = ({ node }) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)
    window.shifts = []
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries()) {
            if (hadRecentInput) continue
            const texts = sources.map(
                (source) =>
                    `${named(source)?.tagName} "${named(source)?.textContent.slice(0, 30)}"`,
            )
            window.shifts.push({ value, moved: texts.join(', ') })
        }
    }).observe({ type: 'layout-shift', buffered: true })
}

/** The sum of all shifts: a page that is still at its end has none of them later. */
async function checkShifts(page, note) {
    const shifts = await page.evaluate(() => window.shifts)
    const sum = shifts.reduce((sum, { value }) => sum + value, 0)
    if (sum < MOST_SHIFT) return
    const [most] = shifts.toSorted((a, b) => b.value - a.value)
    note(
        `layout shift ${sum.toFixed(3)}, at most ${MOST_SHIFT}; most of it ${most.value.toFixed(3)}: ${most.moved}`,
    )
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

/** What the API says while its database is away. */
export const AWAY = {
    type: 'https://waddleperf.io/problems/database-away',
    title: 'The database does not answer',
    status: 503,
    detail: 'Results are kept in Kafka and written when it is back.',
}
/** Answers a request with JSON. */
export const json = (status, body) => (route) =>
    route.fulfill({
        status,
        contentType: status < 400 ? 'application/json' : 'application/problem+json',
        body: JSON.stringify(body),
    })

/** Leaves a request without an answer. */
export const never = () => undefined

/** Breaks a request off. */
export const refuse = (route) => route.abort('connectionrefused')

/** Answers for some seconds from the first request on, so that all of a page is there, then not at all. */
export function forAWhile(answer) {
    let until
    return (route) => {
        until ??= Date.now() + 5_000
        return Date.now() < until ? answer(route) : refuse(route)
    }
}

/** The server answers once, then not at all. */
export function dying() {
    let answered = 0
    return (route) => (answered++ === 0 ? route.continue() : refuse(route))
}
