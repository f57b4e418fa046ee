// The map in each state, by pointer and by keyboard, in both themes and at phone width; an invented world answers,
// whichever server the page comes from.

import { geo } from '../dev/geo.mjs'
import { AWAY, PHONE, json, never, refuse } from './visit.mjs'

const MAP = '/v1/geo'
const READY = '[aria-label=Sites] button'
const NONE = { probes: { count: 0, names: [] }, sites: { count: 0, names: [] } }
const world = () => ({ [MAP]: (route) => json(200, geo(Date.now()))(route) })
const europe = () => ({ [MAP]: json(200, geo(Date.now(), ['ber', 'pdm', 'fra', 'lon'])) })
const empty = (unplaced) => ({ [MAP]: json(200, { ...geo(Date.now(), []), unplaced }) })

export async function mapScreens(visit) {
    await visit('map-real', '/map', { ready: READY })
    for (const [name, options] of [
        ['dark', {}],
        ['light', { theme: 'light' }],
        ['phone', { size: PHONE }],
        ['phone-light', { size: PHONE, theme: 'light' }],
    ]) {
        await visit(`map-${name}`, '/map', { ready: READY, answers: world(), ...options })
    }
    await visit('map-europe', '/map', { ready: READY, answers: europe() })
    await visit('map-one-site', '/map', {
        ready: READY,
        answers: { [MAP]: json(200, geo(Date.now(), ['ber'])) },
    })
    await visit('map-whole-world', '/map', {
        ready: READY,
        answers: europe(),
        act: async (page) => {
            await page.getByRole('button', { name: 'Whole world' }).press('Enter')
            await page.waitForURL(/world=true/)
        },
    })
    for (const theme of ['dark', 'light']) {
        await visit(`map-countries-${theme}`, '/map', {
            theme,
            ready: READY,
            answers: world(),
            act: byCountry,
        })
    }
    await visit('map-chosen', '/map', { ready: READY, answers: world(), act: choose })
    await visit('map-close-together', '/map?world=true', {
        ready: READY,
        answers: europe(),
        act: closeTogether,
    })
    await visit('map-to-paths', '/map?at=fra', { ready: READY, answers: world(), act: toPaths })
    await visit('map-table', '/map?table=true', {
        answers: world(),
        act: (page) => page.getByRole('region', { name: 'Sites, the worst first' }).waitFor(),
    })
    await visit('map-table-held', '/map?table=true', { answers: better(), act: held })
    await visit('map-paths-held', '/map', { ready: READY, answers: mended(), act: pathsHeld })
    await visit('map-table-paths-held', '/map?table=true', {
        ready: 'ul li',
        answers: mended(),
        act: pathsHeld,
    })
    await visit('map-table-phone', '/map?table=true&by=country', {
        size: PHONE,
        answers: world(),
        act: (page) => page.getByRole('region', { name: 'Countries, the worst first' }).waitFor(),
    })
    await visit('map-unplaced', '/map', {
        ready: READY,
        answers: world(),
        act: async (page) => {
            await page.getByText('12 probes and 1 target without a position').click()
            await page.getByText('kind: Site').waitFor()
        },
    })
    await states(visit)
}

async function states(visit) {
    await visit('map-loading', '/map', { answers: { [MAP]: never } })
    await visit('map-empty', '/map', {
        answers: empty(geo(0).unplaced),
        act: (page) => page.getByText('./waddleperf apply -f where.yaml').waitFor(),
    })
    await visit('map-no-probe', '/map', {
        answers: empty({ ...NONE, targets: NONE.probes, paths: 0 }),
        act: (page) => page.getByText('No probe yet').waitFor(),
    })
    await visit('map-error', '/map', {
        ready: '[role=alert]',
        answers: { [MAP]: json(503, AWAY) },
    })
    await visit('map-forbidden', '/map', {
        ready: '[role=alert]',
        answers: {
            [MAP]: json(403, {
                type: 'https://waddleperf.io/problems/forbidden',
                title: 'You may not do that',
                status: 403,
                detail: 'It takes the role of a viewer.',
            }),
        },
        act: (page) => page.getByText('Your account may not see paths').waitFor(),
    })
    let answered = 0
    await visit('map-stale', '/map', {
        ready: READY,
        answers: {
            [MAP]: (route) =>
                answered++ === 0 ? json(200, geo(Date.now()))(route) : refuse(route),
        },
        act: (page) => page.getByText('What you see is from').waitFor({ timeout: 30_000 }),
    })
}

async function byCountry(page) {
    await page.getByRole('button', { name: 'Countries' }).press('Enter')
    await page.waitForURL(/by=country/)
    await page.getByRole('button', { name: /^Germany .* Failing/ }).press('Enter')
    await page.getByRole('heading', { name: 'Germany' }).waitFor()
    await page.getByText('ber, pdm, fra').waitFor()
}

/** From its second answer on, the first site of the table is the best one. */
function better() {
    let answered = 0
    return {
        [MAP]: (route) => {
            const world = geo(Date.now())
            const paths = world.sites.find(({ site }) => site === 'ber').paths
            const sites = world.sites.map((one) => (one.site === 'akl' ? { ...one, paths } : one))
            return json(200, answered++ === 0 ? world : { ...world, sites })(route)
        },
    }
}

/** Rows stay under the focus, say what is new of them, and take their new places when they are let. */
async function held(page) {
    const table = page.getByRole('region', { name: 'Sites, the worst first' })
    const first = table.getByRole('row').nth(1)
    const link = first.getByRole('link', { name: 'akl' })
    await link.focus()
    await first.getByText('Healthy', { exact: true }).waitFor({ timeout: 40_000 })
    if (!(await link.evaluate((it) => it === document.activeElement)))
        throw new Error('the focus is gone')
    await page.getByRole('button', { name: /change/ }).press('Enter')
    await table.getByRole('row').nth(1).getByRole('link', { name: 'fra' }).waitFor()
    await page.locator('[data-row-link]:focus').waitFor()
}

/** By keyboard alone: a site, its clock, and back. */
async function choose(page) {
    const site = page.getByRole('button', { name: /^nrt\. Stale, 2 stale of 8 paths/ })
    await site.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/at=nrt/)
    await page.getByText('(Asia/Tokyo)').waitFor()
    await page.getByText('1 reports, 1 silent').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL((now) => !now.search.includes('at='))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'nrt' }).waitFor()
}

async function closeTogether(page) {
    await page
        .getByRole('button', { name: /sites:.*pdm/ })
        .first()
        .press('Enter')
    const group = page.getByRole('group', { name: 'Close together' })
    await group.getByRole('button', { name: 'pdm' }).press('Enter')
    await page.getByRole('heading', { name: 'pdm' }).waitFor()
}

async function toPaths(page) {
    const link = page.getByRole('link', { name: '1 failing, 1 breaching of 8 paths' })
    const to = await link.getAttribute('href')
    if (!to?.startsWith('/?site=')) throw new Error(`it leads to ${to}`)
    await page.getByRole('link', { name: /fra-1.*vpn/ }).waitFor()
}

/** From its second answer on the worst path is well, and another one is worse than what was there. */
function mended() {
    let answered = 0
    return {
        [MAP]: (route) => {
            const world = geo(Date.now())
            const [, second, ...rest] = world.arcs
            const worse = { ...second, target: 'wiki', reason: 'dns: no answer within 5 s' }
            const arcs = answered++ === 0 ? world.arcs : [worse, second, ...rest]
            return json(200, { ...world, arcs })(route)
        },
    }
}

/** The unhealthy paths stay under the focus, say what has gone, and take their new places when they are let. */
async function pathsHeld(page) {
    const list = page.locator('ul', { has: page.getByRole('link', { name: /fra-1.*vpn/ }) })
    const nth = (n) => list.getByRole('listitem').nth(n)
    await nth(0)
        .getByRole('link', { name: /akl-1.*shop/ })
        .focus()
    await nth(0).getByText('No longer in this list').waitFor({ timeout: 40_000 })
    if ((await list.getByRole('link', { name: /wiki/ }).count()) > 0)
        throw new Error('a new path pushed the others down')
    await nth(1)
        .getByRole('link', { name: /fra-1.*vpn/ })
        .waitFor()
    await page.getByRole('button', { name: '2 changes' }).press('Enter')
    await nth(0)
        .getByRole('link', { name: /fra-1.*wiki/ })
        .waitFor()
    await list.locator('li:first-child a:focus').waitFor()
}
