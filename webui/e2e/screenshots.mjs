// Visits every screen in every state of a running WaddlePerf, writes a picture of each, and fails
// on a console error, a request to another host, an accessibility violation (axe, WCAG 2.2 AA) or
// a page that is wider than its window.
//
//   node e2e/screenshots.mjs [base URL] [output folder] [fleet,incidents,…]
//
// With names it visits only those screens: fleet, kiosk, live, incidents, accounts, system, channels, audit,
// licence, probes, test, speed, schedules, thresholds, reports, topics, map, path, german.
// CHROMIUM names the browser; else the usual places are looked at. States that the system is not
// in (empty, loading, error, stale) are made by answering the page's requests here.

import { mkdirSync } from 'node:fs'
import { accounts } from './accounts.mjs'
import { auditViews, channelViews, licenceViews, systemViews } from './admin.mjs'
import { scheduleScreens, thresholdScreens } from './configured.mjs'
import { fleet } from './fleet.mjs'
import { german } from './german.mjs'
import { incidents } from './incidents.mjs'
import { kiosk } from './kiosk.mjs'
import { liveFeed } from './live.mjs'
import { mapScreens } from './map.mjs'
import { probeScreens } from './probes.mjs'
import { reports } from './reports.mjs'
import { speed } from './speed.mjs'
import { testNow } from './testnow.mjs'
import { topicScreens } from './topics.mjs'
import { DESK, PATIENCE, PHONE, launch, problems, taken, visitor } from './visit.mjs'

const base = (process.argv[2] ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
const folder = process.argv[3] ?? 'target/screenshots'
const chosen = process.argv[4]?.split(',')
const NO_BROWSER = 3

const chartDrawn = (page) => page.waitForSelector('canvas', PATIENCE)
const pathUrl = ({ probe, target }, search = '') =>
    `/paths/${encodeURIComponent(probe)}/${encodeURIComponent(target)}${search}`

async function path(visit, name, row) {
    await visit(`${name}-dark`, pathUrl(row), { act: chartDrawn })
    await visit(`${name}-light`, pathUrl(row), { act: chartDrawn, theme: 'light' })
    await visit(`${name}-phone`, pathUrl(row), { act: chartDrawn, size: PHONE })
}

async function details(visit, row) {
    await visit('path-hover', pathUrl(row, '?range=%2215m%22'), {
        act: async (page) => {
            await chartDrawn(page)
            const box = await page.locator('.u-over').first().boundingBox()
            await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2)
        },
    })
    await visit('path-table', pathUrl(row, '?table=true'), {
        act: (page) =>
            page
                .getByRole('region', { name: /^Values/ })
                .first()
                .waitFor(),
    })
    await visit('path-24h', pathUrl(row, '?range=%2224h%22'), { act: chartDrawn })
    await visit('path-zoomed', pathUrl(row), {
        act: async (page) => {
            await chartDrawn(page)
            await page.getByRole('button', { name: 'Zoom in' }).click()
            await page.waitForURL(/from=/)
            await chartDrawn(page)
        },
    })
    await visit('path-test-now', pathUrl(row), {
        act: async (page) => {
            await page.getByRole('button', { name: 'Test now' }).click()
            await page.getByRole('list', { name: 'Steps' }).first().waitFor()
            await page.getByRole('button', { name: 'Test now' }).waitFor(PATIENCE)
        },
    })
    await choosing(visit, row)
    await visit('path-unknown', pathUrl({ probe: 'nobody', target: 'nowhere' }))
    await visit('not-found', '/no/such/page')
}

/** The form of a test, by keyboard alone. */
async function choosing(visit, row) {
    const open = async (page, kind) => {
        await page.getByRole('button', { name: 'Choose a test…' }).press('Enter')
        await page.getByRole('combobox', { name: 'Test' }).selectOption(kind)
    }
    const more = (page) => page.getByRole('button', { name: 'More', exact: true }).press('Enter')
    for (const size of [DESK, PHONE]) {
        const where = size === PHONE ? '-phone' : ''
        await visit(`path-choose${where}`, pathUrl(row), {
            size,
            act: async (page) => {
                await open(page, 'http')
                await more(page)
                await page.getByRole('button', { name: 'Add one to Headers' }).press('Enter')
            },
        })
    }
    await visit('path-choose-wrong', pathUrl(row), {
        theme: 'light',
        act: async (page) => {
            await open(page, 'ping')
            await page.getByRole('textbox', { name: 'Interval' }).fill('20')
            await page.getByRole('textbox', { name: 'Interval' }).press('Enter')
            await page.getByText('Interval needs a unit').waitFor()
            const focused = await page.evaluate(() => document.activeElement?.ariaInvalid)
            if (focused !== 'true') throw new Error('the focus is not on the field that is wrong')
        },
    })
    await visit('path-choose-refused', pathUrl(row), {
        answers: { '/v1/tests/run': (route) => route.continue() },
        act: async (page) => {
            await open(page, 'throughput')
            await page.getByRole('combobox', { name: 'Protocol' }).selectOption('udp')
            await page.getByRole('button', { name: 'Run it' }).press('Enter')
            await page.getByText('Rate must be given for udp').waitFor()
        },
    })
    await visit('path-choose-result', pathUrl(row), {
        act: async (page) => {
            await open(page, 'ping')
            await page.getByRole('textbox', { name: 'Packets' }).fill('5')
            await page.getByRole('button', { name: 'Run it' }).press('Enter')
            await page.getByLabel('First numbers').waitFor(PATIENCE)
        },
    })
}

async function paths(visit) {
    const { items } = await fetch(`${base}/api/v1/paths`).then((response) => response.json())
    const kinds = (row) => new Set(row.checks.map((check) => check.test)).size
    const best = items.toSorted((a, b) => kinds(b) - kinds(a))[0]
    const failing = items.find((row) => row.state === 'failing')
    if (best) {
        await path(visit, 'path', best)
        await details(visit, best)
    }
    if (failing) await path(visit, 'path-failing', failing)
}

const browser = await launch()
if (browser === undefined) {
    console.error(
        'No Chromium found: install it (apt-get install chromium) or name it in CHROMIUM.',
    )
    process.exit(NO_BROWSER)
}
mkdirSync(folder, { recursive: true })
const visit = visitor(browser, base, folder)
const screens = {
    fleet,
    kiosk,
    live: liveFeed,
    incidents,
    accounts,
    system: systemViews,
    channels: channelViews,
    audit: auditViews,
    licence: licenceViews,
    probes: probeScreens,
    test: testNow,
    speed,
    schedules: scheduleScreens,
    thresholds: thresholdScreens,
    reports,
    topics: topicScreens,
    map: mapScreens,
    path: paths,
    german,
}
try {
    const walks = Object.entries(screens).filter(([name]) => chosen?.includes(name) ?? true)
    await Promise.all(walks.map(([, screen]) => screen(visit)))
} finally {
    await browser.close()
}
console.log(`${taken} pictures in ${folder}`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
