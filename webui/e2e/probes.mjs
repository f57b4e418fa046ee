// The screen of probes in each state, and the way from "Enrol a probe" to a probe that has joined; invented
// probes answer, whichever server the page comes from.

import { enrolments, identities, made, probes } from '../dev/probes.mjs'
import { me, problem } from './accounts.mjs'
import { AWAY, PHONE, forAWhile, json, never, refuse } from './visit.mjs'

const LISTS = {
    '/v1/probes': probes,
    '/v1/probe-identities': identities,
    '/v1/probe-enrolments': enrolments,
}
const READY = 'tbody tr'
const page = (items) => json(200, { items, next: null })
const admin = { '/v1/me': me({ role: 'admin' }) }

function world(more = {}) {
    const lists = Object.entries(LISTS).map(([path, items]) => [path, page(items(Date.now()))])
    return { ...Object.fromEntries(lists), ...admin, ...more }
}

export async function probeScreens(visit) {
    await visit('probes-dark', '/probes', { ready: READY, answers: world() })
    await visit('probes-light', '/probes', { ready: READY, answers: world(), theme: 'light' })
    await visit('probes-phone', '/probes', { ready: READY, answers: world(), size: PHONE })
    await visit('probes-loading', '/probes', { answers: world({ '/v1/probes': never }) })
    const none = Object.fromEntries(Object.keys(LISTS).map((path) => [path, page([])]))
    await visit('probes-empty', '/probes', {
        answers: world(none),
        act: (page) => page.getByText('No probe yet').waitFor(),
    })
    await visit('probes-error', '/probes', {
        ready: '[role=alert]',
        answers: world({ '/v1/probes': json(503, AWAY) }),
    })
    await visit('probes-stale', '/probes', {
        ready: READY,
        answers: world({
            '/v1/probes': forAWhile(page(probes(Date.now()))),
            '/v1/stream': refuse,
        }),
        act: (page) => page.getByText('What you see is from').waitFor({ timeout: 30_000 }),
    })
    await visit('probes-viewer', '/probes', {
        ready: READY,
        answers: world({ '/v1/me': me({}) }),
        act: async (page) => {
            const buttons = await page
                .getByRole('button', { name: /Enrol|Shut out|Drain|Resume/ })
                .count()
            if (buttons > 0) throw new Error('a viewer sees what only an admin may do')
        },
    })
    await visit('probes-here-only', '/probes', {
        ready: READY,
        answers: world({ '/v1/me': me({ role: 'admin', accounts: 'loopback-open' }) }),
        act: (page) => page.getByText('up --listen ADDRESS').waitFor(),
    })
    await draining(visit)
    await enrolling(visit)
    await visit('probes-shut-out', '/probes', { ready: READY, answers: world(), act: shutOut })
}

async function draining(visit) {
    const sent = []
    const taken = (route) => {
        const body = route.request().postDataJSON()
        sent.push([route.request().headers()['if-match'], body.enabled])
        return json(200, {
            id: 'fra-1',
            site: 'fra',
            labels: {},
            version: 1 + sent.length,
            ...body,
        })(route)
    }
    await visit('probes-drained', '/probes', {
        ready: READY,
        answers: world({ '/v1/probes/fra-1/enabled': taken, '/v1/me': me({ role: 'maintainer' }) }),
        act: async (page) => {
            await page.getByRole('button', { name: 'Drain fra-1' }).click()
            await page.getByText('fra-1 gets no new work').waitFor()
            await page.getByRole('button', { name: 'Undo' }).click()
            await page.getByText('Undone').waitFor()
            const wanted = JSON.stringify([
                ['"1"', false],
                ['"2"', true],
            ])
            if (JSON.stringify(sent) !== wanted) throw new Error(`it sent ${JSON.stringify(sent)}`)
        },
    })
}

async function enrolling(visit) {
    const bodies = []
    let joined = false
    const now = Date.now()
    const line = made(now)
    const coming = { probe: line.probe, site: 'muc', labels: {}, expiresAt: line.expiresAt }
    const here = { probe: line.probe, host: 'pi', joinedAt: new Date(now).toISOString() }
    const answers = world({
        '/v1/probe-enrolments': (route) => {
            if (route.request().method() === 'GET') return page(joined ? [] : [coming])(route)
            bodies.push(route.request().postDataJSON())
            return json(201, line)(route)
        },
        '/v1/probe-identities': (route) =>
            page(joined ? [...identities(now), here] : identities(now))(route),
    })
    const enrol = async (page) => {
        await page.getByLabel('Site').fill('muc')
        await page.getByLabel('Tags').fill('floor=2, indoor')
        await page.getByLabel('Tags').press('Enter')
    }
    for (const theme of ['dark', 'light']) {
        joined = false
        await visit(`probes-line-${theme}`, '/probes', {
            theme,
            ready: READY,
            answers,
            act: async (page) => {
                await enrol(page)
                await page.locator('h2:focus').getByText('Paste this on the machine').waitFor()
                await page.getByText('Waiting for muc-h4t8qe to join').waitFor()
                const sent = JSON.stringify(bodies.at(-1))
                const wanted = {
                    site: 'muc',
                    labels: { floor: '2', indoor: 'true' },
                    expiresInS: 3_600,
                }
                if (sent !== JSON.stringify(wanted)) throw new Error(`it sent ${sent}`)
                await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
                await page.getByRole('button', { name: 'Copy the line' }).click()
                await page.getByText('Copied.').waitFor()
                const copied = await page.evaluate(() => navigator.clipboard.readText())
                if (copied !== line.command) throw new Error(`it copied ${copied}`)
            },
        })
    }
    joined = false
    await visit('probes-joined', '/probes', {
        ready: READY,
        answers,
        act: async (page) => {
            await enrol(page)
            await page.getByText('Waiting for muc-h4t8qe to join').waitFor()
            joined = true
            await page.getByText('muc-h4t8qe has joined').waitFor()
        },
    })
    await visit('probes-forbidden', '/probes', {
        ready: READY,
        answers: world({
            '/v1/probe-enrolments': (route) =>
                route.request().method() === 'GET'
                    ? page([])(route)
                    : problem(
                          403,
                          'forbidden',
                          'This is not allowed to you',
                          'it takes an admin, and ada is a viewer',
                      )(route),
        }),
        act: async (page) => {
            await enrol(page)
            await page.getByText('it takes an admin, and ada is a viewer').waitFor()
        },
    })
}

/** Asks once more, by keyboard alone, and can be taken back. */
async function shutOut(page) {
    const gone = page.waitForRequest((request) => request.method() === 'DELETE')
    const ask = page.getByRole('button', { name: 'Shut out fra-1…' })
    await page.route('**/v1/probe-identities/fra-1', (route) => route.fulfill({ status: 204 }))
    await ask.press('Enter')
    await page.keyboard.press('Enter') // the focus is on the way back
    await ask.press('Enter')
    await page.getByRole('button', { name: 'Shut out fra-1', exact: true }).press('Enter')
    await gone
    await ask.waitFor()
    await ask.press('Enter')
}
