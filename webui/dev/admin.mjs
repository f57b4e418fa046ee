// Invented answers of what admins look after: how the system is, channels, the audit.

const HOUR = 3_600_000
const iso = (ms) => new Date(ms).toISOString()
const day = (ms) => iso(ms).slice(0, 10)
const part = (findings, more = {}) => ({ state: 'ok', reason: '', tookMs: 12, findings, ...more })

const group = (id, lagRecords, more = {}) => ({
    ...{ id, state: 'stable', members: 1, lagRecords },
    topics: lagRecords > 0 ? [{ topic: 'waddleperf.results', lagRecords }] : [],
    ...more,
})

const KEPT_DAYS = {
    ...{ tier1: 7, tier2: 30, tier3: 90, 'rollup-minutes': 30, 'rollup-hours': 365 },
    ...{ 'run-events': 7, escalations: 90, incidents: 365, notifications: 90, artifacts: 90 },
    ...{ 'archived-results': 90, 'archived-decisions': 365 },
}

/** A system that is well, but for `more`. */
export const system = (now, more = {}) => ({
    ...{ at: iso(now - 800), state: 'ok', reasons: [] },
    versions: { waddleperf: '0.1.0', java: '25.0.3+9-LTS', kafkaClient: '4.1.1', uptimeS: 802_140 },
    retention: Object.entries(KEPT_DAYS).map(([what, days]) => ({
        setting: `waddleperf.retention.${what}-days`,
        days,
    })),
    kafka: part({
        ...{ clusterId: 'q1Xq7bYfT3mP0a2Kd9sLzw', brokers: 3, partitions: 120 },
        ...{ underReplicated: 0, missingTopics: [] },
    }),
    consumers: part([
        group('results-sink', 18),
        group('results-sink-latest', 0, { state: 'empty', members: 0 }),
        group('scheduler', 0, { state: 'empty', members: 0 }),
        group('waddleperf.escalations', 12, { members: 2 }),
        group('waddleperf.notifier', 0),
    ]),
    sink: part({ lagSeconds: 0.4, topic: 'waddleperf.results' }),
    database: part({
        ...{ version: '11.4.5-MariaDB', sizeBytes: 4_831_838_208 },
        tables: [
            { name: 'result', sizeBytes: 4_294_967_296, rows: 2_881_000 },
            { name: 'rollup_1m', sizeBytes: 412_090_368, rows: 1_904_200 },
            { name: 'run_event', sizeBytes: 88_080_384, rows: 512_400 },
        ],
        oldest: {
            ...{ tier1: day(now - 8 * 24 * HOUR), tier2: day(now - 31 * 24 * HOUR), tier3: null },
            rollupMinutes: day(now - 31 * 24 * HOUR),
        },
        disks: [{ path: '/var/lib/mysql', totalBytes: 107e9, freeBytes: 61e9 }],
        galera: {
            ...{ wsrepClusterStatus: 'Primary', wsrepReady: 'ON' },
            ...{ wsrepClusterSize: 3, wsrepLocalState: 'Synced' },
        },
    }),
    outbox: part({ waiting: 0, oldestS: null }),
    archive: part({ location: 'dir', totalBytes: 500e9, freeBytes: 312e9 }),
    ...more,
})

/** One of which three parts need somebody. */
export function troubled(now) {
    const well = system(now)
    const [lag, gone] = [
        'a record of waddleperf.results has been waiting for the sink for 91.2 s',
    ].concat('no answer within 3.0 s')
    const left = 'nobody reads as results-sink, and 9120 records wait'
    return {
        ...well,
        ...{ state: 'away', reasons: [`archive: ${gone}`, `consumers: ${left}`, `sink: ${lag}`] },
        archive: part(null, { state: 'away', reason: gone, tookMs: 3_000 }),
        consumers: part(
            [
                group('results-sink', 9_120, { state: 'empty', members: 0 }),
                ...well.consumers.findings.slice(1),
            ],
            { state: 'degraded', reason: left },
        ),
        sink: part(
            { lagSeconds: 91.2, topic: 'waddleperf.results' },
            { state: 'degraded', reason: lag },
        ),
    }
}

/** A licence that holds but for one feature, so long it does. */
export const license = (now, more = {}) => ({
    ...{ state: 'valid', detail: '', product: 'waddleperf', customer: 'Harbour' },
    ...{
        tier: 'professional',
        expiresAt: iso(now + 240 * 24 * HOUR),
        askedAt: iso(now - 0.4 * HOUR),
    },
    ...{ heldAt: iso(now - 0.4 * HOUR), keptAliveAt: iso(now - 0.4 * HOUR), graceUntil: null },
    features: [
        { feature: 'autoperf', allowed: true, detail: '' },
        withheld('analysis', 'the licence does not have the feature analysis'),
    ],
    ...more,
})

const withheld = (feature, detail) => ({ feature, allowed: false, detail })
const NOTHING = {
    customer: null,
    tier: null,
    expiresAt: null,
    askedAt: null,
    heldAt: null,
    keptAliveAt: null,
}
const REFUSED = 'the server refuses the key: 403'

/** The others of its states. */
export const licenses = (now) => ({
    'not-needed': license(now, {
        ...{ ...NOTHING, state: 'not-needed', product: null },
        detail: 'RELEASE_MODE is not true: no licence is needed',
        features: ['autoperf', 'analysis'].map((feature) => ({
            feature,
            allowed: true,
            detail: '',
        })),
    }),
    pending: license(now, {
        ...{ ...NOTHING, state: 'pending', detail: 'the licence server is asked in a moment' },
    }),
    ending: license(now, { expiresAt: iso(now + 9.5 * 24 * HOUR) }),
    grace: license(now, {
        ...{ state: 'grace', detail: 'license.example.net: no answer within 10 s' },
        ...{ askedAt: iso(now - 120_000), heldAt: iso(now - 20 * HOUR) },
        graceUntil: iso(now + 52 * HOUR),
    }),
    invalid: license(now, {
        ...{ ...NOTHING, state: 'invalid', detail: REFUSED, askedAt: iso(now - 0.2 * HOUR) },
        features: ['autoperf', 'analysis'].map((feature) => withheld(feature, REFUSED)),
    }),
})

const ROUTE = {
    ...{ match: {}, severity: 'warning', groupBy: ['incident'] },
    tell: ['opened', 'changed', 'acknowledged', 'reopened', 'closed', 'reminder'],
    ...{ groupWaitUs: 10e6, groupIntervalUs: 300e6, repeatIntervalUs: 14_400e6 },
}

/** Channels of every kind of state. */
export function channels(now) {
    const state = (phase, detail = null) => ({ phase, detail, heardAt: iso(now - 9_000) })
    const channel = (id, destination, route, more = {}) => ({
        ...{ id, type: destination.type, origin: 'api', enabled: true, version: 1, destination },
        ...{ route: { ...ROUTE, ...route }, state: state('in-force'), ...more },
    })
    return [
        channel('chat', { type: 'slack', url: 'env:NOTIFY_SLACK' }, { severity: 'critical' }),
        channel(
            'hook',
            { type: 'webhook', url: 'https://hook.example.net/in', secret: 'file:hook' },
            {},
            { state: state('broken', 'the variable NOTIFY_HOOK is not set'), version: 2 },
        ),
        channel(
            'log',
            { type: 'syslog', server: 'log.example.net:514', protocol: 'udp' },
            { tell: [...ROUTE.tell, 'recovering'] },
            { enabled: false },
        ),
        {
            ...{ id: 'of-file', type: 'pagerduty', origin: 'notifier', enabled: true },
            ...{ version: null, destination: null, route: null, state: state('in-force') },
        },
        channel(
            'ops-mail',
            {
                ...{ type: 'email', server: 'mail.example.net:587', security: 'starttls' },
                ...{ from: 'waddleperf@example.net', to: ['ops@example.net', 'noc@example.net'] },
                ...{ user: 'waddleperf', password: 'env:NOTIFY_SMTP' },
            },
            { match: { site: ['fra', 'ber'], target: ['shop*'] }, groupBy: ['site'] },
            { version: 3 },
        ),
    ]
}

/** How a test is getting on that was sent so long ago. */
export function channelTest(channel, requestedAt, now) {
    const test = { testId: TEST, channel, requestedAt: iso(requestedAt), attempts: 0, answer: null }
    return now - requestedAt < 1_500
        ? { ...test, status: 'queued' }
        : { ...test, status: 'taken', attempts: 1, answer: 'mail.example.net answered 250' }
}

const TEST = '01234567-89ab-8def-8123-456789abcdef'

/** Versions of one channel, the newest last. */
function versions(now) {
    const mail = channels(now).at(-1)
    const { id, enabled, destination, route } = mail
    const version = (n, more) => ({ ...{ id, enabled, destination, route, version: n }, ...more })
    return [
        version(1, { destination: { ...destination, to: ['ops@example.net'] }, route: ROUTE }),
        version(2, { route: ROUTE }),
        version(3, {}),
    ]
}

/** All that was done, the newest first. */
export function changes(now) {
    const [first, second, third] = versions(now)
    const done = [
        [0.02, 'ada', 'session', 'incident.test-notification', 'ops-mail', null, null],
        [0.2, 'ada', 'session', 'channel.put', 'ops-mail', second, third],
        [3, 'eva', 'session', 'channel.put', 'ops-mail', first, second],
        [5, 'dashboard', 'token', 'test.run', TEST, null, { probes: ['fra-1'], target: 'shop' }],
        [26, 'ada', 'session', 'channel.put', 'ops-mail', null, first],
        [27, 'ada', 'session', 'session.open', 'ada', null, null],
        [50, 'operator', 'operator', 'user.put', 'eva', null, { name: 'eva', role: 'maintainer' }],
        [51, 'system', 'system', 'schedule.put', 'everywhere', ...every(60, 30)],
        [70, 'eva', 'session', 'threshold.remove', 'old-rule', rule('old-rule'), null],
    ]
    return done.map(([hours, who, via, action, subject, before, after], i) => ({
        ...{ id: `00000000-0000-4000-a000-00000000000${i}`, at: iso(now - hours * HOUR), who, via },
        ...{ source: via === 'system' ? '' : '192.0.2.9', action, subject, before, after },
    }))
}

const every = (...seconds) =>
    seconds.map((s, i) => ({
        ...{ id: 'everywhere', intervalUs: s * 1e6, targets: ['shop'], version: i + 1 },
    }))
const rule = (id) => ({ id, enabled: true, metric: 'rttMeanUs', enter: 80_000, version: 4 })

const A_PAGE = 6

/** A page of what was done. */
export function audit({ who, action, subject, from, to, cursor = '0' }, now) {
    const fits = (change) =>
        (who ?? change.who) === change.who &&
        (action ?? change.action) === change.action &&
        (subject ?? change.subject) === change.subject &&
        (from === undefined || change.at >= from) &&
        (to === undefined || change.at < to)
    const found = changes(now).filter(fits)
    const end = Number(cursor) + A_PAGE
    return {
        items: found.slice(Number(cursor), end),
        next: end < found.length ? String(end) : null,
    }
}

const sent = new Map()

/** Answers the requests of these screens; undefined where it is none of them. */
export function administration(method, path, query, now) {
    if (path === '/system') return { status: 200, body: system(now) }
    if (path === '/license') return { status: 200, body: license(now) }
    if (path === '/audit' && !/^(schedule|threshold)\./.test(query.action ?? '')) {
        return { status: 200, body: audit(query, now) }
    }
    if (path === '/channels' && method === 'GET') {
        return { status: 200, body: { items: channels(now), next: null } }
    }
    const [, channel, part] = /^\/channels\/([^/]+)\/tests?(\/.+)?$/.exec(path) ?? []
    if (channel === undefined) return undefined
    if (part === undefined) sent.set(channel, now)
    return {
        status: part === undefined ? 202 : 200,
        body: channelTest(channel, sent.get(channel) ?? now, now),
    }
}
