// The screens in German: none may break, run over its window or lose a rule of accessibility by longer words, none may
// move while it arrives, and the choice of the language is kept.

import { PATIENCE, PHONE } from './visit.mjs'

/** Where longer words need the room. */
const LAPTOP = { width: 1280, height: 800 }
const SCREENS = {
    fleet: ['/', 'Pfade'],
    mesh: ['/mesh', 'Matrix'],
    map: ['/map', 'Karte'],
    incidents: ['/incidents', 'Vorfälle'],
    live: ['/live', 'Live'],
    test: ['/test', 'Testen'],
    speed: ['/speed', 'Tempo'],
    reports: ['/reports', 'Berichte'],
    probes: ['/probes', 'Sonden'],
    schedules: ['/schedules', 'Zeitpläne'],
    thresholds: ['/thresholds', 'Schwellwerte'],
    topics: ['/topics', 'Topics'],
    admin: ['/admin', 'Verwaltung'],
}

async function spoken(page) {
    const language = await page.evaluate(() => document.documentElement.lang)
    if (language !== 'de') throw new Error(`the page says that its language is ${language}`)
}

/** A link of the frame; that of incidents also says how many are open. */
const linkTo = (page, word) =>
    page
        .getByRole('navigation')
        .getByRole('link', { name: new RegExp(`^${word}( \\d+)?`) })
        .first()

export async function german(visit) {
    for (const [name, [path, word]] of Object.entries(SCREENS)) {
        for (const [where, size] of [
            ['', LAPTOP],
            ['-phone', PHONE],
        ]) {
            await visit(`german-${name}${where}`, path, {
                size,
                locale: 'de-DE',
                still: true,
                theme: size === LAPTOP ? 'light' : 'dark',
                act: async (page) => {
                    await spoken(page)
                    if (size === PHONE) return // links are in a menu
                    await linkTo(page, word).waitFor(PATIENCE)
                },
            })
        }
    }
    await visit('german-chosen', '/', { act: chosen })
}

/** Chosen by hand in an English browser, and there again after the page was loaded anew. */
async function chosen(page) {
    await page.getByRole('button', { name: /Language: English/ }).press('Enter')
    await page.getByRole('button', { name: 'Deutsch', exact: true }).press('Enter')
    const there = linkTo(page, 'Vorfälle')
    await there.waitFor(PATIENCE)
    await page.reload()
    await there.waitFor(PATIENCE)
    await spoken(page)
}
