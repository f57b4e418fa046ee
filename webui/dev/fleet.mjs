// The invented network as columns, as /paths/snapshot and the stream tell it, and small lines of it.
// With a number of paths it is a fleet of so many, for work on long lists.

import { paths, series } from './world.mjs'

const STATES = ['failing', 'breaching', 'stale', 'unproven', 'healthy']
const TIER = { suspect: 1, diagnosing: 2, analysing: 3 }
const SITES = { local: 'home', 'fra-1': 'fra', 'nyc-1': 'nyc', 'ber-2': 'ber' }
const SHARE_OF_TROUBLE = 0.03

/** Texts by number, in the order in which they first came. */
function dictionary(first = []) {
    const texts = [...first]
    const numbers = new Map(texts.map((text, i) => [text, i]))
    const number = (text) => {
        if (text === null || text === undefined || text === '') return null
        if (!numbers.has(text)) numbers.set(text, texts.push(text) - 1)
        return numbers.get(text)
    }
    return { texts, number }
}

/** Rows of the invented paths; `ofPath` tells what the escalation has made of one. */
export function rowsOf(now, ofPath) {
    return paths(now).map((row) => {
        const { pathState = null, incident = null } = ofPath(row.probe, row.target, now)
        const timed = row.checks.find(({ headline }) => headline?.metric.endsWith('Us'))
        const losses = row.checks.flatMap(({ result }) => result?.metrics.lossRatio ?? [])
        return {
            ...row,
            site: SITES[row.probe] ?? 'home',
            tags: [`uplink=${row.probe === 'local' ? 'dsl' : 'fibre'}`],
            pathState,
            incident,
            tier: TIER[pathState] ?? 1,
            score: row.load,
            loss: losses.length === 0 ? null : Math.max(...losses),
            latencyUs: timed?.headline.value ?? null,
            check: timed?.check ?? null,
            newestMs: row.updatedAt === null ? null : Date.parse(row.updatedAt),
        }
    })
}

/** A fleet of so many paths; a few of them are in trouble, other ones every minute. */
export function manyRows(size, now) {
    const minute = Math.floor(now / 60_000)
    const targets = Math.ceil(Math.sqrt(size))
    return Array.from({ length: size }, (_, i) => {
        const luck = chance(i * 7_919 + minute)
        const state = luck > SHARE_OF_TROUBLE ? 'healthy' : STATES[Math.floor(luck * 133)]
        const probe = `probe-${String(Math.floor(i / targets)).padStart(3, '0')}`
        const latencyUs = 400 + Math.round(chance(i) * 90_000)
        return {
            probe,
            target: `target-${String(i % targets).padStart(3, '0')}`,
            address: `198.51.100.${i % 250}`,
            site: `site-${Math.floor(i / targets) % 23}`,
            tags: [`team=${['net', 'web', 'shop'][i % 3]}`],
            state,
            pathState: 'healthy',
            tier: 1,
            score: state === 'failing' ? 1_000 : state === 'breaching' ? 1 + luck * 40 : luck,
            reason: state === 'failing' ? 'ping: no answer within 1 s' : '',
            loss: state === 'failing' ? 1 : 0,
            latencyUs: state === 'failing' ? null : latencyUs,
            check: state === 'failing' ? null : 'ping',
            newestMs: now - (i % 60) * 1_000,
            incident: null,
        }
    })
}

/** From 0 to 1, the same for the same number. */
function chance(seed) {
    const x = Math.sin(seed + 1) * 10_000
    return x - Math.floor(x)
}

/** Rows in columns: each name once, a row as a number in each of the arrays. */
export function columnsOf(rows, version) {
    const [sites, tags, checks, reasons, incidents] = Array.from({ length: 5 }, () => dictionary())
    const [states, pathStates] = [dictionary(STATES), dictionary(['unproven', 'healthy'])]
    const [probes, targets] = [dictionary(), dictionary()]
    const columns = {
        version,
        states: states.texts,
        pathStates: pathStates.texts,
        probes: { id: probes.texts, site: [], tags: [] },
        targets: { id: targets.texts, address: [], tags: [] },
        paths: {},
        sites: sites.texts,
        tags: tags.texts,
        checks: checks.texts,
        reasons: reasons.texts,
        incidents: incidents.texts,
    }
    const words = { probe: probes, target: targets, state: states, pathState: pathStates }
    Object.assign(words, { check: checks, reason: reasons, incident: incidents })
    const numbers = ['tier', 'score', 'loss', 'latencyUs', 'newestMs']
    for (const name of [...Object.keys(words), ...numbers]) columns.paths[name] = []
    for (const row of rows) {
        for (const [name, { number }] of Object.entries(words)) {
            columns.paths[name].push(number(row[name]))
        }
        for (const name of numbers) columns.paths[name].push(row[name])
        columns.probes.site[probes.number(row.probe)] = sites.number(row.site)
        columns.probes.tags[probes.number(row.probe)] = row.tags.map(tags.number)
        columns.targets.address[targets.number(row.target)] = row.address
        columns.targets.tags[targets.number(row.target)] = []
    }
    return columns
}

const STEP_MS = 120_000
const STEPS = 30

/** /series/sparks of the series that are asked for, each a probe, a target and a check. */
export function sparksOf(wanted, now) {
    const from = now - (now % STEP_MS) - (STEPS - 1) * STEP_MS
    const items = wanted.map((one) => {
        const [probe, target, check] = one.split(' ')
        const { points, headline } = series({ probe, target, test: check }, from, now, 10_000)
        const steps = Array.from({ length: STEPS }, (_, i) =>
            points.filter(({ at }) => Math.floor((Date.parse(at) - from) / STEP_MS) === i),
        )
        const of = (name, pick) =>
            steps.map((step) => pick(step.flatMap((point) => point[name] ?? [])))
        const most = (values) => (values.length === 0 ? null : Math.max(...values))
        const least = (values) => (values.length === 0 ? null : Math.min(...values))
        const mean = (values) =>
            values.length === 0 ? null : values.reduce((a, b) => a + b) / values.length
        const unanswered = of('unanswered', (values) => values.reduce((a, b) => a + b, 0))
        const values = { minUs: of('minUs', least), meanUs: of('meanUs', mean) }
        return {
            probe,
            target,
            check,
            family: 'ipv4',
            headline,
            unanswered,
            ...values,
            p95Us: of('p95Us', most),
        }
    })
    return { from: new Date(from).toISOString(), stepUs: STEP_MS * 1_000, items }
}

/** Lines of a fleet that has no history. */
export function manySparks(wanted, now) {
    const items = wanted.map((one, row) => {
        const [probe, target, check] = one.split(' ')
        const meanUs = Array.from({ length: STEPS }, (_, i) => 900 + 600 * chance(i + row * 31))
        const [minUs, p95Us] = [meanUs.map((us) => us * 0.7), meanUs.map((us) => us * 1.5)]
        const unanswered = meanUs.map((us) => (us > 1_490 ? 1 : 0))
        return {
            probe,
            target,
            check,
            family: 'ipv4',
            headline: 'rttMeanUs',
            unanswered,
            minUs,
            meanUs,
            p95Us,
        }
    })
    return { from: new Date(now - STEPS * STEP_MS).toISOString(), stepUs: STEP_MS * 1_000, items }
}
