// The invented network as columns, as /paths/snapshot and the stream tell it, and small lines of it.

import { paths, series } from './world.mjs'

const STATES = ['failing', 'breaching', 'stale', 'unproven', 'healthy']
const TIER = { suspect: 1, diagnosing: 2, analysing: 3 }
const SITES = { local: 'home', 'fra-1': 'fra', 'nyc-1': 'nyc', 'ber-2': 'ber' }

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
