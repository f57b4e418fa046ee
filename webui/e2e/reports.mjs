// Reports: one that the server makes, against what its API says, and the states that it is not in.

import { report } from '../dev/reports.mjs'
import { AWAY, PHONE, json, never } from './visit.mjs'

const REPORT = '/v1/reports/availability'
const READY = 'tbody tr'
const FORBIDDEN = json(403, {
    type: 'https://waddleperf.io/problems/forbidden',
    title: 'This is not yours to see',
    status: 403,
    detail: 'it takes the role of a viewer',
})
const BUSY = {
    type: 'https://waddleperf.io/problems/busy',
    title: 'Too many reports at once',
    status: 503,
    detail: 'two are being made; try again in a minute',
}
const invented = {
    [REPORT]: (route) => {
        const query = Object.fromEntries(new URL(route.request().url()).searchParams)
        return json(200, report(query, Date.now()))(route)
    },
}

export async function reports(visit) {
    await visit('reports-real', '/reports?by=%5B%22path%22%5D', { act: asTheApiSays })
    await visit('reports-dark', '/reports', { ready: READY, answers: invented })
    await visit('reports-light', '/reports', { ready: READY, answers: invented, theme: 'light' })
    await visit('reports-phone', '/reports', { ready: READY, answers: invented, size: PHONE })
    await visit('reports-made', '/reports', { ready: READY, answers: invented, act: made })
    await visit('reports-days', '/reports', { ready: READY, answers: invented, act: ofDays })
    await visit('reports-sorted', '/reports', { ready: READY, answers: invented, act: worstFirst })
    await visit('reports-paper', '/reports?by=%5B%22site%22%2C%22path%22%5D', {
        ready: READY,
        answers: invented,
        act: onPaper,
    })
    await states(visit)
}

/** What the page shows is what the API says of the same time; without hours it says the next step. */
async function asTheApiSays(page) {
    const link = page.getByRole('link', { name: 'Download CSV' })
    await link.waitFor()
    const csv = await link.getAttribute('href')
    const told = await page.evaluate(
        (url) => fetch(url).then((it) => it.json()),
        csv.replace('format=csv', 'format=json'),
    )
    if (told.items.length === 0)
        return page.getByText('Nothing was measured in this time').waitFor()
    const text = await page.evaluate((url) => fetch(url).then((it) => it.text()), csv)
    const lines = text.trim().split('\r\n').length - 1
    if (lines !== told.items.length) throw new Error(`${lines} lines of ${told.items.length} rows`)
    const rows = page.locator(READY)
    if ((await rows.count()) !== told.items.length)
        throw new Error(`${await rows.count()} rows of ${told.items.length}`)
    for (const [i, { probe, target, answered, failed }] of told.items.entries()) {
        const words = (await rows.nth(i).textContent()).replace(/\u202f/g, '')
        for (const part of [probe, target, answered, failed]) {
            if (!words.includes(String(part))) throw new Error(`no ${part} in the row "${words}"`)
        }
    }
}

/** By keyboard; the address has it, and the focus stays where it was. */
async function made(page) {
    await page.getByRole('checkbox', { name: 'path' }).press('Space')
    await page.getByRole('checkbox', { name: 'site' }).press('Space')
    await page.getByRole('checkbox', { name: 'month' }).press('Space')
    await page.getByRole('combobox', { name: 'Percentiles of' }).selectOption('totalUs')
    await page.getByRole('button', { name: 'Make the report' }).press('Enter')
    await page.waitForURL(/metric=totalUs/)
    await page.getByRole('columnheader', { name: 'month' }).waitFor()
    await page.getByText('maximum are of total time').waitFor()
    const focused = await page.evaluate(() => document.activeElement?.textContent)
    if (!/^Mak/.test(focused)) throw new Error(`the focus went to "${focused}"`)
    await page.reload()
    await page.getByRole('columnheader', { name: 'site' }).waitFor()
    if (!(await page.getByRole('checkbox', { name: 'month' }).isChecked()))
        throw new Error('the form does not say what the report is of')
}

async function ofDays(page) {
    await page.getByRole('combobox', { name: 'Period' }).selectOption('days')
    await page.getByLabel('First day (UTC)').fill('2026-01-05')
    await page.getByLabel('Last day (UTC)').fill('2026-01-06')
    await page.getByRole('button', { name: 'Make the report' }).press('Enter')
    await page.waitForURL(/from=2026-01-05/)
    await page.getByText('2026-01-05 00:00 to 2026-01-07 00:00 UTC').waitFor()
}

async function worstFirst(page) {
    await page.getByRole('button', { name: 'Availability' }).press('Enter')
    await page.waitForURL(/sort=availability/)
    const [first, last] = [page.locator(READY).first(), page.locator(READY).last()]
    await first.getByText('99.05').waitFor()
    if (!(await last.textContent()).includes('–')) throw new Error('what has no number is not last')
}

/** On paper there is the report and nothing to press. */
async function onPaper(page) {
    await page.emulateMedia({ media: 'print' })
    for (const gone of [
        page.getByRole('navigation', { name: 'Screens' }),
        page.getByRole('button', { name: 'Make the report' }),
        page.getByRole('link', { name: 'Download CSV' }),
    ]) {
        if (await gone.isVisible()) throw new Error('what cannot be pressed on paper is on it')
    }
    await page.getByRole('heading', { name: 'How this is counted' }).waitFor()
    const colour = await page.evaluate(() => getComputedStyle(document.documentElement).color)
    if (colour !== 'rgb(22, 32, 43)') throw new Error(`paper is written on in ${colour}`)
    const pdf = await page.pdf({ format: 'A4', landscape: true })
    if (pdf.length < 5_000) throw new Error(`a paper of ${pdf.length} bytes`)
}

async function states(visit) {
    const url = '/reports'
    await visit('reports-loading', url, { answers: { [REPORT]: never } })
    await visit('reports-empty', '/reports?site=nowhere', {
        answers: {
            [REPORT]: (route) =>
                json(200, { ...report({}, Date.now()), items: [], missedSince: null })(route),
        },
        act: (page) => page.getByText('Look at the names above').waitFor(),
    })
    await visit('reports-error', url, {
        ready: '[role=alert]',
        answers: { [REPORT]: json(503, AWAY) },
    })
    await visit('reports-forbidden', url, {
        ready: '[role=alert]',
        answers: { [REPORT]: FORBIDDEN },
    })
    let asked = 0
    await visit('reports-stale', url, {
        ready: READY,
        answers: {
            [REPORT]: (route) => (asked++ === 0 ? invented[REPORT](route) : json(503, BUSY)(route)),
        },
        act: async (page) => {
            await page.getByRole('button', { name: 'Make the report' }).press('Enter')
            await page.getByText('This is the report of before').waitFor({ timeout: 15_000 })
        },
    })
}
