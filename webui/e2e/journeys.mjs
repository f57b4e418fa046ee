// What somebody does with a running demo, from beginning to end, in a real browser: a test now to its
// result, a long one that is cancelled, and a fault to its incident, which is acknowledged and closed.
//
//   node e2e/journeys.mjs BASE FOLDER

import { mkdirSync } from 'node:fs'
import { launch, problems, taken, visitor } from './visit.mjs'

const [base = 'http://127.0.0.1:8080', folder = 'target/screenshots'] = process.argv.slice(2)
const NO_BROWSER = 3
const SOON = { timeout: 60_000 }
/** A fault is confirmed in seconds; on a busy machine what follows takes its time. */
const STORY = { timeout: 120_000 }

/** The shop's own check and a ping, from the probe of this machine, by keyboard alone. */
async function testNow(page) {
    await page.getByRole('checkbox', { name: /^local/ }).press('Space')
    await page.getByRole('combobox', { name: 'Target' }).fill('shop')
    await page.getByRole('checkbox', { name: /^page/ }).press('Space')
    await page.getByRole('checkbox', { name: 'Ping', exact: true }).press('Space')
    await page.waitForURL(/ping/)
    await page.getByRole('button', { name: 'Run 2 checks from 1 probe' }).press('Enter')
    await page.waitForURL(/run=/)
    await page.getByText('Done: everything answered.').waitFor(SOON)
    const tier = page.getByRole('region', { name: 'Tier 1' })
    await tier.locator('summary', { hasText: 'by ping from local' }).press('Enter')
    const numbers = tier.getByRole('definition').filter({ hasText: /^[\d.]+\sms$/ })
    await numbers.first().waitFor()
}

/** Half a minute of pings, which nobody waits for. */
const LONG = { count: '300', intervalUs: '100 ms' }
const LONG_URL = `/test?probe=local&target=shop&kind=ping&set=${encodeURIComponent(JSON.stringify(LONG))}`

async function cancelled(page) {
    await page.getByRole('button', { name: 'Run 1 check from 1 probe' }).press('Enter')
    await page.getByRole('list', { name: 'Steps' }).getByText('✓ running').waitFor(SOON)
    const began = Date.now()
    await page.getByRole('button', { name: 'Cancel' }).press('Enter')
    await page.getByText('Not run: cancelled by whoever ordered it').first().waitFor(SOON)
    const tookMs = Date.now() - began
    if (tookMs > 20_000) throw new Error(`it was cut short after ${tookMs} ms only`)
}

async function breakIt(page) {
    await page.getByRole('button', { name: 'Delay' }).press('Enter')
    const incident = page.locator('main li a', { hasText: 'shop' }).first()
    await incident.waitFor(STORY)
    await incident.press('Enter')
    await page.waitForURL(/incidents\/./)
    await page.getByRole('button', { name: 'Acknowledge' }).press('Enter')
    await page.getByText('✓ Acknowledged').waitFor(SOON)
    await page.getByText('Who was told').waitFor()
    await page.getByRole('button', { name: 'All well' }).press('Enter')
    await page.getByRole('button', { name: 'Close…' }).press('Enter')
    await page.getByRole('button', { name: 'Close it' }).press('Enter')
    await page.getByText('✓ Closed.').waitFor(SOON)
    await page.getByText('Closed by hand').first().waitFor(SOON)
}

const browser = await launch()
if (browser === undefined) {
    console.error('No Chromium found: install it or name it in CHROMIUM.')
    process.exit(NO_BROWSER)
}
mkdirSync(folder, { recursive: true })
const visit = visitor(browser, base.replace(/\/$/, ''), folder)
try {
    await visit('journey-test-now', '/test', { ready: 'form', act: testNow })
    await visit('journey-cancelled', LONG_URL, { ready: 'form', act: cancelled })
    await visit('journey-incident', '/incidents', { act: breakIt })
} finally {
    await browser.close()
}
console.log(`${taken} pictures in ${folder}`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
