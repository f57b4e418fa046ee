// What each role sees in a running WaddlePerf where everybody signs in, and what it may not do even past the page:
// with a real browser and accounts that were just made.
//
//   node e2e/roles.mjs BASE FOLDER ACCOUNTS
//
// ACCOUNTS is JSON: for each role the `name` of an account and the `password` it was given, which must be changed.

import { mkdirSync } from 'node:fs'
import { launch } from './visit.mjs'

const [base, folder = 'target/screenshots', given = '{}'] = process.argv.slice(2)
const NO_BROWSER = 3
const PATIENCE_MS = 40_000
const OWN = 'a password of my own'
const accounts = JSON.parse(given)

/** What each role is shown; `makes` is the button by which one makes a thing. */
const SCREENS = [
    { path: '/schedules', heading: 'Schedules', makes: 'New schedule…', takes: 'maintainer' },
    { path: '/thresholds', heading: 'Thresholds', makes: 'New rule…', takes: 'maintainer' },
    { path: '/admin?view=channels', heading: 'Admin', makes: 'New channel…', takes: 'admin' },
]

/** What the API itself refuses whom, whatever a page shows. */
const DEEDS = [
    ['PUT', '/silences/by-roles', 'maintainer', silence()],
    ['PUT', '/channels/by-roles', 'maintainer', { destination: { type: 'syslog', server: 'log' } }],
    ['PUT', '/users/made-by-roles', 'admin', { role: 'viewer' }],
    ['GET', '/audit', 'admin'],
    ['GET', '/system', 'admin'],
]

const ROLES = ['viewer', 'maintainer', 'admin']
const may = (role, takes) => ROLES.indexOf(role) >= ROLES.indexOf(takes)

function silence() {
    const endsAt = new Date(Date.now() + 600_000).toISOString()
    return { match: { probe: 'nobody-here' }, endsAt }
}

function must(holds, what) {
    if (!holds) throw new Error(what)
    console.log(`ok: ${what}`)
}

async function signIn(page, { name, password }) {
    await page.goto(base)
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).press('Enter')
    await page.getByLabel('Password until now').fill(password)
    await page.getByLabel('New password', { exact: true }).fill(OWN)
    await page.getByLabel('New password again').fill(OWN)
    await page.getByRole('button', { name: 'Change password' }).press('Enter')
    await page.getByRole('link', { name: 'Incidents' }).waitFor()
}

async function sees(page, role) {
    const admin = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', {
        name: 'Admin',
        exact: true,
    })
    must((await admin.count()) === (role === 'admin' ? 1 : 0), `${role}: the link to Admin`)
    for (const { path, heading, makes, takes } of SCREENS) {
        await page.goto(base + path)
        if (path.startsWith('/admin') && !may(role, 'admin')) {
            await page.getByRole('heading', { name: 'This is for admins' }).waitFor()
        } else {
            await page.getByRole('heading', { name: heading, exact: true }).waitFor()
        }
        const button = page.getByRole('button', { name: makes, exact: true })
        if (may(role, takes)) await button.waitFor()
        must((await button.count()) === (may(role, takes) ? 1 : 0), `${role}: ${makes} on ${path}`)
    }
    await page.goto(`${base}/accounts`)
    const forbidden = page.getByRole('heading', { name: 'Accounts are for admins' })
    const shown = page.getByRole('heading', { name: 'People', exact: true })
    await (may(role, 'admin') ? shown : forbidden).waitFor()
    must(true, `${role}: accounts`)
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    await page.screenshot({ path: `${folder}/role-${role}.png` })
}

/** With the page's own cookie and token, as somebody would who reads its source. */
async function does(page, role) {
    const { csrfToken } = await (await page.request.get(`${base}/api/v1/me`)).json()
    for (const [method, path, takes, data] of DEEDS) {
        const response = await page.request.fetch(`${base}/api/v1${path}`, {
            method,
            headers: { 'x-csrf-token': csrfToken },
            ...(data && { data }),
        })
        const wanted = may(role, takes) ? response.ok() : response.status() === 403
        must(wanted, `${role}: ${method} ${path} is answered ${response.status()}`)
    }
    const undone = ['/silences/by-roles', '/channels/by-roles', '/users/made-by-roles']
    for (const path of may(role, 'admin') ? undone : []) {
        const headers = { 'x-csrf-token': csrfToken }
        await page.request.delete(`${base}/api/v1${path}`, { headers })
    }
}

const browser = await launch()
if (browser === undefined) {
    console.error('no Chromium in the usual places; CHROMIUM names one')
    process.exit(NO_BROWSER)
}
mkdirSync(folder, { recursive: true })
try {
    for (const role of ROLES) {
        const context = await browser.newContext({ viewport: { width: 1400, height: 860 } })
        context.setDefaultTimeout(PATIENCE_MS)
        const page = await context.newPage()
        const broken = []
        page.on('pageerror', (error) => broken.push(error.message))
        await signIn(page, accounts[role])
        await sees(page, role)
        await does(page, role)
        must(broken.length === 0, `${role}: nothing is broken: ${broken.join('; ')}`)
        await context.close()
    }
} finally {
    await browser.close()
}
