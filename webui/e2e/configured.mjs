// The screens of schedules and thresholds in each state; what is invented answers, whichever server the
// page comes from.

import { readFileSync } from 'node:fs'
import { configuration, targets, thresholds } from '../dev/configuration.mjs'
import { probes } from '../dev/probes.mjs'
import { me, problem } from './accounts.mjs'
import { AWAY, PHONE, forAWhile, json, never, refuse } from './visit.mjs'

const KINDS = JSON.parse(
    readFileSync(
        new URL('../../query-api/src/test/resources/golden/test-kinds.json', import.meta.url),
        'utf8',
    ),
)
const page = (items) => json(200, { items, next: null })

/** Everything that these screens ask for. */
function world(more = {}) {
    const invented = (route) => {
        const request = route.request()
        const url = new URL(request.url())
        const query = Object.fromEntries(url.searchParams)
        const path = url.pathname.replace('/api/v1', '')
        return json(200, configuration(request.method(), path, query, Date.now()))(route)
    }
    return {
        '/v1/me': me({ role: 'admin' }),
        '/v1/probes': page(probes(Date.now())),
        '/v1/targets': page(targets()),
        '/v1/test-kinds': page(KINDS),
        '/v1/paths': json(200, { items: newest(), next: null, summary: {} }),
        '/v1/audit': invented,
        '/v1/schedules': invented,
        '/v1/thresholds': invented,
        ...more,
    }
}

/** The newest results of a few paths. */
function newest() {
    const ping = (probe, target, rttMeanUs) => ({
        probe,
        target,
        checks: [
            {
                ...{ check: 'ping', test: 'ping', family: 'ipv4', intervalUs: 60_000_000 },
                result: { tier: 1, metrics: { rttMeanUs }, outcome: { type: 'measured' } },
            },
        ],
    })
    return [
        ping('fra-1', 'shop', 91_000),
        ping('fra-2', 'mail', 47_200),
        ping('fra-2', 'nas', 900),
        ping('ber-k3m9px', 'shop', 12_000),
    ]
}

const away = json(503, AWAY)

/** Each screen of a kind: its list, one of them, its form; in all themes, sizes and states. */
async function states(visit, kind, one, title) {
    const name = (what) => `${kind}-${what}`
    const rows = `ul[aria-label="${title}"] li`
    await visit(name('dark'), `/${kind}`, { ready: rows, answers: world() })
    await visit(name('light'), `/${kind}`, { ready: rows, answers: world(), theme: 'light' })
    await visit(name('phone'), `/${kind}`, { ready: rows, answers: world(), size: PHONE })
    await visit(name('loading'), `/${kind}`, { answers: world({ [`/v1/${kind}`]: never }) })
    await visit(name('error'), `/${kind}`, {
        ready: '[role=alert]',
        answers: world({ [`/v1/${kind}`]: away }),
    })
    await visit(name('stale'), `/${kind}`, {
        ready: rows,
        answers: world({
            [`/v1/${kind}`]: forAWhile(world()[`/v1/${kind}`]),
            '/v1/stream': refuse,
        }),
        act: (page) => page.getByText('What you see is from').waitFor({ timeout: 30_000 }),
    })
    await visit(name('viewer'), `/${kind}/${one}`, {
        ready: 'dl',
        answers: world({ '/v1/me': me({}) }),
        act: async (page) => {
            const buttons = await page
                .getByRole('button', { name: /Change|Switch|Stop|Remove/ })
                .count()
            if (buttons > 0) throw new Error('a viewer sees what only a maintainer may do')
            await page.getByText('for admins to see').waitFor()
        },
    })
    await visit(name('filtered'), `/${kind}?q=shop`, {
        ready: rows,
        answers: world(),
        act: async (page) => {
            await page.keyboard.press('j')
            await page.locator(`${rows} a:focus`).waitFor()
            await page.keyboard.press('/')
            await page.keyboard.type(' nothing-is-called-so')
            await page.waitForURL(/nothing-is-called-so/)
            await page.keyboard.press('Escape')
            await page.waitForURL((url) => url.search === '')
        },
    })
    for (const [where, options] of LOOKS) {
        const told = async (page) => {
            await page.getByRole('heading', { name: 'History' }).waitFor()
            await page.getByText('Version 1, made').waitFor()
        }
        await visit(name(`one-${where}`), `/${kind}/${one}`, {
            ready: 'dl',
            answers: world(),
            act: told,
            ...options,
        })
        await visit(name(`form-${where}`), `/${kind}/${one}?edit=true`, {
            ready: 'form',
            answers: world(),
            act: (page) => page.getByRole('heading', { name: 'What you change' }).waitFor(),
            ...options,
        })
    }
    await visit(name('unknown'), `/${kind}/nowhere`, {
        answers: world(),
        act: (page) => page.getByText('called nowhere').waitFor(),
    })
    await visit(name('empty-form'), `/${kind}?make=true`, {
        ready: 'form',
        answers: world(),
        act: async (page) => {
            await page.getByRole('button', { name: 'Save' }).press('Enter')
            await page.getByText('Not saved: see the fields above.').waitFor()
            await page.locator('[aria-invalid]:focus').waitFor()
        },
    })
}

const LOOKS = [
    ['dark', {}],
    ['light', { theme: 'light' }],
    ['phone', { size: PHONE }],
]

export async function scheduleScreens(visit) {
    await states(visit, 'schedules', 'shop-working-hours', 'Schedules')
    await visit('schedules-empty', '/schedules', {
        answers: world({ '/v1/schedules': page([]), '/v1/targets': page([]) }),
        act: (page) => page.getByText('./waddleperf apply').waitFor(),
    })
    await visit('schedules-own-tests', '/schedules?make=true', {
        ready: 'form',
        answers: world(),
        act: async (page) => {
            await page.getByRole('group', { name: 'Which tests run?' }).getByText('These').click()
            await page.getByText('Parameters', { exact: true }).click()
            await page.getByText('At times of the clock').click()
            await page.getByRole('button', { name: 'Add one to Only within' }).click()
            await page.getByText('In a way of its own').click()
            await page.evaluate(() => scrollTo(0, 0)) // nothing is half under the head of the page
        },
    })
}

export async function thresholdScreens(visit) {
    await states(visit, 'thresholds', 'fra-slow', 'Rules of yours')
    const builtIn = thresholds().filter((rule) => rule.builtIn)
    await visit('thresholds-empty', '/thresholds', {
        answers: world({ '/v1/thresholds': page(builtIn) }),
        act: (page) => page.getByText('None yet: the built-in ones').waitFor(),
    })
    await visit('thresholds-of-path', '/thresholds?probe=fra-1&target=shop', {
        answers: world(),
        act: (page) => page.getByRole('list', { name: 'Rules of fra-1 to shop' }).waitFor(),
    })
    await visit('thresholds-built-in', '/thresholds/default-rtt', {
        ready: 'dl',
        answers: world(),
        act: (page) => page.getByRole('link', { name: 'Make one of your own' }).waitFor(),
    })
    await visit('thresholds-forbidden', '/thresholds?make=true', {
        ready: 'form',
        answers: world({
            '/v1/me': me({ role: 'maintainer', scopes: [{ sites: ['fra'], tags: {} }] }),
            '/v1/thresholds': (route) =>
                route.request().method() === 'PUT'
                    ? problem(
                          403,
                          'forbidden',
                          'This is not allowed to you',
                          'it reaches beyond your scope: it must match on one of your probes',
                      )(route)
                    : world()['/v1/thresholds'](route),
        }),
        act: async (page) => {
            await page.getByLabel('Name', { exact: true }).fill('everywhere')
            await page.getByLabel('Limit', { exact: true }).fill('80 ms')
            await page.getByRole('button', { name: 'Save' }).press('Enter')
            await page.getByText('it reaches beyond your scope').waitFor()
        },
    })
}
