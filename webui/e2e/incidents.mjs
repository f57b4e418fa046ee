// The list of incidents, their stories, and what one can do with them. Invented incidents answer,
// whichever server the page comes from: a real one has none when all is well.

import { FAULTS, newIncidents } from '../dev/incidents.mjs'
import { AWAY, PHONE, forAWhile, json, never, refuse } from './visit.mjs'

const LIST = '/v1/incidents'
const SILENCES = '/v1/silences'
const FORBIDDEN = json(403, {
    type: 'https://waddleperf.io/problems/forbidden',
    title: 'You may not do that',
    status: 403,
    detail: 'It takes the role of a viewer.',
})
const NOBODY = json(404, {
    type: 'https://waddleperf.io/problems/not-found',
    title: 'There is no such thing',
    status: 404,
    detail: 'no incident has that id',
})

/** Answers for one visit, with incidents of its own. */
function world() {
    const incidents = newIncidents()
    const answer = async (route) => {
        const url = new URL(route.request().url())
        const [id, part, link] = url.pathname.split('/incidents')[1].split('/').slice(1)
        const now = Date.now()
        if (id === undefined) {
            return json(200, incidents.list(Object.fromEntries(url.searchParams), now))(route)
        }
        const incident = incidents.find(id, now)
        if (!incident) return NOBODY(route)
        if (part === 'results') return json(200, incidents.results(id, now))(route)
        if (part === 'deliveries') return json(200, incidents.deliveries(id, now))(route)
        if (part === 'snapshots') return shared(incidents, id, link)(route)
        if (part === undefined) return json(200, incident)(route)
        incidents.act(id, route.request().postDataJSON(), now)
        return json(202, { actionId: id, status: 'queued' })(route)
    }
    return { [LIST]: answer, [SILENCES]: silences().answer }
}

/** Links that can be made and taken back. */
const shared = (incidents, id, link) => (route) => {
    const request = route.request()
    if (request.method() === 'GET') return json(200, incidents.links(id))(route)
    if (request.method() === 'DELETE') {
        incidents.unshare(id, link)
        return route.fulfill({ status: 204 })
    }
    const { validHours } = request.postDataJSON()
    return json(201, incidents.share(id, validHours, Date.now()))(route)
}

/** Silences that can be made, changed and ended, as they were read; `colleague` changes one behind the page's back. */
function silences() {
    let made
    let version = 0
    const answer = (route) => {
        const request = route.request()
        const id = new URL(request.url()).pathname.split('/silences/')[1]
        if (request.method() === 'GET') {
            return json(200, { items: made ? [made] : [], next: null })(route)
        }
        const { 'if-match': match, 'if-none-match': none } = request.headers()
        const fits = made ? match === `"${made.version}"` : none === '*'
        if (!fits) return CHANGED(route)
        if (request.method() === 'DELETE') {
            made = undefined
            return route.fulfill({ status: 204 })
        }
        const draft = request.postDataJSON()
        made = { id, startsAt: draft.endsAt, createdBy: 'operator', version: ++version, ...draft }
        return json(201, made)(route)
    }
    const colleague = (comment) => {
        made = { ...made, comment, createdBy: 'ada', version: ++version }
    }
    return { answer, colleague }
}

const CHANGED = json(412, {
    type: 'https://waddleperf.io/problems/precondition-failed',
    title: 'It has changed',
    status: 412,
    detail: 'it is not as it was read: read it again',
})

/** The pages of incidents in each state, and a walk through them. */
export async function incidents(visit) {
    await list(visit)
    await stories(visit)
    await walk(visit)
    await contested(visit)
    await demo(visit)
    await snapshots(visit)
}

const SHOW = '/v1/incident-snapshot'

/** A link to an incident as it is: made, followed by somebody without an account, and taken back. */
async function snapshots(visit) {
    await story(visit, 'story-shared', 'a1', {
        answers: world(),
        act: async (page) => {
            await page.getByRole('button', { name: 'Share…' }).click()
            await page.getByRole('combobox', { name: 'It works for' }).selectOption('1 day')
            await page.getByRole('button', { name: 'Make a link' }).click()
            await page.getByText(/\/snapshot#wpi_/).waitFor()
            await page.getByRole('button', { name: 'Take back this link…' }).click()
            await page.getByRole('button', { name: 'Take back this link', exact: true }).click()
            await page.getByText(/Made by operator/).waitFor({ state: 'detached' })
        },
    })
    const incidents = newIncidents()
    const { path, token } = incidents.share('00000000-0000-4000-a000-0000000000a1', 24, Date.now())
    const asked = (route) => {
        const given = route.request().headers()['snapshot-token']
        return (given === token ? json(200, incidents.snapshot(token)) : NOBODY)(route)
    }
    const answers = { [SHOW]: asked }
    const act = async (page) => {
        await page.getByText('This is how it stood').waitFor()
        if (await page.getByRole('link').count()) throw new Error('something leads on from there')
        if (await page.getByRole('button', { name: 'Acknowledge' }).count()) {
            throw new Error('something can be done there')
        }
    }
    await visit('snapshot-dark', path, { answers, act })
    await visit('snapshot-phone', path, { answers, act, size: PHONE })
    await visit('snapshot-gone', '/snapshot#wpi_x', {
        answers,
        act: (page) => page.getByText('This link does not work').waitFor(),
    })
}

const ITEM = 'main li a'

async function list(visit) {
    const ready = ITEM
    await visit('incidents-dark', '/incidents', { ready, answers: world() })
    await visit('incidents-light', '/incidents', { ready, answers: world(), theme: 'light' })
    await visit('incidents-phone', '/incidents', { ready, answers: world(), size: PHONE })
    await visit('incidents-closed', '/incidents?state=closed', { ready, answers: world() })
    await visit('incidents-loading', '/incidents', { answers: { [LIST]: never } })
    const none = { items: [], next: null }
    await visit('incidents-empty', '/incidents', {
        answers: { [LIST]: json(200, none) },
        act: (page) => page.getByText('that is good').waitFor(),
    })
    await visit('incidents-error', '/incidents', {
        ready: '[role=alert]',
        answers: { [LIST]: json(503, AWAY) },
    })
    await visit('incidents-forbidden', '/incidents', {
        ready: '[role=alert]',
        answers: { [LIST]: FORBIDDEN },
        act: (page) => page.getByText('Your account may not see incidents').waitFor(),
    })
    await visit('incidents-held', '/incidents', { ready: ITEM, answers: growing(), act: held })
    const { answers, close } = closing()
    await visit('incidents-gone', '/incidents', {
        ready: ITEM,
        answers,
        act: async (page) => {
            await page.locator(ITEM).first().hover()
            close()
            const first = page.locator('ul[aria-label^="Incidents"] li').first()
            await first.getByText('No longer in this list').waitFor()
            await first.getByText('Closed', { exact: true }).waitFor()
        },
    })
    const items = newIncidents().list({ state: 'open' }, Date.now())
    await visit('incidents-stale', '/incidents', {
        ready,
        answers: { [LIST]: forAWhile(json(200, items)), '/v1/stream': refuse },
        act: async (page) => {
            await page.evaluate(() => window.dispatchEvent(new Event('offline'))) // the browser lost its network
            await page.getByText('What you see is from').waitFor({ timeout: 30_000 })
        },
    })
}

/** One incident at first, all of them from the second answer on; with no stream it is asked often. */
function growing() {
    const incidents = newIncidents()
    let asked = 0
    const list = (route) => {
        const { state } = Object.fromEntries(new URL(route.request().url()).searchParams)
        const all = incidents.list({ state }, Date.now())
        if (state !== 'open,recovering') return json(200, all)(route)
        return json(200, asked++ < 2 ? { ...all, items: all.items.slice(-1) } : all)(route)
    }
    return { [LIST]: list, '/v1/stream': refuse }
}

/** Incidents that close all at once when they are told to; with no stream the page asks often. */
function closing() {
    const { items } = newIncidents().list({ state: 'open,recovering' }, Date.now())
    let closedAt
    const list = (route) => {
        const over = items.map((one) => ({ ...one, state: 'closed', closedAt }))
        const wantsClosed = route.request().url().includes('state=closed')
        const found = closedAt ? over : items
        const shown = wantsClosed === Boolean(closedAt) ? found : []
        return json(200, { items: shown, next: null })(route)
    }
    const close = () => {
        closedAt = new Date().toISOString()
    }
    return { answers: { [LIST]: list, '/v1/stream': refuse }, close }
}

/** Under the pointer nothing moves; what waits is told, and comes when somebody says so. */
async function held(page) {
    await page.locator(ITEM).first().hover()
    const before = await page.locator(ITEM).allTextContents()
    const changes = page.getByRole('button', { name: /changes?$/ }).first()
    await changes.waitFor({ timeout: 40_000 })
    const after = await page.locator('ul[aria-label^="Incidents"] li a').count()
    if (after !== 1) throw new Error(`${before.length} rows moved under the pointer`)
    await changes.click()
    await page.locator('ul[aria-label^="Incidents"] li').nth(1).waitFor()
}

const story = (visit, name, id, options = {}) =>
    visit(name, `/incidents/00000000-0000-4000-a000-0000000000${id}`, {
        ready: 'main h3',
        answers: world(),
        ...options,
    })

async function stories(visit) {
    const hops = (page) => page.getByRole('cell', { name: '198.51.100.33' }).waitFor()
    await story(visit, 'story-dark', 'a1', { act: hops })
    await story(visit, 'story-light', 'a1', { act: hops, theme: 'light' })
    await story(visit, 'story-phone', 'a1', { act: hops, size: PHONE })
    await story(visit, 'story-tier3', 'a2')
    await story(visit, 'story-relapse', 'b1')
    await story(visit, 'story-closed', 'c1', { theme: 'light' })
    await story(visit, 'story-merged', 'c2')
    await story(visit, 'story-unknown', 'ff', { ready: 'h1' })
    const forbidden = { ready: '[role=alert]', answers: { [LIST]: FORBIDDEN } }
    await story(visit, 'story-forbidden', 'a1', forbidden)
    const silence = async (page) => {
        await page.getByRole('button', { name: 'Silence…' }).press('Enter')
        await page.getByText('Nobody is told; it is judged').waitFor()
    }
    await story(visit, 'story-silence', 'a1', { act: silence })
    await story(visit, 'story-silence-phone', 'a1', { act: silence, size: PHONE, theme: 'light' })
    await story(visit, 'story-deliveries', 'a1', {
        act: (page) => page.getByRole('region', { name: 'Who was told' }).scrollIntoViewIfNeeded(),
    })
    await story(visit, 'story-told-nobody', 'a1', {
        answers: { ...world(), '/deliveries': json(200, { items: [], next: null }) },
        act: (page) => page.getByText('Nobody: no channel is set up').waitFor(),
    })
    await story(visit, 'story-told-forbidden', 'a1', {
        answers: { ...world(), '/deliveries': FORBIDDEN },
        act: (page) => page.getByText('reaches beyond your scope').waitFor(),
    })
}

/** From the list to a story and on, by keyboard alone. */
async function walk(visit) {
    await visit('story-walk', '/incidents', { ready: ITEM, answers: world(), act: byKeyboard })
    const refusing = {
        ...world(),
        '/actions': json(409, {
            type: 'https://waddleperf.io/problems/conflict',
            title: 'It does not fit',
            status: 409,
            detail: 'the incident is closed',
        }),
    }
    await story(visit, 'story-refused', 'a1', {
        answers: refusing,
        act: async (page) => {
            await page.getByRole('button', { name: 'Acknowledge' }).click()
            await page.getByText('the incident is closed').waitFor()
            await page.getByRole('button', { name: 'Acknowledge' }).waitFor() // as it was before
        },
    })
}

/** What the server does not take, or somebody else does first: nothing is lost, and nothing without a word. */
async function contested(visit) {
    const acknowledge = (page) => page.getByRole('button', { name: 'Acknowledge' }).click()
    await story(visit, 'story-failed-elsewhere', 'a1', {
        answers: { ...world(), '/actions': json(503, AWAY) },
        act: async (page) => {
            await acknowledge(page)
            await page.getByRole('link', { name: 'All incidents' }).click()
            await page.getByText('Your acknowledgement did not get through').waitFor()
            await page.getByRole('region', { name: 'Not done' }).getByRole('link').click()
            await page.getByRole('button', { name: 'Try again' }).waitFor()
            if (await page.getByText('did not get through').count()) throw new Error('told twice')
            await page.getByRole('button', { name: 'Dismiss' }).click()
            await page.getByRole('button', { name: 'Try again' }).waitFor({ state: 'detached' })
        },
    })
    let by = null
    let acknowledged = 0
    const { [LIST]: own, ...rest } = world()
    const others = async (route) => {
        if (route.request().method() === 'POST') acknowledged++
        if (!/a1$/.test(route.request().url())) return own(route)
        const answered = newIncidents().find('00000000-0000-4000-a000-0000000000a1', Date.now())
        return json(200, { ...answered, acknowledgedBy: by })(route)
    }
    await story(visit, 'story-overtaken', 'a1', {
        answers: { ...rest, [LIST]: others },
        act: async (page) => {
            await page.waitForTimeout(1_500) // what is newer than a second is not asked for again
            await acknowledge(page)
            by = 'ada'
            await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
            await page.getByText('Not sent: somebody else was faster').waitFor()
            await page.getByText('Acknowledged by ada').waitFor()
            await page.waitForTimeout(6_000)
            if (acknowledged > 0) throw new Error('the acknowledgement was taken over')
        },
    })
    let refusals = 0
    const { [LIST]: taken, ...more } = world()
    const forbiddenOnce = (route) => (refusals++ === 0 ? FORBIDDEN(route) : taken(route))
    await story(visit, 'story-comment-refused', 'a1', {
        answers: { ...more, [LIST]: taken, '/actions': forbiddenOnce },
        act: async (page) => {
            await page.getByRole('button', { name: 'Comment…' }).click()
            await page.getByRole('textbox', { name: 'Comment' }).fill('The carrier knows.')
            await page.getByRole('button', { name: 'Add comment' }).click()
            await page.getByText('“The carrier knows.”').waitFor()
            await page.getByRole('button', { name: 'Try again' }).waitFor()
            await page.getByRole('button', { name: 'Change the comment…' }).click()
            const field = page.getByRole('textbox', { name: 'Comment' })
            if ((await field.inputValue()) !== 'The carrier knows.') throw new Error('it is lost')
            await page.getByRole('button', { name: 'Add comment' }).click()
            await page.getByText('✓ Your comment').waitFor()
        },
    })
    const made = silences()
    await story(visit, 'story-silence-contested', 'a1', {
        answers: { ...world(), [SILENCES]: made.answer },
        act: async (page) => {
            const silence = page.getByRole('button', { name: 'Silence…', exact: true })
            const open = () => silence.click()
            await open()
            await page.getByRole('button', { name: 'Silence it' }).click()
            await page.getByText(/Silenced until/).waitFor()
            await open()
            await page.getByText('Change the silence of').waitFor()
            made.colleague('until the carrier calls')
            await page.getByRole('textbox', { name: 'Why' }).fill('mine')
            await page.getByRole('button', { name: 'Save it' }).click()
            await page
                .getByRole('alert')
                .getByText(/by ada · until the carrier calls/)
                .waitFor()
            await page.getByRole('button', { name: 'Save mine over it' }).click()
            await page.getByText(/by operator: .* mine$/).waitFor()
        },
    })
}

async function byKeyboard(page) {
    const press = async (name) => {
        await page.getByRole('button', { name, exact: true }).focus()
        await page.keyboard.press('Enter')
    }
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/incidents\/.*a1$/)
    await press('Acknowledge')
    await page.getByText('Acknowledged by').first().waitFor()
    await page.locator('section:focus').getByText('Acknowledged: no more').waitFor()
    await press('Undo')
    await page.getByText('Acknowledged by').waitFor({ state: 'detached' })
    await press('Acknowledge')
    await page.getByText('✓ Acknowledged').waitFor()
    await press('Assign…')
    await page.getByRole('combobox', { name: 'Assign to' }).fill('bob')
    await page.keyboard.press('Enter')
    await page.getByText('Assigned to bob').first().waitFor()
    await page.getByText('✓ The assignment').waitFor()
    await press('Approve tier 3 on 1 path')
    await page.getByText('✓ Approved').waitFor()
    await press('Silence…')
    await page.getByRole('combobox', { name: 'For' }).selectOption('4 hours')
    await page.getByRole('textbox', { name: 'Why' }).fill('a new switch')
    await page.keyboard.press('Enter')
    await page.getByText(/Silenced until/).waitFor()
    await press('Silence…')
    await page.getByText('Change the silence of').waitFor()
    await page.getByRole('textbox', { name: 'Why' }).fill('two new switches')
    await page.keyboard.press('Enter')
    await page.getByText(/Silenced until.*two new switches/).waitFor()
    await press('End this silence…')
    await press('End this silence')
    await page.getByText(/Silenced until/).waitFor({ state: 'detached' })
    await press('Comment…')
    await page.keyboard.type('The carrier knows.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('✓ Your comment').waitFor()
    await press('Close…')
    await page.keyboard.press('Escape')
    await page.getByText('Close this incident?').waitFor({ state: 'detached' })
    await press('Close…')
    await press('Close it')
    await page.getByText('✓ Closed.').waitFor()
}

async function demo(visit) {
    let active = 'none'
    const answer = (route) => {
        if (route.request().method() === 'POST') active = route.request().postDataJSON().fault
        return json(200, { running: true, active, faults: FAULTS })(route)
    }
    const act = async (page) => {
        await page.getByRole('button', { name: 'Delay' }).click()
        await page.getByText('waits 2.5 s before its first byte').waitFor()
    }
    const answers = { ...world(), '/v1/demo': answer }
    await visit('demo-dark', '/incidents', { ready: ITEM, answers, act })
    await visit('demo-phone', '/incidents', { ready: ITEM, answers, act, size: PHONE })
}
