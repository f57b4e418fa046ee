// An invented report: rows of some paths, by what was asked for.

const PATHS = [
    ['fra', 'fra-1', 'shop'],
    ['fra', 'fra-1', 'mail'],
    ['fra', 'fra-2', 'shop'],
    ['ber', 'ber-1', 'shop'],
    ['ber', 'ber-1', 'a-target-with-a-name-that-is-rather-long.example.net'],
    ['nyc', 'nyc-1', 'shop'],
]
const HOUR = 3_600_000
const DAY = 24 * HOUR
const hour = (ms) => Math.floor(ms / HOUR) * HOUR

/** A row whose numbers follow from its place. */
function row(place, names) {
    const failed = [0, 3, 0, 410, 0, 1][place % 6]
    const answered = place === 4 ? 0 : 43_200 - failed
    const measured = answered > 0
    return {
        ...{ month: null, day: null, site: null, probe: null, target: null, check: null },
        ...names,
        availability: measured ? Math.round((answered / (answered + failed)) * 1e6) / 1e6 : null,
        results: answered + failed + 2,
        answered,
        failed,
        notRun: place === 4 ? 720 : 2,
        missed: place % 3,
        hours: measured ? 720 : 0,
        maintenanceHours: place === 2 ? 4 : 0,
        lossRatio: measured ? [0, 0.0004, 0.012][place % 3] : null,
        measured: answered,
        min: measured ? 4_100 : null,
        mean: measured ? 9_300 + 2_000 * place : null,
        p50: measured ? 8_900 + 2_000 * place : null,
        p95: measured ? 21_400 + 9_000 * place : null,
        p99: measured ? 48_000 + 31_000 * place : null,
        max: measured ? 812_000 + 400_000 * place : null,
    }
}

/** What the API would say to `/reports/availability?…`. */
export function report(query, now) {
    const by = (query.by ?? 'path').split(',')
    const to = hour(query.to ? Date.parse(query.to) : now)
    const from = hour(query.from ? Date.parse(query.from) : to - 30 * DAY)
    const has = (name) => by.includes(name)
    const seen = new Map()
    for (const [site, probe, target] of PATHS) {
        const named = query.probe ? probe === query.probe : true
        if (!named || (query.site && site !== query.site)) continue
        const names = {
            ...(has('month') && { month: new Date(from).toISOString().slice(0, 7) }),
            ...(has('day') && { day: new Date(from).toISOString().slice(0, 10) }),
            ...(has('site') && { site }),
            ...((has('path') || has('probe')) && { probe }),
            ...((has('path') || has('target')) && { target }),
            ...(has('check') && { check: 'ping' }),
        }
        const key = Object.values(names).join(' ')
        if (!seen.has(key)) seen.set(key, row(seen.size, names))
    }
    return {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        by,
        metric: query.metric ?? 'rttMeanUs',
        missedSince: new Date(now - 7 * DAY).toISOString(),
        items: [...seen.values()],
        next: null,
    }
}

/** The same as a file: a line for each row. */
export function csvOf({ items, metric }) {
    const names = Object.keys(items[0] ?? {})
    const lines = items.map((row) => [...names.map((name) => row[name] ?? ''), metric])
    return [[...names, 'metric'], ...lines].map((line) => `${line.join()}\r\n`).join('')
}
