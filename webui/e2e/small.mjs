// Small copies of the pictures of every screen, for docs/screenshots/small: in both themes and at a phone's width, side
// by side in one file for each.
//
//   node e2e/small.mjs [base URL] [output folder] [fleet,path,…]

import { mkdirSync, writeFileSync } from 'node:fs'
import { DESK, ENGLISH, PATIENCE, PHONE, launch } from './visit.mjs'

const base = (process.argv[2] ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
const folder = process.argv[3] ?? '../docs/screenshots/small'
const chosen = process.argv[4]?.split(',')
const LOADING = '[role=status][aria-label=Loading]'
/** What is there once enough has come by the stream. */
const CAME = { live: 'tbody tr[data-index="8"]' }
/** As high as each of the three is in the file, in pixels, and what is between them. */
const [HEIGHT, GAP] = [360, 8]

const items = async (path) => (await (await fetch(`${base}/api/v1${path}`)).json()).items
const [[{ probe, target }], incidents] = await Promise.all([items('/paths'), items('/incidents')])
const { id } = incidents.find(({ state }) => state === 'open') ?? incidents[0]
const SCREENS = {
    fleet: '/',
    kiosk: '/?kiosk=true',
    path: `/paths/${encodeURIComponent(probe)}/${encodeURIComponent(target)}`,
    mesh: '/mesh',
    map: '/map',
    incidents: '/incidents',
    story: `/incidents/${id}`,
    live: '/live',
    test: '/test',
    speed: '/speed',
    reports: '/reports',
    probes: '/probes',
    schedules: '/schedules',
    thresholds: '/thresholds',
    topics: '/topics',
    admin: '/admin',
    accounts: '/accounts',
}

const browser = await launch()
if (browser === undefined) throw new Error('no Chromium found: name it in CHROMIUM')
mkdirSync(folder, { recursive: true })
try {
    for (const [name, path] of Object.entries(SCREENS)) {
        if (chosen && !chosen.includes(name)) continue
        const pictures = []
        for (const [colorScheme, viewport] of [
            ['dark', DESK],
            ['light', DESK],
            ['light', PHONE],
        ]) {
            pictures.push(
                await taken(path, CAME[name] ?? 'h1', { colorScheme, viewport, locale: ENGLISH }),
            )
        }
        const file = await small(pictures)
        writeFileSync(`${folder}/${name}.webp`, file)
        console.log(`${name}: ${(file.length / 1_000).toFixed(0)} kB`)
    }
} finally {
    await browser.close()
}

async function taken(path, ready, options) {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(PATIENCE.timeout)
    const page = await context.newPage()
    await page.goto(base + path)
    await page.waitForSelector(ready, { state: 'attached' })
    await page.waitForTimeout(2_000) // charts and what comes by the stream
    await page.waitForFunction((loading) => !document.querySelector(loading), LOADING)
    const picture = await page.screenshot()
    await context.close()
    return picture.toString('base64')
}

/** The pictures side by side, each as high as the others, as the bytes of a WebP file. */
async function small(pictures) {
    const context = await browser.newContext()
    const page = await context.newPage()
    const data = await page.evaluate(
        async ([pictures, height, gap]) => {
            const images = pictures.map((picture) => {
                const image = new Image()
                image.src = `data:image/png;base64,${picture}`
                return image
            })
            await Promise.all(images.map((image) => image.decode()))
            const widths = images.map((image) => Math.round((image.width * height) / image.height))
            const canvas = document.createElement('canvas')
            canvas.width = widths.reduce((sum, width) => sum + width + gap, -gap)
            canvas.height = height
            const pen = canvas.getContext('2d')
            pen.imageSmoothingQuality = 'high'
            let x = 0
            images.forEach((image, i) => {
                pen.drawImage(image, x, 0, widths[i], height)
                x += widths[i] + gap
            })
            return canvas.toDataURL('image/webp', 0.8)
        },
        [pictures, HEIGHT, GAP],
    )
    await context.close()
    return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64')
}
