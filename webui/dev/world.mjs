// A small invented network for looking at the page without the rest of WaddlePerf. Every value
// follows from the series and the time, so that nothing needs to be kept.

import { resultAt } from './invented.mjs'

const INTERVAL_MS = 10_000
const LONG_AGO = Date.now() - 13 * 24 * 3_600_000

const LOGIN = 'https://example.net/login?next=%2Fhome'

/** probe, target, address, checks: test → how it behaves. */
const PATHS = [
    ['local', 'responder', 'http://127.0.0.1:8099/', { ping: 50, tcp: 90, http: 900 }],
    ['local', 'gateway', '192.0.2.1', { ping: 420 }],
    ['local', 'example.net', 'example.net', { ping: 12_400, dns: 1_900 }],
    ['fra-1', 'edge-nrt', 'edge-nrt.example:443', { ping: 248_000, dns: 2_100, tcp: 251_000 }],
    [
        'fra-1',
        LOGIN,
        LOGIN,
        {
            ping: 18_000,
            dns: 1_400,
            tcp: 19_000,
            http: 84_000,
            traceroute: 18_000,
            tls: 9_000,
            mtu: 1_400,
            system: 0,
        },
    ],
    ['fra-1', 'mail', 'mail.example.net:25', { ping: 21_000, tcp: 'refused', dns: 1_700 }],
    [
        'nyc-1',
        'shop',
        'https://shop.example.org/',
        { ping: 9_100, http: 'unavailable', tcp: 9_800 },
    ],
    ['nyc-1', 'warehouse', '198.51.100.7', { ping: 'lossy' }],
    ['nyc-1', '[2001:db8::7]:443', '[2001:db8::7]:443', { ping: 7_300, tcp: 7_600 }],
    ['ber-2', 'branch-17', '203.0.113.17', { ping: 'stale' }],
    ['ber-2', 'new-office', '203.0.113.99', { ping: 'refused-by-probe' }],
]

const SERIES = PATHS.flatMap(([probe, target, address, checks]) =>
    Object.entries(checks).map(([test, behaviour]) => ({
        probe,
        target,
        address,
        test,
        behaviour,
    })),
)

const HEADLINE = {
    ping: 'rttMeanUs',
    tcp: 'connectUs',
    http: 'totalUs',
    dns: 'lookupUs',
    traceroute: 'rttMeanUs',
    tls: 'tlsUs',
    mtu: 'pathMtuBytes',
    system: 'cpuBusyRatio',
}
const BOUND = { ping: 100_000, tcp: 1_000_000, http: 2_000_000, dns: 1_000_000 }

const newestSlot = (series, now) => {
    const late = series.behaviour === 'stale' ? now - 240_000 : now
    return late - (late % INTERVAL_MS)
}

function checkOf(series, now) {
    const result = resultAt(series, newestSlot(series, now))
    const { outcome, metrics, test } = result
    const load = Math.max(
        (metrics[HEADLINE[test]] ?? 0) / (BOUND[test] ?? Infinity),
        (metrics.lossRatio ?? 0) / 0.05,
    )
    const [state, reason] = judged(series, outcome, metrics, load)
    return {
        check: test,
        test,
        family: result.family,
        state,
        load: state === 'failing' ? 1_000 : load,
        reason,
        intervalUs: INTERVAL_MS * 1_000,
        headline: metrics[HEADLINE[test]]
            ? { metric: HEADLINE[test], value: metrics[HEADLINE[test]] }
            : null,
        result,
    }
}

function judged({ test, behaviour }, outcome, metrics, load) {
    if (outcome.type === 'failed') return ['failing', `${test}: ${outcome.detail}`]
    if (outcome.type === 'timed-out') return ['failing', `${test}: no answer within 5 s`]
    if (outcome.type === 'refused') return ['unproven', `${test}: ${outcome.reason}`]
    if (behaviour === 'stale') return ['stale', `${test}: nothing since 4 min`]
    if (load <= 1) return ['healthy', '']
    return metrics.lossRatio > 0.05
        ? ['breaching', `${test}: lossRatio ${metrics.lossRatio} > 0.05`]
        : ['breaching', `${test}: ${HEADLINE[test]} ${metrics[HEADLINE[test]]} > ${BOUND[test]}`]
}

const SEVERITY = ['failing', 'breaching', 'stale', 'unproven', 'healthy']

/** Rows as /paths gives them, worst first. */
export function paths(now) {
    return PATHS.map(([probe, target, address]) => {
        const mine = SERIES.filter((s) => s.probe === probe && s.target === target)
        const checks = mine.map((s) => checkOf(s, now))
        const rank = (c) => SEVERITY.indexOf(c.state)
        const worst = checks.toSorted((a, b) => rank(a) - rank(b) || b.load - a.load)[0]
        const { state, load, reason } = worst
        const updatedAt = checks
            .map((c) => c.result.startedAt)
            .toSorted()
            .at(-1)
        return { probe, target, address, state, load, reason, updatedAt, checks }
    }).toSorted((a, b) => SEVERITY.indexOf(a.state) - SEVERITY.indexOf(b.state) || b.load - a.load)
}

/** Results of the series that a filter leaves, newest first; of a long time only each `stride`th. */
export function results(filter, from, to, limit, stride = 1) {
    const found = []
    for (
        let slot = to - (to % INTERVAL_MS);
        slot >= from && found.length < limit;
        slot -= stride * INTERVAL_MS
    ) {
        for (const series of SERIES) {
            const { probe, target, test } = filter
            if (probe && series.probe !== probe) continue
            if (target && series.target !== target) continue
            if (test && series.test !== test) continue
            if (slot <= newestSlot(series, to)) found.push(resultAt(series, slot))
        }
    }
    return found.slice(0, limit)
}

/** The nth of many results that come now, each of another probe than the one before. */
export function flooding(n) {
    const series = SERIES[n % SERIES.length]
    return resultAt({ ...series, probe: `${series.probe}-${n % 97}` }, Date.now())
}

/** A test that is run because somebody asked. */
export function onDemand(probe, target, test, at) {
    const series = SERIES.find((s) => s.probe === probe && s.target === target && s.test === test)
    return series && resultAt(series, at, 'on-demand')
}

/** So many results are made for a point at most; each then stands for those beside it. */
const MADE = 4

/** Points of a chart, at most `points`. */
export function series(filter, from, to, points) {
    const [begin, end] = [Math.max(from, LONG_AGO), Math.min(to, Date.now())]
    const all = Math.max(0, Math.floor((end - begin) / INTERVAL_MS))
    const stride = Math.max(1, Math.floor(all / (MADE * points)))
    const found = results(filter, begin, end, 200_000, stride)
    const test = filter.test
    const step = all <= points ? 0 : Math.ceil((to - from) / points / 1_000) * 1_000
    const buckets = Map.groupBy?.(found, keyOf(step)) ?? grouped(found, keyOf(step))
    const list = [...buckets]
        .toSorted(([a], [b]) => a - b)
        .map(([at, rs]) => point(at, rs, test, stride))
    return {
        series: { ...filter, check: test, family: found[0]?.family ?? 'ipv4' },
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        stepUs: step * 1_000,
        headline: HEADLINE[test],
        points: list,
    }
}

const keyOf = (step) => (r) => {
    const at = Date.parse(r.startedAt)
    return step === 0 ? at : at - (at % step)
}

function grouped(items, key) {
    const map = new Map()
    for (const item of items) {
        const of = map.get(key(item))
        if (of === undefined) map.set(key(item), [item])
        else of.push(item)
    }
    return map
}

function point(at, rs, test, stride) {
    const measured = rs.filter((r) => r.outcome.type === 'measured').map((r) => r.metrics)
    const ping = test === 'ping'
    const all = (metric) => measured.map((m) => m[ping ? metric : HEADLINE[test]])
    const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length
    const some = measured.length > 0
    return {
        at: new Date(at).toISOString(),
        count: rs.length * stride,
        unanswered:
            stride * rs.filter((r) => ['failed', 'timed-out'].includes(r.outcome.type)).length,
        minUs: some ? Math.min(...all('rttMinUs')) : null,
        p50Us: some ? mean(all('rttP50Us')) : null,
        meanUs: some ? mean(all('rttMeanUs')) : null,
        p95Us: some ? Math.max(...all('rttP95Us')) : null,
        maxUs: some ? Math.max(...all('rttMaxUs')) : null,
        lossRatio: ping && some ? mean(all('lossRatio')) : null,
    }
}
