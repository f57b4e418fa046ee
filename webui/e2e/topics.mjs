// The catalogue of topics: as the server has it, and in the states that it is not in.

import { topics, topicsUnknown } from '../dev/topics.mjs'
import { me } from './accounts.mjs'
import { AWAY, PHONE, dying, json, never } from './visit.mjs'

const LIST = '/v1/topics'
const READY = 'tbody tr'
const RESULTS = '/topics/waddleperf.results'
const FORBIDDEN = json(403, {
    type: 'https://waddleperf.io/problems/forbidden',
    title: 'This is not yours to see',
    status: 403,
    detail: 'it takes the role of a viewer',
})
const fields = (page) => page.getByRole('rowheader', { name: 'durationUs' }).waitFor()
const invented = () => json(200, topics(Date.now()))

export async function topicScreens(visit) {
    await visit('topics-real', '/topics', { ready: READY, act: everyOne })
    await visit('topics-dark', '/topics', { ready: READY, answers: only(LIST, invented()) })
    await visit('topics-light', '/topics', {
        ready: READY,
        theme: 'light',
        answers: only(LIST, invented()),
        act: (page) => page.getByText('9 120 records').waitFor(),
    })
    await visit('topics-phone', '/topics', {
        ready: READY,
        size: PHONE,
        answers: only(LIST, invented()),
    })
    await visit('topics-filtered', '/topics', { ready: READY, act: byKeys })
    await one(visit)
    await states(visit)
}

/** An answer for just this path, and not for what is below it. */
const only = (path, answer) => ({
    [path]: (route) =>
        new URL(route.request().url()).pathname.endsWith(path) ? answer(route) : route.continue(),
})

/** Each topic of the server has a row, and leads to a page with what its records are. */
async function everyOne(page) {
    const told = await page.evaluate(() => fetch('/api/v1/topics').then((it) => it.json()))
    const rows = await page
        .getByRole('row')
        .filter({ has: page.getByRole('link') })
        .count()
    if (rows !== told.items.length) throw new Error(`${rows} rows of ${told.items.length} topics`)
    for (const { href } of await page.evaluate(() =>
        [...document.querySelectorAll('a[href^="/api/v1/topics/"]')].map(({ href }) => ({ href })),
    )) {
        const status = await page.evaluate((url) => fetch(url).then((it) => it.status), href)
        if (status !== 200) throw new Error(`${href} is answered with ${status}`)
    }
}

async function byKeys(page) {
    await page.keyboard.press('/')
    await page.keyboard.type('incidents')
    await page.waitForURL(/q=incidents/)
    await page.locator('#filter').evaluate((filter) => filter.blur())
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/topics\/waddleperf\.incident/)
    await page.getByRole('rowheader', { name: 'revision' }).waitFor()
}

async function one(visit) {
    for (const theme of ['dark', 'light']) {
        await visit(`topic-${theme}`, RESULTS, { theme, act: opened })
    }
    await visit('topic-phone', RESULTS, { size: PHONE, act: fields })
    await visit('topic-by-account', RESULTS, {
        answers: { '/v1/me': me({}) },
        act: async (page) => {
            await page.getByText('sasl.password=$KAFKA_SASL_PASSWORD').waitFor()
            await page.getByRole('button', { name: "Copy kcat's lines" }).press('Enter')
            await page.getByText(/Copied\.|does not copy here/).waitFor()
        },
    })
    await visit('topic-secret', '/topics/waddleperf.artifacts', {
        answers: only(LIST, invented()),
        act: async (page) => {
            await page.getByText('Of what is secret no sample is shown').waitFor()
            if ((await page.getByRole('heading', { name: 'Read it' }).count()) > 0)
                throw new Error('a secret topic is offered to read')
        },
    })
    await visit('topic-without-schema', '/topics/waddleperf.metrics', {
        answers: only(LIST, invented()),
        act: (page) => page.getByText('which has no JSON Schema').waitFor(),
    })
    await visit('topic-none', '/topics/waddleperf.nothing', {
        act: (page) => page.getByText('There is no topic of this name').waitFor(),
    })
}

/** By keyboard into what a result's outcome can be; the address keeps it. */
async function opened(page) {
    await fields(page)
    await page.getByRole('button', { name: 'outcome', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'timed-out', exact: true }).press('Enter')
    await page.getByRole('rowheader', { name: 'afterUs' }).waitFor()
    await page.waitForURL(/open=/)
    await page.reload()
    await page.getByRole('rowheader', { name: 'afterUs' }).waitFor()
}

async function states(visit) {
    await visit('topics-loading', '/topics', { answers: { [LIST]: never } })
    await visit('topics-error', '/topics', {
        ready: '[role=alert]',
        answers: { [LIST]: json(503, AWAY) },
    })
    await visit('topics-forbidden', '/topics', {
        ready: '[role=alert]',
        answers: { [LIST]: FORBIDDEN },
    })
    await visit('topics-unknown', '/topics', {
        ready: READY,
        answers: only(LIST, json(200, topicsUnknown(Date.now()))),
        act: (page) => page.getByText('Kafka did not answer within 3 s').waitFor(),
    })
    await visit('topics-stale', '/topics', {
        ready: READY,
        answers: only(LIST, dying()),
        act: (page) => page.getByText('What you see is from').waitFor({ timeout: 30_000 }),
    })
    await visit('topics-no-match', '/topics?q=nothing-is-called-so', {
        act: async (page) => {
            await page.getByText('No topic matches this filter').waitFor()
            await page.getByRole('button', { name: 'Show all topics' }).press('Enter')
            await page.locator(READY).first().waitFor()
        },
    })
    await visit('topic-error', RESULTS, {
        answers: { '/v1/topics/schemas/': json(503, AWAY) },
        act: (page) => page.getByRole('alert').waitFor(),
    })
}
