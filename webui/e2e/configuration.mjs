// Makes, changes and removes a rule and a schedule of a running WaddlePerf in a real browser, as a maintainer
// does, while somebody else changes the same; nothing is invented.
//
//   node e2e/configuration.mjs BASE FOLDER
//
// It needs the probe `fra-1` of site `fra`, the targets `web` and `nas`, and a schedule `declared` that the
// configuration file has.

import { mkdirSync } from 'node:fs'
import { launch, problems, taken, visitor } from './visit.mjs'

const [base = '', folder = 'target/screenshots'] = process.argv.slice(2)
const NO_BROWSER = 3
/** Where the server is to refuse something, and the browser's console says so. */
const REFUSING = Object.fromEntries(
    [
        '/v1/thresholds/slow-by-browser',
        '/v1/schedules/plan-by-browser',
        '/v1/schedules/declared',
        '/v1/schedules/preview',
    ].map((path) => [path, (route) => route.continue()]),
)

function must(holds, what) {
    if (!holds) throw new Error(what)
}

/** What the API has of a thing. */
async function stored(page, path) {
    const response = await page.request.get(`${base}/api/v1/${path}`)
    return response.ok() ? response.json() : undefined
}

/** Waits until the API has it so. */
async function until(page, path, holds, what) {
    for (let tries = 0; tries < 50; tries++) {
        if (holds(await stored(page, path))) return
        await page.waitForTimeout(200)
    }
    throw new Error(`${what}: ${JSON.stringify(await stored(page, path))}`)
}

const button = (page, name) => page.getByRole('button', { name, exact: true })
const field = (page, name) => page.getByRole('textbox', { name, exact: true })

async function rule(page) {
    const path = 'thresholds/slow-by-browser'
    await button(page, 'New rule…').click()
    await button(page, 'Save').press('Enter')
    await page.getByText('The limit must be given').waitFor()
    await field(page, 'Name').fill('slow-by-browser')
    await button(page, 'Add a condition').click()
    await page.getByLabel('Condition 1: what').selectOption('site')
    await page.getByLabel('Condition 1: value').fill('fra')
    await field(page, 'Limit').fill('80 ms')
    await page.getByText(/it decides on all of them/).waitFor()
    await page.getByText(/1 of the 2 newest results is beyond the limit now/).waitFor()
    await page.getByRole('link', { name: 'default-rtt' }).waitFor()
    await field(page, 'Limit').press('Enter')
    await page.getByRole('heading', { name: 'slow-by-browser' }).waitFor()
    await page
        .getByText(/when mean round trip is above 80.ms/)
        .first()
        .waitFor()
    await page.getByText('The rule slow-by-browser is made.').waitFor()

    await button(page, 'Change…').click()
    await field(page, 'Limit').fill('60 ms')
    const mine = await stored(page, path)
    const theirs = { ...mine, enter: 70_000 }
    const put = await page.request.put(`${base}/api/v1/${path}`, { data: theirs })
    must(put.ok(), `somebody else changes it: ${put.status()}`)
    await button(page, 'Save').click()
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody changed the rule' })
    await conflict.getByText(/above 70.ms/).waitFor()
    await conflict.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('is saved as version 3').waitFor()
    await until(page, path, (now) => now?.enter === 60_000, 'mine is over theirs')
    for (const version of ['Version 3', 'Version 2', 'Version 1, made']) {
        await page.getByText(version, { exact: true }).waitFor()
    }
    await button(page, 'Undo').click()
    await until(page, path, (now) => now?.enter === 70_000, 'what they wanted is back')

    await button(page, 'Stop judging').click()
    await page.getByText('Not judged', { exact: true }).waitFor()
    await until(page, path, (now) => now?.enabled === false, 'it is off')
    await button(page, 'Judge again').click()
    await until(page, path, (now) => now?.enabled === true, 'it is on')
    await button(page, 'Remove slow-by-browser…').click()
    await button(page, 'Remove slow-by-browser').click()
    await page.getByText('The rule slow-by-browser is removed.').waitFor()
    await until(page, path, (now) => now === undefined, 'it is gone')
    await button(page, 'Undo').click()
    await until(page, path, (now) => now?.enter === 70_000, 'it is back')
    await page.getByRole('link', { name: 'slow-by-browser' }).waitFor()
    await page.getByLabel('Probe', { exact: true }).selectOption('fra-1')
    await page.getByLabel('Target', { exact: true }).selectOption('web')
    const decided = page.getByRole('list', { name: 'Rules of fra-1 to web' })
    await decided.getByRole('link', { name: 'slow-by-browser' }).first().waitFor()
    must(page.url().includes('probe=fra-1'), 'the question stands in the URL')
}

async function schedule(page) {
    const path = 'schedules/plan-by-browser'
    await button(page, 'New schedule…').click()
    await field(page, 'Name').fill('plan-by-browser')
    await page
        .getByRole('group', { name: 'Targets' })
        .getByRole('checkbox', { name: /^web / })
        .check()
    await page.getByRole('group', { name: 'Which tests run?' }).getByLabel('These').check()
    await page.getByRole('combobox', { name: 'Test', exact: true }).selectOption('ping')
    await page.getByRole('group', { name: 'From where?' }).getByLabel('These').check()
    await page
        .getByRole('group', { name: 'Probes' })
        .getByLabel(/^fra-1/)
        .check()
    await field(page, 'Every').first().waitFor()
    await page
        .getByRole('group', { name: 'When?' })
        .getByLabel('Every', { exact: true })
        .fill('30 s')
    await page.getByText(/1.series on 1.probe/).waitFor()
    await page.getByText('2 tests a minute').first().waitFor()
    await page.getByRole('list', { name: 'Next runs' }).waitFor()
    await button(page, 'Save').press('Enter')
    await page.getByRole('heading', { name: 'plan-by-browser' }).waitFor()
    await page.getByText('the probe has never been heard of').waitFor()
    const made = await stored(page, path)
    must(made.probes.join() === 'fra-1' && made.intervalUs === 30_000_000, JSON.stringify(made))

    await button(page, 'Change…').click()
    await page.getByLabel('At times of the clock').check()
    await field(page, 'Cron').fill('at noon')
    await button(page, 'Save').press('Enter')
    await page.getByRole('alert').filter({ hasText: 'The request is not valid' }).first().waitFor()
    await field(page, 'Cron').fill('0 12 * * mon-fri')
    await page.getByText('at 12:00, Monday through Friday').first().waitFor()
    await button(page, 'Save').press('Enter')
    await page.getByText('is saved as version 2').waitFor()
    await until(page, path, (now) => now?.timing?.cron?.expression === '0 12 * * mon-fri', 'a cron')
    await button(page, 'Undo').click()
    await until(page, path, (now) => now?.timing == null, 'it is as it was')

    await button(page, 'Remove plan-by-browser…').click()
    await button(page, 'Remove plan-by-browser').click()
    await page.getByText('The schedule plan-by-browser is removed.').waitFor()
    await button(page, 'Undo').click()
    await until(page, path, (now) => now?.probes.join() === 'fra-1', 'it is back')

    await page.getByRole('link', { name: 'declared' }).click()
    await button(page, 'Switch off').click()
    await page.getByText('the configuration file declares schedule declared').waitFor()
    must((await stored(page, 'schedules/declared')).enabled, 'what the file declares stays')
    await button(page, 'Switch off').waitFor()
}

const browser = await launch()
if (browser === undefined) {
    console.error('no Chromium in the usual places; CHROMIUM names one')
    process.exit(NO_BROWSER)
}
mkdirSync(folder, { recursive: true })
const visit = visitor(browser, base, folder)
try {
    await visit('journey-threshold', '/thresholds', { act: rule, answers: REFUSING })
    await visit('journey-schedule', '/schedules', {
        act: schedule,
        answers: REFUSING,
        theme: 'light',
    })
} finally {
    await browser.close()
    for (const made of ['thresholds/slow-by-browser', 'schedules/plan-by-browser']) {
        await fetch(`${base}/api/v1/${made}`, { method: 'DELETE' })
    }
}
console.log(`${taken} pictures in ${folder}`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 && taken === 2 ? 0 : 1)
