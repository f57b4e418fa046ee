// Signs in to a running WaddlePerf by a provider of OpenID Connect, with a real browser: there and back, a refresh
// that changes the role, out again on both sides, a second person, and one who has no role here.
//
//   node e2e/oidc.mjs BASE CONTROL
//
// CONTROL is where the provider of the tests is told whom it knows.

import { ENGLISH, launch } from './visit.mjs'

const [base, control] = process.argv.slice(2)
const browser = await launch()
if (browser === undefined) {
    console.error('no Chromium in the usual places; CHROMIUM names one')
    process.exit(3)
}

const PATIENCE_MS = 60_000
const context = await browser.newContext({ locale: ENGLISH })
context.setDefaultTimeout(PATIENCE_MS)
const page = await context.newPage()
const broken = []
page.on('pageerror', (error) => broken.push(error.message))
page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) broken.push(message.text())
})

function must(holds, what) {
    if (!holds) throw new Error(what)
    console.log(`ok: ${what}`)
}

const knows = async (groups) => {
    const body = JSON.stringify({ groups })
    must((await fetch(control, { method: 'POST', body })).ok, `the provider knows ${body}`)
}
const cookie = async (name) => (await context.cookies(base)).find((one) => one.name === name)
const heading = (name) => page.getByRole('heading', { name, exact: true }).waitFor()
const begin = () => page.getByRole('link', { name: 'Sign in with Test provider' }).click()

async function typeAtProvider(user) {
    await heading('Test provider')
    await page.getByLabel('User').fill(user)
    await page.getByLabel('Secret').fill(`password of ${user}`)
    await page.getByRole('button', { name: 'Go on' }).click()
}

/** Out here and there; the page that the provider sends the browser back to is another one. */
async function signOut() {
    const back = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame())
    await page.getByRole('button', { name: 'Sign out' }).click()
    await back
    await heading('Sign in to WaddlePerf')
}

/** Asks as the page does. */
const me = () => page.evaluate(async () => (await fetch('/api/v1/me')).json())

async function until(what, holds) {
    const deadline = Date.now() + PATIENCE_MS
    while (!(await holds())) {
        if (Date.now() > deadline) throw new Error(`not in time: ${what}`)
        await page.waitForTimeout(200)
    }
    console.log(`ok: ${what}`)
}

try {
    await knows({ 'ada-there': ['guests'], 'bob-there': ['noc-all'], 'eve-there': ['nothing'] })
    const from = '/incidents?state=closed'
    await page.goto(base + from)
    await heading('Sign in to WaddlePerf')
    await begin()
    await heading('Test provider')
    must(new URL(page.url()).hostname === 'localhost', 'the provider is on another site')
    await page.getByLabel('User').fill('ada-there')
    await page.getByLabel('Secret').fill('not the secret')
    await page.getByRole('button', { name: 'Go on' }).click()
    await typeAtProvider('ada-there')
    await heading('Incidents')
    must(page.url() === base + from, 'the sign-in comes back to the screen where it began')
    await page.getByText('Live').first().waitFor()
    must(true, 'the stream takes the cookie')
    const session = await cookie('waddleperf_session')
    must(session?.httpOnly && session.sameSite === 'Strict', 'scripts cannot read the cookie')
    must((await cookie('waddleperf_sign_in')) === undefined, 'that of the attempt is gone')
    must((await me()).role === 'viewer', 'the claim says the role')

    await knows({ 'ada-there': ['wp-admins'] })
    await until('a refresh brings another role', async () => (await me()).role === 'admin')
    must((await cookie('waddleperf_session')).value === session.value, 'and the session goes on')
    await page.goto(`${base}/accounts`)
    await page.getByRole('cell', { name: 'may sign in elsewhere' }).first().waitFor()
    must(true, 'whoever signed in so is among the people')

    await signOut()
    must(new URL(page.url()).origin === base, 'the provider sent the browser back')
    must((await cookie('waddleperf_session')) === undefined, 'the cookie is gone')
    await begin()
    await typeAtProvider('bob-there')
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    must(
        (await me()).name === 'bob-there',
        'the provider asked who it is, and now it is another one',
    )

    await signOut()
    await begin()
    await typeAtProvider('eve-there')
    await page.getByText('have no role here').waitFor()
    must(
        (await cookie('waddleperf_session')) === undefined,
        'who has no role here stays outside, and is told',
    )
    must(broken.length === 0, `nothing is broken: ${broken.join('; ')}`)
} finally {
    await browser.close()
}
