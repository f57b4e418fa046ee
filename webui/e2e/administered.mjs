// What an admin does with a running WaddlePerf whose notifier runs, in a real browser: looks how the system is,
// makes a channel to a receiver of this script, sends tests by it, changes it while somebody else does, removes it
// and has it back, and finds all of that in the audit.
//
//   node e2e/administered.mjs BASE FOLDER

import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { launch, problems, taken, visitor } from './visit.mjs'

const [base = 'http://127.0.0.1:8080', folder = 'target/screenshots'] = process.argv.slice(2)
const NO_BROWSER = 3
const SOON = { timeout: 60_000 }
const HOOK = 'hook-by-browser'
const PATH = `channels/${HOOK}`
/** Where the server is to refuse something, and the browser's console says so. */
const REFUSING = { [`/v1/${PATH}`]: (route) => route.continue() }

function must(holds, what) {
    if (!holds) throw new Error(what)
}

/** Takes notifications, or refuses them. */
async function newReceiver() {
    const bodies = []
    let status = 200
    const server = createServer((request, response) => {
        let body = ''
        request.on('data', (chunk) => (body += chunk))
        request.on('end', () => {
            bodies.push({ status, body })
            response.writeHead(status).end()
        })
    })
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
    return {
        url: `http://127.0.0.1:${server.address().port}/in`,
        answer: (next) => (status = next),
        of: (wanted) => bodies.filter((one) => one.status === wanted),
        close: () => server.close(),
    }
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

async function health(page) {
    await page.getByText('All 6 parts are well').waitFor(SOON)
    await page.getByRole('heading', { name: 'Database' }).waitFor()
    await page.getByRole('cell', { name: /^results-sink( |$)/ }).waitFor()
    await button(page, 'Retention').press('Enter')
    const results = page.getByRole('listitem').filter({ hasText: 'Results of tier 1' })
    await results.getByText('7 days').waitFor()
    await results.getByText(/oldest day \d{4}-\d\d-\d\d/).waitFor()
    must((await page.getByText('is not told all of it').count()) === 0, 'all settings are known')
    await button(page, 'Licence').press('Enter')
    await page.getByText('No licence is needed').waitFor()
    must((await page.getByText('Withheld', { exact: true }).count()) === 0, 'nothing is withheld')
    await button(page, 'System health').press('Enter')
    await page.getByText('All 6 parts are well').waitFor()
}

async function made(page, receiver) {
    await page.getByText('No channel yet').waitFor()
    await button(page, 'New channel…').press('Enter')
    await field(page, 'Name').fill(HOOK)
    await button(page, 'Save').press('Enter')
    await page.getByText('URL must be given').waitFor()
    await field(page, 'URL').fill(`${receiver.url}?key=s3cret`)
    await page.getByText('may hold a secret').waitFor()
    await field(page, 'URL').fill(receiver.url)
    await page.getByText('Tells of every incident').waitFor()
    await field(page, 'URL').press('Enter')
    await page.getByText(`The channel ${HOOK} is made.`).waitFor()
    await page
        .getByRole('region', { name: 'Whether it works' })
        .getByText('Works', { exact: true })
        .waitFor(SOON)
}

async function tested(page, receiver) {
    const test = page.getByRole('region', { name: 'A test' })
    await button(page, 'Send a test').press('Enter')
    await test.getByText('127.0.0.1 answered 200').waitFor(SOON)
    must(receiver.of(200).length === 1, 'one message arrived')
    const [{ body }] = receiver.of(200)
    must(/"transition" *: *"test"/.test(body), `it says that it is a test: ${body}`)

    receiver.answer(503)
    await button(page, 'Send another test').press('Enter')
    await test.getByText(/127\.0\.0\.1 answered 503/).waitFor(SOON)
    await test.getByText('It is tried again').waitFor()
    receiver.answer(200)
    await test.getByText('127.0.0.1 answered 200').waitFor(SOON)
    must(receiver.of(200).length === 2, 'what was refused arrived in the end')
}

async function changed(page) {
    await button(page, 'Change…').press('Enter')
    await button(page, 'Add a condition').press('Enter')
    await page.getByLabel('Condition 1: values').fill('fra, ber')
    await page.getByText('Tells of incidents of site fra or ber').waitFor()
    const mine = await stored(page, PATH)
    const theirs = { ...mine, route: { ...mine.route, severity: 'critical' } }
    const put = await page.request.put(`${base}/api/v1/${PATH}`, { data: theirs })
    must(put.ok(), `somebody else changes it: ${put.status()}`)
    await button(page, 'Save').press('Enter')
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody changed the channel' })
    await conflict.getByText(/every critical incident/).waitFor()
    await conflict.getByRole('button', { name: 'Save mine over it' }).press('Enter')
    await page.getByText('is saved as version').waitFor()
    await until(page, PATH, (now) => now?.route.match.site?.join() === 'fra,ber', 'mine is there')
    await button(page, 'Undo').press('Enter')
    const back = (now) => now?.route.severity === 'critical' && !now.route.match.site
    await until(page, PATH, back, 'what they wanted is back')
    await page.getByText('Undone: it is as it was before').waitFor()

    await button(page, 'Switch off').press('Enter')
    await page.getByText('Switched off', { exact: true }).waitFor()
    await until(page, PATH, (now) => now?.enabled === false, 'it is off')
    await button(page, `Remove ${HOOK}…`).press('Enter')
    await button(page, `Remove ${HOOK}`).press('Enter')
    await page.getByText(`The channel ${HOOK} is removed.`).waitFor()
    await until(page, PATH, (now) => now === undefined, 'it is gone')
    await button(page, 'Undo').press('Enter')
    await until(page, PATH, (now) => now?.enabled === false, 'it is back')
    await page.getByRole('link', { name: HOOK }).waitFor()
}

async function audited(page) {
    const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
    await page.getByLabel('To which thing').fill(HOOK)
    await button(page, 'Show').press('Enter')
    await page.waitForURL(/subject=hook-by-browser/)
    await changes.filter({ hasText: `removed the channel ${HOOK}` }).waitFor()
    const mine = changes.filter({ hasText: `changed the channel ${HOOK}` })
    await mine
        .getByText(/route, match, site/)
        .first()
        .waitFor()
    await mine.getByText('“fra, ber”').first().waitFor()
    await changes
        .filter({ hasText: `made the channel ${HOOK}` })
        .first()
        .waitFor()
    const tests = changes.filter({ hasText: `sent a test by the channel ${HOOK}` })
    must((await tests.count()) === 2, 'both tests are in the audit')
}

const browser = await launch()
if (browser === undefined) {
    console.error('no Chromium in the usual places; CHROMIUM names one')
    process.exit(NO_BROWSER)
}
mkdirSync(folder, { recursive: true })
const visit = visitor(browser, base, folder)
const receiver = await newReceiver()
try {
    await visit('journey-admin-system', '/admin', { act: health })
    await visit('journey-admin-channels', '/admin?view=channels', {
        answers: REFUSING,
        act: async (page) => {
            await made(page, receiver)
            await tested(page, receiver)
            await changed(page)
        },
    })
    await visit('journey-admin-audit', '/admin?view=audit', { act: audited, theme: 'light' })
} finally {
    await browser.close()
    await fetch(`${base}/api/v1/${PATH}`, { method: 'DELETE' })
    receiver.close()
}
console.log(`${taken} pictures in ${folder}`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 && taken === 3 ? 0 : 1)
