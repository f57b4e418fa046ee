// Lets a probe join as a new user does: signs in, enrols one on the page, prints the line to paste, and waits until
// the page shows that it has joined and what it measured first. Takes a picture of each step.
//
//   node e2e/enrol.mjs BASE NAME PASSWORD SITE FOLDER
//
// Prints `paste: LINE` once somebody is to paste it, `joined: …` and `measured: …` as the page shows it.

import { mkdirSync } from 'node:fs'
import { DESK, ENGLISH, launch } from './visit.mjs'

const [base, name, password, site, folder] = process.argv.slice(2)
const PATIENCE = { timeout: 90_000 }
const browser = await launch()
if (browser === undefined) {
    console.error('no Chromium in the usual places; CHROMIUM names one')
    process.exit(3)
}
mkdirSync(folder, { recursive: true })
// the authority is the installation's own, which this browser does not know
const context = await browser.newContext({
    locale: ENGLISH,
    viewport: DESK,
    ignoreHTTPSErrors: true,
    colorScheme: 'dark',
})
const page = await context.newPage()
const picture = (of, what) => of.screenshot({ path: `${folder}/${what}.png` })

try {
    await page.goto(base)
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: 'Probes' }).click()
    await page.getByRole('heading', { name: 'Probes', level: 1 }).waitFor() // the filter of paths has a site, too
    await page.getByLabel('Site').fill(site)
    await page.getByRole('button', { name: 'Enrol a probe' }).click()
    const heading = await page.getByRole('heading', { name: /^Paste this/ }).textContent()
    const probe = heading.split(' ').at(-1)
    const line = await page.getByLabel('The line to paste').textContent()
    await picture(page, 'enrol-1-line')
    // the list of paths, as somebody may have it open beside
    const paths = await context.newPage()
    await paths.goto(`${base}/?q=${probe}`)
    await paths.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
    console.log(`paste: ${line.trim()}`)
    const joined = page
        .getByText(`${probe} has joined`)
        .waitFor(PATIENCE)
        .then(() => console.log(`joined: ${probe}`))
    const row = paths.locator('tbody tr').filter({ hasText: probe }).filter({ hasText: 'Healthy' })
    await row.first().waitFor(PATIENCE)
    console.log(`measured: ${probe}`)
    await joined
    await picture(paths, 'enrol-3-first-result')
    await page.locator('tbody').getByText('Reports', { exact: true }).nth(1).waitFor(PATIENCE)
    await picture(page, 'enrol-2-joined')
} finally {
    await browser.close()
}
