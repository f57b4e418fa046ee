// Invented schedules and rules, and what the server would say of them.

const SECOND = 1_000_000
const MINUTE = 60_000
const iso = (ms) => new Date(ms).toISOString()
const check = (name, type = name, more = {}) => ({ name, spec: { type }, families: [], ...more })

const schedule = (now, id, more) => ({
    ...{ id, enabled: true, probes: [], targets: ['shop'], checks: [], intervalUs: 60 * SECOND },
    ...{ createdAt: iso(now - 30 * 86_400_000), version: 1, ...more },
})

const WORK = {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '07:00',
    to: '19:00',
    zone: 'Europe/Berlin',
}

export const targets = () => [
    { id: 'shop', address: 'https://shop.example.org/', owned: false, labels: { tier: 'gold' } },
    { id: 'mail', address: 'mail.example.net:25', owned: false, labels: {} },
    { id: 'nas', address: '192.0.2.7', owned: true, labels: {} },
    { id: 'branch-17', address: '203.0.113.17', owned: true, labels: { site: 'ber' } },
]

export const schedules = (now) => [
    schedule(now, 'everywhere', { targets: ['shop', 'mail', 'nas', 'branch-17'] }),
    schedule(now, 'night-throughput', {
        probes: ['fra-1', 'fra-2'],
        targets: ['nas'],
        checks: [check('throughput')],
        version: 4,
        timing: {
            cron: { expression: '30 3 * * mon-fri', zone: 'Europe/Berlin' },
            windows: [],
            slipUs: 900 * SECOND,
            priority: 7,
        },
    }),
    schedule(now, 'shop-working-hours', {
        probes: ['fra-1', 'fra-2', 'ber-k3m9px'],
        checks: [check('ping'), check('shop-login', 'http', { intervalUs: 300 * SECOND })],
        intervalUs: 10 * SECOND,
        version: 2,
        timing: { cron: null, windows: [WORK], slipUs: null, priority: null },
        escalation: {
            ...{ deepestTier: 2, approveTier3: false, confirmEveryUs: 2 * SECOND },
            ...{ tier2CoolDownUs: 300 * SECOND, tier3CoolDownUs: 3_600 * SECOND },
            tier2: [check('traceroute')],
            tier3: [],
        },
    }),
    schedule(now, 'trial', { enabled: false, targets: ['branch-17'], version: 3 }),
]

export const schedulePreview = (now) => ({
    series: 9,
    load: [
        { probe: 'fra-1', series: 3, perMinute: 12.2, allPerMinute: 31.5 },
        { probe: 'fra-2', series: 3, perMinute: 12.2, allPerMinute: 28 },
        { probe: 'ber-k3m9px', series: 3, perMinute: 0.2, allPerMinute: 4 },
    ],
    next: Array.from({ length: 20 }, (_, i) => ({
        at: iso(now + (i + 1) * 4_700),
        probe: ['fra-1', 'fra-2', 'ber-k3m9px'][i % 3],
        target: 'shop',
        check: i % 5 === 4 ? 'shop-login' : 'ping',
        family: 'ipv4',
    })),
})

export const outlook = (now, name) => {
    const series = (probe, state, reasons = [], more = {}) => ({
        ...{ probe, target: 'shop', check: 'ping', family: 'ipv4', state, reasons },
        nextSlot: state === 'not-due' ? null : iso(now + 7_000),
        ...more,
    })
    return {
        schedule: name,
        enabled: true,
        complete: true,
        items: [
            series('ber-old', 'not-due', [
                {
                    code: 'probe-revoked',
                    detail: 'the probe was shut out',
                    advice: 'let it join again: ./waddleperf probes enrol',
                },
            ]),
            series('ber-k3m9px', 'held-up', [
                {
                    code: 'probe-silent',
                    detail: 'the probe has not been heard of for 30 s or more',
                    advice: 'look whether it runs and reaches Kafka; meanwhile it tests by itself',
                },
            ]),
            series('fra-1', 'due'),
            series('fra-2', 'due'),
            series('fra-2', 'due', [], { check: 'shop-login' }),
        ],
    }
}

const rule = (id, metric, enter, more = {}) => ({
    ...{ id, enabled: true, match: {}, metric, tier: 1, enter, breaches: 2, of: 3, clears: 3 },
    ...{ severity: 'warning', countsAlso: [], version: 1, exitBound: enter * 0.8 },
    ...{ builtIn: false, origin: 'api', ...more },
})
const builtIn = (id, metric, enter, more = {}) =>
    rule(`default-${id}`, metric, enter, { builtIn: true, origin: 'built-in', ...more })
const ONCE = { tier: 2, breaches: 1, of: 1 }

export const thresholds = () => [
    builtIn('certificate', 'certificateDays', 7, { exitBound: 8.75 }),
    builtIn('loss', 'recentLossRatio', 0.05),
    builtIn('rtt', 'rttMeanUs', 100_000),
    builtIn('tier2-jitter', 'jitterUs', 50_000, ONCE),
    builtIn('tier2-throughput', 'bitsPerSecond', 10_000_000, { ...ONCE, exitBound: 12_500_000 }),
    builtIn('unanswered', 'unanswered', 0.5, { severity: 'critical' }),
    rule('fra-slow', 'rttMeanUs', 40_000, { match: { site: 'fra' }, version: 3, exit: 30_000 }),
    rule('fra-slow-too', 'rttMeanUs', 35_000, { match: { site: 'fra' } }),
    rule('lab-is-not-judged', 'rttMeanUs', 100_000, {
        enabled: false,
        match: { target: 'branch-17' },
        origin: 'file',
    }),
    rule('shop-from-fra', 'rttMeanUs', 80_000, {
        match: { site: 'fra', target: 'shop', test: 'ping' },
        severity: 'critical',
        breaches: 3,
        of: 5,
        countsAlso: ['under-load'],
    }),
]

export const thresholdPreview = () => ({
    ...{ series: 41, matched: 12, inForce: 9, paths: 6 },
    examples: [
        { probe: 'fra-1', target: 'shop', check: 'ping', family: 'ipv4', schedule: 'everywhere' },
    ],
})

/** Which rules decide on a path. */
export const effective = (probe, target) =>
    ['ping', 'dns', 'http'].map((name) => ({
        ...{ probe, target, check: name, test: name, family: 'ipv4', schedule: 'everywhere' },
        labels: { probe, target },
        rules: thresholds().filter(
            ({ id }) =>
                id === (name === 'ping' ? 'shop-from-fra' : 'default-rtt') || /loss|2/.test(id),
        ),
    }))

/** What was done to a thing. */
export function changes(now, kind, thing) {
    const change = (n, ago, who, before, after) => ({
        ...{ id: `00000000-0000-4000-b000-00000000000${n}`, at: iso(now - ago * MINUTE), who },
        ...{ via: 'session', source: '192.0.2.9', action: `${kind.slice(0, -1)}.put` },
        ...{ subject: thing.id, before, after },
    })
    const versions =
        kind === 'thresholds'
            ? [
                  { ...thing, enter: 100_000, exit: null, version: 1 },
                  { ...thing, enter: 60_000, exit: null, version: 2 },
                  thing,
              ]
            : [{ ...thing, intervalUs: 30 * SECOND, probes: [], version: 1 }, thing]
    return versions
        .map((after, i) =>
            change(
                i,
                [9_000, 1_500, 12][i],
                ['ada', 'eva', 'ada'][i],
                versions[i - 1] ?? null,
                after,
            ),
        )
        .toReversed()
}

/** Answers the requests of these screens; undefined where it is none of them. */
export function configuration(method, path, query, now) {
    const page = (items) => ({ items, next: null })
    if (method === 'POST') {
        if (path === '/schedules/preview') return schedulePreview(now)
        return path === '/thresholds/preview' ? thresholdPreview() : undefined
    }
    const [, kind, name, part] =
        /^\/(schedules|thresholds)(?:\/([^/]+))?(?:\/(.+))?$/.exec(path) ?? []
    if (path === '/audit') return page(audit(query, now))
    if (kind === undefined) return undefined
    if (name === undefined) return page(kind === 'schedules' ? schedules(now) : thresholds())
    if (part === 'versions') return page(versions(now, decodeURIComponent(name)))
    if (name === 'effective') return page(effective(query.probe, query.target))
    return part === 'why-not' ? outlook(now, decodeURIComponent(name)) : undefined
}

function versions(now, name) {
    const rule = thresholds().find(({ id }) => id === name)
    return rule === undefined || rule.builtIn
        ? []
        : changes(now, 'thresholds', rule).map(({ at, who, after }) => ({
              version: after?.version ?? null,
              at,
              who,
              threshold: after,
          }))
}

function audit({ action = '', subject }, now) {
    const kind = `${action.replace(/\.\w+$/, '')}s`
    const all = kind === 'schedules' ? schedules(now) : thresholds()
    const thing = all.find(({ id }) => id === subject)
    return thing !== undefined && action.endsWith('.put') ? changes(now, kind, thing) : []
}
