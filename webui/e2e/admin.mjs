// What admins look after, in each state; what is invented answers, whichever server the page comes from.

import { administration, channels, licenses, system, troubled } from '../dev/admin.mjs'
import { targets } from '../dev/configuration.mjs'
import { probes } from '../dev/probes.mjs'
import { me, problem } from './accounts.mjs'
import { AWAY, PHONE, forAWhile, json, never, refuse } from './visit.mjs'

const ADMIN = me({ role: 'admin' })
const away = json(503, AWAY)
const page = (items) => json(200, { items, next: null })

const invented = (route) => {
    const request = route.request()
    const url = new URL(request.url())
    const query = Object.fromEntries(url.searchParams)
    const path = url.pathname.replace('/api/v1', '')
    const { status, body } = administration(request.method(), path, query, Date.now())
    return json(status, body)(route)
}

/** Everything that these views ask for. */
const world = (more = {}) => ({
    '/v1/me': ADMIN,
    '/v1/system': invented,
    '/v1/license': invented,
    '/v1/channels': invented,
    '/v1/audit': invented,
    '/v1/probes': page(probes(Date.now())),
    '/v1/targets': page(targets()),
    '/v1/schedules': page([]),
    '/v1/test-kinds': page([]),
    ...more,
})

const LOOKS = [
    ['dark', {}],
    ['light', { theme: 'light' }],
    ['phone', { size: PHONE }],
]

/** A view in both themes and on a phone, and while it loads, fails and gets old. */
async function states(visit, { name, url, api, ready }) {
    for (const [look, options] of LOOKS) {
        await visit(`${name}-${look}`, url, { ready, answers: world(), ...options })
    }
    await visit(`${name}-loading`, url, {
        ready: '[role=status][aria-label=Loading]',
        answers: world({ [api]: never }),
    })
    await visit(`${name}-error`, url, { ready: '[role=alert]', answers: world({ [api]: away }) })
    await visit(`${name}-stale`, url, {
        ready,
        answers: world({ [api]: forAWhile(invented), '/v1/stream': refuse }),
        act: (page) => page.getByText('What you see is from').waitFor({ timeout: 60_000 }),
    })
    await visit(`${name}-forbidden`, url, {
        answers: world({ '/v1/me': me({ role: 'maintainer' }) }),
        act: (page) => page.getByText('This is for admins').waitFor(),
    })
}

/** How the system is, and what it keeps. */
export async function systemViews(visit) {
    await health(visit)
    await retention(visit)
}

/** How the licence stands, in each of its states. */
export async function licenceViews(visit) {
    const url = '/admin?view=licence'
    const ready = 'ul[aria-label=Features] li'
    await states(visit, { name: 'admin-licence', url, api: '/v1/license', ready })
    for (const [state, said] of Object.entries(LICENCES)) {
        for (const [look, options] of LOOKS) {
            await visit(`admin-licence-${state}-${look}`, url, {
                ready,
                answers: world({ '/v1/license': json(200, licenses(Date.now())[state]) }),
                act: (page) => page.getByText(said).waitFor(),
                ...options,
            })
        }
    }
}

const LICENCES = {
    'not-needed': 'no licence server is asked, nothing is sent',
    pending: 'Until it answers all is as before',
    ending: 'It ends in 9 days: ask for another one',
    grace: 'What was allowed stays allowed until',
    invalid: 'Set LICENSE_KEY where query-api runs',
}

async function health(visit) {
    await states(visit, {
        ...{ name: 'admin-system', url: '/admin', api: '/v1/system' },
        ready: 'section[aria-labelledby=part-kafka]',
    })
    await visit('admin-system-old', '/admin', {
        ready: 'section',
        answers: world({ '/v1/system': forAWhile(invented) }),
        act: (page) => page.getByText('All 6 parts were well').waitFor({ timeout: 60_000 }),
    })
    for (const [look, options] of LOOKS) {
        await visit(`admin-system-trouble-${look}`, '/admin', {
            ready: 'section',
            answers: world({ '/v1/system': json(200, troubled(Date.now())) }),
            act: (page) => page.getByText('3 of 6 parts need somebody').waitFor(),
            ...options,
        })
    }
    await visit('admin-system-tables', '/admin', {
        ready: 'section',
        answers: world({
            '/v1/system': json(200, {
                ...system(Date.now()),
                archive: {
                    ...{ state: 'ok', reason: '', tookMs: 1 },
                    findings: { location: 'none', totalBytes: null, freeBytes: null },
                },
            }),
        }),
        act: async (page) => {
            await page.getByText('The largest tables').press('Enter')
            await page.getByText('rollup_1m').waitFor()
        },
    })
}

const LIST = '/admin?view=channels'
const MAIL = `${LIST}&channel=ops-mail`

export async function channelViews(visit) {
    await states(visit, {
        ...{ name: 'admin-channels', url: LIST, api: '/v1/channels' },
        ready: 'ul[aria-label=Channels] li',
    })
    await visit('admin-channels-empty', LIST, {
        answers: world({ '/v1/channels': page([]) }),
        act: (page) => page.getByText('No channel yet').waitFor(),
    })
    await visit('admin-channels-keys', LIST, {
        ready: 'ul[aria-label=Channels] li',
        answers: world(),
        act: async (page) => {
            await page.keyboard.press('j')
            await page.locator('ul[aria-label=Channels] a:focus').waitFor()
            await page.keyboard.press('/')
            await page.keyboard.type('mail')
            await page.waitForURL(/q=mail/)
            await page.keyboard.press('Escape')
            await page.waitForURL((url) => !url.searchParams.has('q'))
        },
    })
    for (const [look, options] of LOOKS) {
        await visit(`admin-channel-${look}`, MAIL, {
            ready: 'dl',
            answers: world(),
            act: (page) => page.getByText('Version 1, made').waitFor(),
            ...options,
        })
        await visit(`admin-channel-form-${look}`, `${MAIL}&edit=true`, {
            ready: 'form',
            answers: world(),
            act: (page) => page.getByRole('heading', { name: 'What you change' }).waitFor(),
            ...options,
        })
    }
    await visit('admin-channel-test', MAIL, {
        ready: 'dl',
        answers: world(),
        act: async (page) => {
            await page.getByRole('button', { name: 'Send a test' }).press('Enter')
            await page.getByText('mail.example.net answered 250').waitFor()
            await page.getByText('Look whether it arrived').waitFor()
        },
    })
    await visit('admin-channel-broken', `${LIST}&channel=hook`, {
        ready: 'dl',
        answers: world(),
        act: (page) => page.getByText('NOTIFY_HOOK is not set').waitFor(),
    })
    await visit('admin-channel-of-file', `${LIST}&channel=of-file`, {
        ready: 'h3',
        answers: world(),
        act: async (page) => {
            await page.getByText('It is set up at the notifier itself').waitFor()
            if ((await page.getByRole('button', { name: /Change|Switch|Remove/ }).count()) > 0) {
                throw new Error("what only the notifier's file may change is offered here")
            }
        },
    })
    await visit('admin-channel-unknown', `${LIST}&channel=nowhere`, {
        answers: world(),
        act: (page) => page.getByText('There is no channel called nowhere').waitFor(),
    })
    await forms(visit)
}

async function forms(visit) {
    await visit('admin-channel-secret', `${LIST}&make=true`, {
        ready: 'form',
        answers: world({ '/v1/channels': unsent }),
        act: async (page) => {
            await page.getByLabel('Name', { exact: true }).fill('pager')
            await page.getByLabel('Kind', { exact: true }).selectOption('pagerduty')
            await page.getByLabel('Key kept in').fill('R0UTINGKEY')
            await page.getByRole('button', { name: 'Save' }).press('Enter')
            await page.getByText('the secret itself is sent nowhere').waitFor()
            await page.locator('[aria-invalid]:focus').waitFor()
        },
    })
    await visit('admin-channel-refused', `${LIST}&make=true`, {
        ready: 'form',
        theme: 'light',
        answers: world({
            '/v1/channels': (route) =>
                route.request().method() === 'PUT'
                    ? problem(
                          409,
                          'conflict',
                          'It does not fit',
                          'there may be 50 of kind channel',
                      )(route)
                    : page(channels(Date.now()))(route),
        }),
        act: async (page) => {
            await page.getByLabel('Name', { exact: true }).fill('one-more')
            await page.getByLabel('URL', { exact: true }).fill('https://hook.example.net/')
            await page.getByRole('button', { name: 'Add a condition' }).press('Enter')
            await page.getByLabel('Condition 1: values').fill('fra, ber')
            await page.getByText('Tells of incidents of site fra or ber').waitFor()
            await page.getByText('How often, and what stands together').press('Enter')
            await page.getByRole('button', { name: 'Save' }).press('Enter')
            await page.getByText('there may be 50 of kind channel').waitFor()
        },
    })
}

/** Lists channels, and takes none. */
function unsent(route) {
    if (route.request().method() !== 'GET') throw new Error('a secret was sent')
    return page(channels(Date.now()))(route)
}

const AUDIT = '/admin?view=audit'

export async function auditViews(visit) {
    const ready = 'ol[aria-label=Changes] li'
    await states(visit, { name: 'admin-audit', url: AUDIT, api: '/v1/audit', ready })
    await visit('admin-audit-older', AUDIT, {
        ready,
        answers: world(),
        act: async (page) => {
            await page.getByRole('button', { name: 'Older ones' }).press('Enter')
            await page.getByText('there are no older ones').waitFor()
            await page.getByText('removed the rule old-rule').waitFor()
        },
    })
    await visit('admin-audit-filtered', `${AUDIT}&who=eva`, {
        ready,
        answers: world(),
        act: async (page) => {
            await page.getByRole('combobox', { name: 'What' }).selectOption('channel.put')
            await page.getByRole('button', { name: 'Show', exact: true }).press('Enter')
            await page.waitForURL(/action=channel.put/)
            await page.getByText('1 change; there are no older ones').waitFor()
        },
    })
    await visit('admin-audit-empty', `${AUDIT}&who=nobody`, {
        answers: world(),
        act: (page) => page.getByText('No change is like that').waitFor(),
    })
}

async function retention(visit) {
    const url = '/admin?view=retention'
    const ready = 'ul[aria-label=Kept] li'
    await states(visit, { name: 'admin-retention', url, api: '/v1/system', ready })
    const now = system(Date.now())
    const untold = now.retention.map(({ setting }) => ({ setting, days: null }))
    await visit('admin-retention-untold', url, {
        ready,
        answers: world({ '/v1/system': json(200, { ...now, retention: untold }) }),
        act: (page) => page.getByText('is not told all of it').waitFor(),
    })
}
