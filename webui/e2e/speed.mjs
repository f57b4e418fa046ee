// The speed test of a browser: for real against the server that the page comes from, and the answers that
// such a server does not give when all is well.

import { me } from './accounts.mjs'
import { PHONE, json } from './visit.mjs'

const PATH = '/v1/speedtest'
const START = 'button:text("Start"), button:text("Test again")'
const LASTS = { timeout: 90_000 }

/** Until the test of the visit before has lost its turn. */
const TURN_MS = 3_500

const problem = (status, slug, title, detail) =>
    json(status, { type: `https://waddleperf.io/problems/${slug}`, title, status, detail })
const UNSET = problem(409, 'conflict', 'This cannot be done as things are', 'no responder is set')
const BUSY = problem(
    429,
    'too-many-requests',
    'Too many requests',
    'another speed test runs: ask again in 3 s',
)

export async function speed(visit) {
    await visit('speed-empty', '/speed', { ready: START })
    await visit('speed-dark', '/speed', { ready: START, act: measured })
    await visit('speed-light', '/speed', { ready: START, theme: 'light', act: stopped })
    await visit('speed-phone', '/speed', { ready: START, size: PHONE, act: going })
    await visit('speed-unset', '/speed', {
        ready: START,
        answers: { [PATH]: UNSET },
        act: (page) => failing(page, 'There is no responder to test against'),
    })
    await visit('speed-busy', '/speed', {
        ready: START,
        answers: { [PATH]: BUSY },
        act: (page) => failing(page, 'another speed test runs'),
    })
    await visit('speed-failed-again', '/speed', {
        ready: START,
        answers: { [PATH]: BUSY },
        act: failedAgain,
    })
    await visit('speed-viewer', '/speed', {
        answers: { '/v1/me': me({ role: 'viewer' }) },
        act: async (page) => {
            await page.getByText('Your account looks, and does not test').waitFor()
            if (await page.locator(START).count()) throw new Error('a viewer may begin a test')
        },
    })
}

/** By keyboard, until all three numbers are there. */
async function measured(page) {
    await begun(page)
    await page.getByRole('button', { name: 'Test again' }).waitFor(LASTS)
    for (const name of ['Download', 'Upload']) {
        const figure = await page.locator(`dt:text-is("${name}") + dd`).textContent()
        if (!/^[1-9][\d.]*\s[kMG]?bit\/s$/.test(figure)) throw new Error(`${name}: ${figure}`)
    }
    await page.getByText('latency meanwhile').first().waitFor()
    await page
        .getByRole('status')
        .filter({ hasText: /Measured.*Download .*bit/ })
        .waitFor()
    await page.getByText('As measured at').waitFor()
    await page.getByRole('row').nth(1).waitFor()
}

async function begun(page) {
    await page.waitForTimeout(TURN_MS)
    await page.locator(START).press('Enter')
    await page.getByText('Downloading…').waitFor()
}

async function going(page) {
    await begun(page)
    await page.locator('svg polyline').waitFor()
    await page.waitForTimeout(2_500)
}

async function stopped(page) {
    await begun(page)
    await page.getByRole('button', { name: 'Stop' }).press('Enter')
    await page.getByRole('button', { name: 'Start' }).waitFor()
    await page.getByText('Stopped: nothing is kept of it.').waitFor()
    if (await page.getByRole('alert').count()) throw new Error('a stop is told as a failure')
}

async function failing(page, words) {
    await page.locator(START).press('Enter')
    await page.getByText(words).waitFor()
}

/** What was measured long ago has its date, and is not told as what came of a test that failed. */
async function failedAgain(page) {
    const way = { bitsPerSecond: 94e6, bytes: 1e8, loadedMs: 30 }
    const outcome = {
        at: '2026-01-31T12:00:00Z',
        idleMs: 12,
        jitterMs: 1,
        download: way,
        upload: way,
    }
    await page.evaluate(
        (kept) => localStorage.setItem('waddleperf.speed', kept),
        JSON.stringify([outcome]),
    )
    await page.reload()
    await page.getByText(/As measured at 31 Jan/).waitFor()
    await failing(page, 'another speed test runs')
    await page.getByText('Not measured: it failed.').waitFor()
    if (await page.getByText('As measured at').count()) throw new Error('old figures stand there')
    await page.getByRole('cell', { name: /31 Jan/ }).waitFor()
}
