// The feed of what comes, in every state.

import { PHONE, refuse } from './visit.mjs'

const ROWS = 'tbody tr[data-index]'

export async function liveFeed(visit) {
    await visit('live-dark', '/live', {
        ready: ROWS,
        still: true,
        act: (page) => page.waitForTimeout(3_000),
    })
    await visit('live-light', '/live', { ready: ROWS, theme: 'light' })
    await visit('live-phone', '/live', { ready: ROWS, size: PHONE })
    await visit('live-paused', '/live', { ready: ROWS, act: paused })
    await visit('live-held', '/live', { ready: ROWS, act: held })
    await visit('live-filtered', '/live?kind=%5B%22incident%22%5D&q=nothing-says-so', {
        ready: 'h1',
        act: (page) => page.getByText(/Nothing (has come|that came)/).waitFor(),
    })
    await visit('live-connecting', '/live', { answers: { '/v1/stream': () => undefined } })
    await visit('live-interrupted', '/live', {
        answers: { '/v1/stream': refuse },
        act: (page) => page.getByText('The stream is interrupted.').waitFor({ timeout: 20_000 }),
    })
}

/** By key; what is shown holds still while more comes, and goes on. */
async function paused(page) {
    await page.keyboard.press('p')
    const goOn = page.getByRole('button', { name: /^Go on/ })
    await goOn.waitFor()
    const top = page.locator(ROWS).first()
    const before = await top.textContent()
    await page.getByRole('button', { name: /^Go on \(([1-9]|\d\d)/ }).waitFor({ timeout: 20_000 })
    if ((await top.textContent()) !== before) throw new Error('it moves while it is paused')
    await page.keyboard.press('p')
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    if ((await top.textContent()) === before) throw new Error('it does not go on')
    await page.keyboard.press('p')
}

/** A row that has the focus stays what it is; once the feed goes on, it has it no longer. */
async function held(page) {
    const focused = () => page.evaluate(() => document.activeElement.closest('tr')?.textContent)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const before = await focused()
    if (!before) throw new Error('j did not reach a row')
    await page.getByRole('button', { name: /^Go on \(([1-9]|\d\d)/ }).waitFor({ timeout: 20_000 })
    if ((await focused()) !== before) throw new Error('what has the focus became another event')
    await page.keyboard.press('p')
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    if (await focused()) throw new Error('a row that moves has the focus')
}
