// Screens that hang on a wall: what they show, how they turn, and that nothing takes them down.

import { mesh, targets } from '../dev/mesh.mjs'
import { AWAY, DESK, PHONE, dying, json, refuse } from './visit.mjs'

const SNAPSHOT = '/v1/paths/snapshot'
const WALL = { width: 1920, height: 1080 }
const rows = (page) => page.getByRole('list', { name: /^The worst/ }).waitFor()
const matrix = {
    '/v1/mesh': (route) => {
        const query = Object.fromEntries(new URL(route.request().url()).searchParams)
        return json(200, mesh(query, Date.now()))(route)
    },
    '/v1/targets': json(200, targets()),
}
const HOUR_MS = 3_600_000
const silent = {
    ...matrix,
    '/v1/mesh': (route) => {
        const query = Object.fromEntries(new URL(route.request().url()).searchParams)
        const { cells, ...rest } = mesh(query, Date.now())
        const atMs = cells.atMs.map((ms) => ms - HOUR_MS)
        return json(200, { ...rest, cells: { ...cells, atMs } })(route)
    },
}
const drawn = (page) => page.getByRole('img', { name: /path/ }).locator('canvas').waitFor()

export async function kiosk(visit) {
    await visit('kiosk-dark', '/?kiosk', { size: WALL, act: alone })
    await visit('kiosk-light', '/?kiosk=true', { size: WALL, theme: 'light', act: rows })
    await visit('kiosk-phone', '/?kiosk', { size: PHONE, act: rows })
    await visit('kiosk-grouped', '/?kiosk=true&group=site', { size: WALL, act: rows })
    await visit('kiosk-turns', '/', { act: turning })
    await visit('kiosk-left', '/?kiosk=true&q=a', { act: left })
    await visit('kiosk-mesh-dark', '/mesh?kiosk', { size: WALL, answers: matrix, act: drawn })
    await visit('kiosk-mesh-light', '/mesh?kiosk', {
        size: WALL,
        theme: 'light',
        answers: matrix,
        act: drawn,
    })
    await visit('kiosk-mesh-silent', '/mesh?kiosk', {
        size: WALL,
        answers: silent,
        act: async (page) => {
            await page.getByRole('heading', { name: 'No path has a fresh result' }).waitFor()
            if (await page.getByText(/No path is bad/).count())
                throw new Error('it says all is well')
        },
    })
    await visit('kiosk-mesh-phone', '/mesh?kiosk', { size: PHONE, answers: matrix, act: drawn })
    await visit('kiosk-mesh-from', '/mesh?metric=lossRatio', {
        answers: matrix,
        act: async (page) => {
            await page.getByRole('link', { name: 'On a wall' }).press('Enter')
            await page.waitForURL(/kiosk=true/)
            await drawn(page)
            await page.keyboard.press('Escape')
            await page.getByRole('slider', { name: 'Time of the matrix' }).waitFor()
        },
    })
    await states(visit)
}

/** Nothing to navigate by, and type that grows with the wall. */
async function alone(page) {
    await rows(page)
    if ((await page.getByRole('navigation').count()) > 0) throw new Error('there is navigation')
    const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)
    if (parseFloat(size) < 20) throw new Error(`type of ${size} on a wall`)
    await page.waitForFunction(() => document.documentElement.style.cursor === 'none')
}

/** From the list of views to all of one's own in turn, held and going on by keyboard. */
async function turning(page) {
    await page.getByRole('button', { name: 'Only unhealthy' }).waitFor()
    for (const [name, search] of [
        ['One', '/?group=site'],
        ['Two', '/?q=shop'],
    ]) {
        await page.goto(new URL(search, page.url()).href)
        await page.locator('summary').first().waitFor()
        await page.locator('summary', { hasText: '▾' }).press('Enter')
        await page.getByLabel('Name of the view that is shown').fill(name)
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: `Forget ${name}` }).waitFor()
    }
    await page.getByRole('link', { name: 'My 2 views in turn' }).press('Enter')
    await page.waitForURL(/kiosk=true/)
    await page.getByText('Paths: One').waitFor()
    await page.goto(`${page.url()}&everyS=5`)
    await page.getByText('Paths: Two').waitFor({ timeout: 15_000 })
    await page.keyboard.press(' ')
    await page.getByRole('button', { name: 'Hold', pressed: true }).waitFor()
    await page.waitForTimeout(6_000)
    if (!(await page.getByText('Paths: Two').isVisible())) throw new Error('it does not hold')
    await page.keyboard.press(' ')
    await page.getByText('Paths: One').waitFor({ timeout: 15_000 })
}

async function left(page) {
    await page.getByRole('button', { name: /^Leave/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#filter').waitFor()
    await page.waitForURL((now) => !now.search.includes('kiosk') && now.search.includes('q=a'))
    const style = await page.evaluate(() => document.documentElement.getAttribute('style'))
    if (style) throw new Error(`the page keeps "${style}"`)
}

async function states(visit) {
    await visit('kiosk-old', '/?kiosk', {
        size: DESK,
        answers: { [SNAPSHOT]: dying(), '/v1/stream': refuse },
        act: (page) => page.getByText(/^Data .* old\. /).waitFor({ timeout: 40_000 }),
    })
    await visit('kiosk-error', '/?kiosk', {
        size: DESK,
        answers: { [SNAPSHOT]: json(503, AWAY) },
        act: (page) => page.getByRole('alert').waitFor(),
    })
    await visit('kiosk-unknown-view', '/?kiosk=true&views=nobody%20saved%20it', {
        size: DESK,
        act: (page) => page.getByText('no view that is called nobody saved it').waitFor(),
    })
    await restarted(visit)
    await renewed(visit)
}

/** The server goes away and comes back: the wall says so, and then is as before by itself. */
async function restarted(visit) {
    let away = false
    const answers = {
        '/v1/stream': refuse,
        '/v1/': (route) => (away ? refuse(route) : route.fallback()),
    }
    await visit('kiosk-restarted', '/?kiosk', {
        answers,
        act: async (page) => {
            await rows(page)
            away = true
            await page
                .getByText(/^Data .* old\. WaddlePerf does not answer/)
                .waitFor({ timeout: 30_000 })
            await rows(page)
            away = false
            await page.getByText(/^Data .* old$/).waitFor({ timeout: 30_000 })
        },
    })
}

/** It comes back as another version: the wall loads that one by itself. */
async function renewed(visit) {
    let back = false
    const other = '<script type="module" src="/assets/index-of-another-version.js"></script>'
    await visit('kiosk-renewed', '/?kiosk', {
        answers: { '/v1/stream': (route) => (back ? route.continue() : refuse(route)) },
        act: async (page) => {
            await rows(page)
            await page.route(
                (url) => url.pathname === '/',
                (route) =>
                    route.request().resourceType() === 'fetch'
                        ? route.fulfill({ contentType: 'text/html', body: other })
                        : route.continue(),
            )
            const loaded = page.waitForEvent('load', { timeout: 30_000 })
            back = true
            await loaded
            await rows(page)
        },
    })
}
