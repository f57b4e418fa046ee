// Signs in to a running WaddlePerf with a real browser, as somebody does the first time: a wrong
// password, the right one, the forced change, a look around, and out again; then the session ends from
// elsewhere while a screen is open, and the next sign-in comes back to it.
//
//   node e2e/login.mjs BASE NAME PASSWORD NEW_PASSWORD

import { ENGLISH, launch } from './visit.mjs'

const [base, name, password, next] = process.argv.slice(2)
const browser = await launch()
if (browser === undefined) {
    console.error('no Chromium in the usual places; CHROMIUM names one')
    process.exit(3)
}

const context = await browser.newContext({ locale: ENGLISH })
const page = await context.newPage()
const broken = []
page.on('pageerror', (error) => broken.push(error.message))
page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) broken.push(message.text())
})

async function signIn(with_) {
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Password').fill(with_)
    await page.getByRole('button', { name: 'Sign in' }).click()
}

function must(holds, what) {
    if (!holds) throw new Error(what)
    console.log(`ok: ${what}`)
}

/** One asks the server again and again by itself, the other one does not. */
const SCREENS = [
    ['/incidents?state=closed', 'Incidents'],
    ['/no/such/page', 'There is no such page'],
]

const session = async () =>
    (await context.cookies()).find((cookie) => cookie.name === 'waddleperf_session')

/** Ends all sessions of the same person by another browser. */
async function endElsewhere() {
    const other = await browser.newContext({ locale: ENGLISH })
    const data = { name, password: next }
    const me = await (await other.request.post(`${base}/api/v1/login`, { data })).json()
    const headers = { 'x-csrf-token': me.csrfToken }
    const ended = await other.request.delete(`${base}/api/v1/me/sessions`, { headers })
    must(ended.status() === 204, 'the sessions are ended from elsewhere')
    await other.close()
}

/** How often the stream is asked for in some seconds. */
async function streamsIn(ms) {
    let asked = 0
    const count = (request) => request.url().includes('/api/v1/stream') && asked++
    page.on('request', count)
    await page.waitForTimeout(ms)
    page.off('request', count)
    return asked
}

try {
    await page.goto(base)
    await page.getByRole('heading', { name: 'Sign in to WaddlePerf' }).waitFor()
    must((await session()) === undefined, 'nobody has signed in yet')
    await signIn('not the password')
    await page.getByText('the name or the password is wrong').waitFor()
    await signIn(password)
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
    const first = await session()
    must(first?.httpOnly && first.sameSite === 'Strict', 'scripts cannot read the cookie')
    await page.getByLabel('Password until now').fill(password)
    await page.getByLabel('New password', { exact: true }).fill(next)
    await page.getByLabel('New password again').fill(next)
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByRole('link', { name: 'Incidents' }).waitFor()
    must((await session())?.value !== first?.value, 'the change made a new session')
    await page.getByText('Live').first().waitFor()
    must(true, 'the stream takes the cookie')
    await page.reload()
    await page.getByRole('link', { name: 'Incidents' }).waitFor()
    must(true, 'the session outlives the page')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to WaddlePerf' }).waitFor()
    must((await session()) === undefined, 'the cookie is gone')
    await signIn(next)
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    for (const [path, heading] of SCREENS) {
        await page.goto(base + path)
        await page.getByRole('heading', { name: heading, exact: true }).waitFor()
        await page.getByText('Live').first().waitFor()
        await endElsewhere()
        await page.getByRole('heading', { name: 'Sign in to WaddlePerf' }).waitFor()
        must((await streamsIn(7_000)) === 0, `${path}: nobody asks for a stream in vain`)
        await signIn(next)
        await page.getByRole('heading', { name: heading, exact: true }).waitFor()
        must(page.url() === base + path, `${path}: the sign-in comes back to it`)
        await page.getByText('Live').first().waitFor()
    }
    must(broken.length === 0, `nothing is broken: ${broken.join('; ')}`)
} finally {
    await browser.close()
}
