// The screens of schedules and thresholds in each state; what is invented answers, whichever server the
// page comes from.

import { readFileSync } from 'node:fs'
import { configuration, schedules, targets, thresholds } from '../dev/configuration.mjs'
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

/** Keeps what is put, as a server does; `theirs` is what somebody else puts once before. */
function keeping(kind, theirs) {
    let all = kind === 'schedules' ? schedules(Date.now()) : thresholds()
    const put = (id, body) => {
        const before = all.find((one) => one.id === id)
        const after = { ...before, ...body, id, version: (before?.version ?? 0) + 1 }
        all = before ? all.map((one) => (one === before ? after : one)) : [...all, after]
        return after
    }
    return (route) => {
        const request = route.request()
        const [, id, part] =
            new URL(request.url()).pathname.match(/\/v1\/\w+(?:\/([^/]+))?(\/.+)?$/) ?? []
        if (request.method() === 'GET' && id === undefined) return page(all)(route)
        if (request.method() !== 'PUT' || part) return world()[`/v1/${kind}`](route)
        if (theirs !== undefined) {
            put(id, theirs)
            theirs = undefined
            return problem(412, 'precondition-failed', 'It has changed', 'read it again')(route)
        }
        return json(200, put(id, request.postDataJSON()))(route)
    }
}

/** The focus is somewhere in what is shown, and not where something is gone. */
const focused = (page, selector) => page.locator(`${selector}:focus`).waitFor()

/** From a page into its form, out of it, through it, and back: whoever goes by keyboard is never lost. */
async function byKeyboard(page) {
    const press = (name) => page.getByRole('button', { name, exact: true }).press('Enter')
    await press('Change…')
    await focused(page, 'h1:text("Change")')
    await press('Cancel')
    await focused(page, 'h1')
    await press('Change…')
    await press('Save')
    await page.getByText('is saved as version').waitFor()
    await focused(page, 'h1')
    await press('Undo')
    await page.getByText('Undone:').waitFor()
    await focused(page, '[role=status]')
    await page.getByRole('button', { name: /^(Switch off|Stop judging)$/ }).press('Enter')
    await page.getByText('is saved as version').waitFor()
    await press('Dismiss')
    await focused(page, 'h1')
}

/** A filter is typed in its middle, and is no step of the history. */
async function typed(page) {
    await page.locator('#filter').pressSequentially('shp')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('o', { delay: 30 })
    await page.keyboard.type('-', { delay: 30 })
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Home')
    await page.keyboard.type('xy', { delay: 30 })
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.waitForURL((url) => url.searchParams.get('q') === 'shop')
    const [value, caret, steps] = await page
        .locator('#filter')
        .evaluate((filter) => [filter.value, filter.selectionStart, history.length])
    if (value !== 'shop' || caret !== 0) throw new Error(`"${value}", the caret at ${caret}`)
    if (steps > 2) throw new Error(`${steps} steps to go back`)
}

/** Somebody else was faster, and mine has a field that is wrong. */
async function mineIsWrong(page) {
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await page.getByText('Somebody changed the rule').waitFor()
    await page.getByLabel('Limit', { exact: true }).fill('much')
    await page.getByRole('button', { name: 'Save mine over it' }).press('Enter')
    await page.getByText('Not saved: see the fields above.').waitFor()
    await focused(page, '[aria-invalid]')
    await page.getByLabel('Limit', { exact: true }).fill('70 ms')
    await page.getByRole('button', { name: 'Add a condition' }).press('Enter')
    await focused(page, 'button:text("Add a condition")') // it is wrong, and somebody is at it
    await page
        .getByRole('button', { name: /^Remove condition/ })
        .last()
        .press('Enter')
    await page.getByRole('button', { name: 'Save mine over it' }).press('Enter')
    await page.getByText('is saved as version').waitFor()
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
            const history = kind === 'thresholds' ? 'Version 1, made' : 'for admins to see'
            await page.getByText(history).waitFor()
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
    await visit(name('keyboard'), `/${kind}/${one}`, {
        ready: 'dl',
        answers: world({ [`/v1/${kind}`]: keeping(kind) }),
        act: byKeyboard,
    })
    await visit(name('typed'), `/${kind}`, { ready: rows, answers: world(), act: typed })
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
    await visit('thresholds-overtaken', '/thresholds/fra-slow?edit=true', {
        ready: 'form',
        answers: world({ '/v1/thresholds': keeping('thresholds', { breaches: 2, of: 2 }) }),
        act: mineIsWrong,
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
