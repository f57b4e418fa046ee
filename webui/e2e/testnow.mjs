// Test now in every state, by keyboard where somebody fills in. Invented tests answer, whichever server
// the page comes from: what a real one says depends on its probes.

import { probes } from '../dev/probes.mjs'
import { newTests } from '../dev/tests.mjs'
import { me } from './accounts.mjs'
import { AWAY, PHONE, json, never } from './visit.mjs'

const RUNNING = '/v1/tests'
const FORM = 'form[aria-label="What to test"]'

const targets = ['shop', 'mail', 'gateway'].map((id) => ({
    ...{ id, address: `${id}.example.net`, owned: true, labels: {}, version: 1 },
}))
const page = (items) => json(200, { items, next: null })

/** Answers for one visit, with tests of its own. */
function world(more = {}) {
    const tests = newTests()
    const answer = (route) => {
        const url = new URL(route.request().url())
        const now = Date.now()
        if (url.pathname.endsWith('/tests/run')) {
            const { id, errors } = tests.order(route.request().postDataJSON(), now)
            if (errors) return refused(errors)(route)
            return json(202, { test_id: id, status: 'queued' })(route)
        }
        if (route.request().method() === 'DELETE') {
            const id = url.pathname.split('/').at(-1)
            tests.cancel(id, now)
            return json(202, tests.status(id, now, false))(route)
        }
        const id = url.pathname.split('/').at(-2)
        const told = tests.status(id, now, url.searchParams.get('results') !== 'false')
        return told ? json(200, told)(route) : NONE(route)
    }
    return {
        '/v1/probes': page(probes(Date.now())),
        '/v1/targets': page(targets),
        '/v1/schedules': page([]),
        [RUNNING]: answer,
        ...more,
    }
}

const NONE = json(404, {
    type: 'https://waddleperf.io/problems/not-found',
    title: 'There is no such thing',
    status: 404,
    detail: 'no test has that id',
})

const refused = (errors) =>
    json(400, {
        type: 'https://waddleperf.io/problems/bad-request',
        title: 'The request is not valid',
        status: 400,
        detail: '',
        errors,
    })

const run = (page) => page.getByRole('button', { name: /^Run / }).press('Enter')

export async function testNow(visit) {
    await visit('test-dark', '/test', { ready: FORM, answers: world() })
    await visit('test-light', '/test', { ready: FORM, answers: world(), theme: 'light' })
    await visit('test-phone', '/test', { ready: FORM, answers: world(), size: PHONE })
    await visit('test-wrong', '/test?kind=ping', {
        ready: FORM,
        answers: world(),
        theme: 'light',
        act: async (page) => {
            await page.getByRole('textbox', { name: 'Interval' }).fill('20')
            await run(page)
            await page.getByText('Choose a probe, or a site').waitFor()
            await page.getByText('Interval needs a unit').waitFor()
            await page.locator('fieldset:focus').waitFor()
        },
    })
    await visit('test-refused', '/test?probe=local&target=shop&kind=throughput', {
        ready: FORM,
        answers: world(),
        act: async (page) => {
            await page.getByRole('combobox', { name: 'Protocol' }).selectOption('udp')
            await page.waitForURL(/udp/)
            await run(page)
            await page.getByText('Rate must be given for udp').waitFor()
        },
    })
    await running(visit)
    await states(visit)
}

async function running(visit) {
    await visit('test-result', '/test', { ready: FORM, answers: world(), act: filledIn })
    const chosen = '/test?target=shop&check=%5B%22ping%22%2C%22traceroute%22%2C%22tls%22%5D'
    for (const [where, more] of [
        ['', {}],
        ['-light', { theme: 'light' }],
        ['-phone', { size: PHONE }],
    ]) {
        await visit(`test-some-answer${where}`, `${chosen}&site=fra&probe=ber-k3m9px`, {
            ready: FORM,
            answers: world(),
            act: async (page) => {
                await run(page)
                await page.getByText(/Done, of 3 probes: all answered at 2, no answer/).waitFor()
            },
            ...more,
        })
    }
    await visit('test-no-probe-answered', `${chosen}&probe=ber-k3m9px`, {
        ready: FORM,
        answers: world(),
        act: async (page) => {
            await run(page)
            await page.getByText('No probe answered.').waitFor()
            await page.getByText('No answer from probe ber-k3m9px in time.').first().waitFor()
        },
    })
    await visit('test-cancelled', `${chosen}&site=fra`, {
        ready: FORM,
        answers: world(),
        act: async (page) => {
            await run(page)
            await page.getByRole('button', { name: 'Cancel' }).press('Enter')
            await page.getByText('Not run: cancelled by whoever ordered it').first().waitFor()
            await page.getByText('Not run: see each test for the reason.').waitFor()
        },
    })
    await visit('test-under-way', `${chosen}&site=fra`, {
        ready: FORM,
        answers: world(),
        act: async (page) => {
            await run(page)
            await page.getByRole('list', { name: 'Steps' }).first().waitFor()
        },
    })
}

/** From nothing to a result by keyboard alone; what was chosen stands in the URL, and is there again. */
async function filledIn(page) {
    await page.getByRole('checkbox', { name: /^local/ }).press('Space')
    await page.getByRole('combobox', { name: 'Target' }).fill('gateway')
    await page.waitForURL(/target=gateway/)
    await page.getByRole('checkbox', { name: 'Ping', exact: true }).press('Space')
    await page.waitForURL(/check=/)
    await page.reload()
    await page.getByRole('checkbox', { name: 'Ping', exact: true, checked: true }).waitFor()
    await run(page)
    await page.waitForURL(/run=/)
    await page.getByText('Done: everything answered.').waitFor({ timeout: 20_000 })
    await page.getByLabel('First numbers').waitFor()
    await page.goBack()
    await page.getByRole('checkbox', { name: 'Ping', exact: true, checked: true }).waitFor()
    await page.goForward()
    await page.getByText('Done: everything answered.').waitFor()
}

async function states(visit) {
    await visit('test-loading', '/test', { answers: world({ '/v1/probes': never }) })
    await visit('test-error', '/test', {
        ready: '[role=alert]',
        answers: world({ '/v1/probes': json(503, AWAY) }),
    })
    const forbidden = json(403, { ...AWAY, title: 'You may not do that', status: 403 })
    await visit('test-forbidden', '/test', {
        ready: '[role=alert]',
        answers: world({ '/v1/probes': forbidden }),
    })
    await visit('test-no-probes', '/test', {
        ready: FORM,
        answers: world({ '/v1/probes': page([]) }),
    })
    await visit('test-viewer', '/test', {
        answers: world({ '/v1/me': me({}) }),
        act: (page) => page.getByText('Your account looks, and does not test').waitFor(),
    })
    let asked = 0
    const unknown = (route) => {
        asked++
        return NONE(route)
    }
    await visit('test-unknown', '/test?run=00000000-0000-4000-9000-00000000ffff', {
        answers: world({ [RUNNING]: unknown }),
        act: async (page) => {
            await page.getByText('There is no such test').waitFor()
            await page.waitForTimeout(12_000)
            const before = asked
            await page.waitForTimeout(4_000)
            if (asked > before) throw new Error('it asks for ever')
        },
    })
    await visit('test-answer-lost', '/test?target=shop&check=%5B%22ping%22%5D&probe=local', {
        ready: FORM,
        answers: answerLost(),
        act: async (page) => {
            await run(page)
            await page.getByText('WaddlePerf does not answer').waitFor()
            await run(page)
            await page.getByText('Done: everything answered.').waitFor()
        },
    })
    await visit('test-left', '/test?target=shop&check=%5B%22ping%22%5D&probe=local', {
        ready: FORM,
        answers: world({ '/v1/tests/run': slowly }),
        act: async (page) => {
            await run(page)
            await page.getByText('Sending the request').waitFor()
            await page.getByRole('link', { name: 'Paths', exact: true }).click()
            await page.getByText('worst first').last().waitFor()
            await page.waitForTimeout(3_000)
            if (page.url().includes('/test')) throw new Error('the order pulled its page back')
        },
    })
}

/** The first answer to an order gets lost; an order that is repeated with another key would be a second one. */
function answerLost() {
    const answers = world()
    let first
    const once = (route) => {
        const key = route.request().headers()['idempotency-key']
        first ??= { key, lost: false }
        if (key !== first.key) return refused([{ field: 'target', detail: 'ordered twice' }])(route)
        if (first.lost) return answers[RUNNING](route)
        first.lost = true
        return route.abort('connectionreset')
    }
    return { ...answers, '/v1/tests/run': once }
}

const slowly = async (route) => {
    await new Promise((done) => setTimeout(done, 2_500))
    return json(202, { test_id: '00000000-0000-4000-9000-000000000001', status: 'queued' })(route)
}
