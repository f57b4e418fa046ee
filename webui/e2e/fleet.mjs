// The list of all paths in every state, by keyboard where there are keys for it.

import { AWAY, DESK, PHONE, dying, json, never, refuse } from './visit.mjs'

const ROWS = 'tbody tr[data-index]'
const SNAPSHOT = '/v1/paths/snapshot'
const EMPTY = {
    version: 1,
    states: ['failing', 'breaching', 'stale', 'unproven', 'healthy'],
    pathStates: [],
    probes: { id: [], site: [], tags: [] },
    targets: { id: [], address: [], tags: [] },
    paths: {
        probe: [],
        target: [],
        state: [],
        pathState: [],
        tier: [],
        score: [],
        reason: [],
        loss: [],
        latencyUs: [],
        check: [],
        newestMs: [],
        incident: [],
    },
    sites: [],
    tags: [],
    checks: [],
    reasons: [],
    incidents: [],
}
const FORBIDDEN = {
    type: 'https://waddleperf.io/problems/forbidden',
    title: 'You may not do that',
    status: 403,
    detail: 'It takes the role of a viewer.',
}
const drawn = (page) => page.locator(`${ROWS} svg[role=img]`).first().waitFor({ timeout: 15_000 })

export async function fleet(visit) {
    await visit('fleet-dark', '/', { ready: ROWS, act: drawn })
    await visit('fleet-light', '/', { ready: ROWS, theme: 'light', act: drawn })
    await visit('fleet-phone', '/', { ready: ROWS, size: PHONE, act: drawn })
    await visit('fleet-phone-facets', '/', {
        ready: ROWS,
        size: PHONE,
        theme: 'light',
        act: (page) => page.getByRole('button', { name: /^Facets/ }).click(),
    })
    await keys(visit)
    await palette(visit)
    await narrowed(visit)
    await states(visit)
}

async function keys(visit) {
    await visit('fleet-filtered', '/', {
        ready: ROWS,
        act: async (page) => {
            await page.keyboard.press('/')
            await page.keyboard.type('ping')
            await page.waitForURL(/q=/)
            await page.locator('#filter').evaluate((filter) => filter.blur())
            await page.keyboard.press('j')
            const link = await page.evaluate(() => document.activeElement?.getAttribute('href'))
            if (!link?.startsWith('/paths/')) throw new Error(`j did not reach a path but ${link}`)
        },
    })
    await visit('fleet-keys-off', '/', { ready: ROWS, act: switchedOff })
    await visit('fleet-opened', '/', {
        ready: ROWS,
        act: async (page) => {
            await page.keyboard.press('j')
            await page.keyboard.press('Enter')
            await page.waitForURL(/\/paths\//)
            await page.locator('h1:not(.sr-only)').waitFor()
        },
    })
}

/** Keys that are pressed alone can be switched off, and the browser remembers it. */
async function switchedOff(page) {
    await page.getByRole('button', { name: 'Single keys' }).press('Enter')
    await page.reload()
    await page.locator(ROWS).first().waitFor()
    await page.keyboard.press('j')
    const tag = await page.evaluate(() => document.activeElement?.tagName)
    if (tag !== 'BODY') throw new Error(`j still leads somewhere: ${tag}`)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /^Go to/ }).fill('shortcuts')
    await page.getByRole('option', { name: /they are off/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('j')
    await page.waitForFunction(() =>
        document.activeElement?.getAttribute('href')?.startsWith('/paths/'),
    )
}

async function palette(visit) {
    for (const size of [DESK, PHONE]) {
        await visit(size === DESK ? 'palette' : 'palette-phone', '/', {
            ready: ROWS,
            size,
            theme: size === DESK ? 'dark' : 'light',
            act: async (page) => {
                await page.keyboard.press('Control+k')
                await page.getByRole('combobox', { name: /^Go to/ }).fill('pro')
                await page.getByRole('option', { name: /^Probes/ }).waitFor()
            },
        })
    }
    await visit('palette-gone-to', '/', {
        ready: ROWS,
        act: async (page) => {
            await page.keyboard.press('Control+k')
            await page.getByRole('combobox', { name: /^Go to/ }).waitFor()
            await page.keyboard.type('incid')
            await page.getByRole('option', { name: /^Incidents/ }).waitFor()
            await page.keyboard.press('Enter')
            await page.waitForURL(/\/incidents/)
        },
    })
}

async function narrowed(visit) {
    for (const theme of ['dark', 'light']) {
        await visit(`fleet-grouped-${theme}`, '/?group=site', {
            ready: ROWS,
            theme,
            act: async (page) => {
                const groups = page.locator(`${ROWS} button[aria-expanded]`)
                const [, ...name] = await groups.first().textContent() // without its arrow
                const group = groups.filter({ hasText: name.join('') }) // the order may change
                const before = await group.getAttribute('aria-expanded')
                await group.press('Enter')
                if ((await group.getAttribute('aria-expanded')) === before)
                    throw new Error('the group does not turn')
                await group.press('Enter')
            },
        })
    }
    await visit('fleet-grouped-phone', '/?group=site', { ready: ROWS, size: PHONE })
    await visit('fleet-views', '/', {
        ready: ROWS,
        act: async (page) => {
            await page.getByRole('button', { name: 'Only unhealthy' }).click()
            await page.waitForURL(/unhealthy=/)
            await page.locator('summary', { hasText: 'What needs attention' }).press('Enter')
            await page.getByLabel('Name of the view that is shown').fill('Mine')
            await page.keyboard.press('Enter')
            await page.getByRole('button', { name: 'Forget Mine' }).waitFor()
        },
    })
    await visit('fleet-no-match', '/?q=nothing-is-called-so', { ready: 'text=No path matches' })
}

async function states(visit) {
    await visit('fleet-loading', '/', { answers: { [SNAPSHOT]: never } })
    await visit('fleet-empty', '/', {
        ready: 'text=No results yet',
        answers: { [SNAPSHOT]: json(200, EMPTY) },
    })
    await visit('fleet-error', '/', {
        ready: '[role=alert]',
        answers: { [SNAPSHOT]: json(503, AWAY) },
    })
    await visit('fleet-forbidden', '/', {
        ready: '[role=alert]',
        answers: { [SNAPSHOT]: json(403, FORBIDDEN) },
    })
    await visit('fleet-stale', '/', {
        ready: ROWS,
        answers: { [SNAPSHOT]: dying(), '/v1/stream': refuse },
        act: (page) => page.getByText('What you see is from').waitFor({ timeout: 40_000 }),
    })
}
