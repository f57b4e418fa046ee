// What happens in the invented incidents: on which path, how many seconds after the beginning.

import { hop, mtuFound, pingFound, systemFound, tlsFound, trace } from './deep.mjs'

export const path = (probe, target) => ({ probe, target })

/** A number over its bound, as a rule saw it. */
export const breach = (check, metric, value, bound, rule, tier = 1, severity = 'warning') => ({
    check,
    family: 'ipv4',
    tier,
    metric,
    value,
    bound,
    rule,
    ruleVersion: 1,
    severity,
})

export const NRT = 'edge-nrt'
export const NRT_PROBES = [
    ['fra-1', 'fra', 248_000],
    ['fra-2', 'fra', 251_000],
    ['nyc-1', 'nyc', 204_000],
    ['nyc-2', 'nyc', 207_000],
    ['ber-2', 'ber', 262_000],
    ['lon-1', 'lon', 239_000],
    ['sfo-1', 'sfo', 141_000],
    ['sao-1', 'sao', 318_000],
    ['syd-1', 'syd', 160_000],
]

const ms = (us) => `${Math.round(us / 1_000)} ms`

const nrtWay = trace('198.51.100.40', 'icmp', true, [
    hop(1, ['192.0.2.1'], 10, 10, 210),
    hop(2, ['203.0.113.9'], 10, 10, 1_900),
    hop(3, [], 10, 0),
    hop(4, ['198.51.100.2', '198.51.100.6'], 10, 9, 11_800),
    hop(5, ['198.51.100.18'], 10, 4, 12_400),
    hop(6, ['198.51.100.33'], 10, 10, 231_000),
    hop(7, ['198.51.100.40'], 10, 10, 248_000),
])

/** The first of many probes that see a slow target; the others follow within seconds. */
export function slowTarget() {
    const entries = NRT_PROBES.flatMap(([probe, , us], i) => {
        const where = { path: path(probe, NRT), tier: 1 }
        const numbers = breach('ping', 'rttMeanUs', us, 100_000, 'default-rtt')
        const text = `mean RTT ${ms(us)}, bound 100 ms`
        return [
            { after: i * 1.3, kind: 'suspected', ...where, breach: numbers, text },
            {
                after: 5 + i * 1.3,
                kind: 'confirmed',
                ...where,
                breach: numbers,
                text: `${text}, 2 of 3`,
            },
        ]
    })
    const first = path('fra-1', NRT)
    const deep = { path: first, tier: 2 }
    return [
        ...entries,
        { after: 5.2, kind: 'deepened', ...deep, text: 'tier 2: ping-50, traceroute, mtu' },
        {
            after: 11.6,
            kind: 'scope',
            tier: 1,
            text: 'edge-nrt is slow from 3 of 10 probes: the target is the common factor',
        },
        ...NRT_PROBES.slice(3).map(([probe], i) => ({
            after: 11.9 + i * 1.3,
            kind: 'suppressed',
            tier: 2,
            path: path(probe, NRT),
            text: 'tier 2 not ordered: this incident stands for it',
        })),
        {
            after: 16.1,
            kind: 'found',
            ...deep,
            breach: breach('ping-50', 'rttMeanUs', 247_000, 100_000, 'default-tier2-rtt', 2),
            text: '50 packets: mean RTT 247 ms, bound 100 ms; no loss',
            result: pingFound('ping-50', 247_000, 50),
        },
        {
            after: 18.4,
            kind: 'found',
            ...deep,
            text:
                'the way has changed since 14:02: hop 5 was 198.51.100.22.\n' +
                'The delay begins at hop 6, 198.51.100.33: from 12.4 ms to 231 ms.',
            result: nrtWay,
        },
        {
            after: 21,
            kind: 'found',
            ...deep,
            text: 'path MTU 1400 bytes, limited by 198.51.100.18',
            result: mtuFound('198.51.100.40', 1_400, '198.51.100.18', false),
        },
        {
            after: 21.4,
            kind: 'awaiting-approval',
            tier: 3,
            path: first,
            text: 'tier 3 would run a 100-cycle MTR and the same check from 3 other probes',
        },
    ]
}

const MAIL = path('fra-1', 'mail')

export function refusedMail() {
    const numbers = breach('tcp', 'unanswered', 1, 0.5, 'default-unanswered', 1, 'critical')
    const again = { ...numbers, tier: 2, rule: 'default-tier2-unanswered' }
    const text = 'connection refused by 192.0.2.25, port 25'
    return [
        { after: 0, kind: 'suspected', tier: 1, path: MAIL, breach: numbers, text },
        {
            after: 10.1,
            kind: 'confirmed',
            tier: 1,
            path: MAIL,
            breach: numbers,
            text: `${text}, 2 of 2`,
        },
        { after: 10.1, kind: 'deepened', tier: 2, path: MAIL, text: 'tier 2: traceroute, tcp' },
        { after: 12.8, kind: 'found', tier: 2, path: MAIL, breach: again, text },
        {
            after: 14.2,
            kind: 'found',
            tier: 2,
            path: MAIL,
            text: 'the way is as it was; its last hop answers, so the host is up',
            result: trace('192.0.2.25', 'icmp', false, [
                hop(1, ['192.0.2.1'], 3, 3, 190),
                hop(2, ['203.0.113.9'], 3, 3, 1_850),
                hop(3, ['203.0.113.77'], 3, 2, 20_400, '!X'),
            ]),
        },
        {
            after: 12.8,
            kind: 'deepened',
            tier: 3,
            path: MAIL,
            text: 'tier 3: system, the same check from nyc-1',
        },
        {
            after: 19.7,
            kind: 'found',
            tier: 3,
            path: MAIL,
            text: 'the probe itself is well: CPU 7 % busy, no interface errors',
            result: systemFound(),
        },
        {
            after: 24.9,
            kind: 'found',
            tier: 3,
            path: path('nyc-1', 'mail'),
            text: 'refused from nyc-1 too',
        },
        { after: 240, kind: 'acknowledge', tier: 1, text: '', by: 'ada' },
        {
            after: 300,
            kind: 'comment',
            tier: 1,
            text: 'The mail team restarts the listener after the upgrade, about 20 minutes.',
            by: 'ada',
        },
    ]
}

const LOGIN = 'https://shop.example.org/'

export function expiredCertificate() {
    const where = path('nyc-1', 'shop')
    const numbers = breach('http', 'certificateDays', -0.2, 7, 'default-certificate')
    return [
        {
            after: 0,
            kind: 'suspected',
            tier: 1,
            path: where,
            breach: numbers,
            text: 'certificate expired 5 h ago',
        },
        {
            after: 5,
            kind: 'confirmed',
            tier: 1,
            path: where,
            breach: numbers,
            text: 'certificate expired 5 h ago, 2 of 2',
        },
        { after: 5.1, kind: 'deepened', tier: 2, path: where, text: 'tier 2: tls' },
        {
            after: 6.4,
            kind: 'found',
            tier: 2,
            path: where,
            text: `${LOGIN} serves a certificate that expired 5 h ago; its issuer is trusted`,
            result: tlsFound('shop.example.org', 'expired'),
        },
        {
            after: 1_900,
            kind: 'recovering',
            tier: 1,
            path: where,
            text: 'certificate valid for 89 days',
        },
        { after: 1_930, kind: 'recovered', tier: 1, path: where, text: 'clear 3 times in a row' },
        { after: 2_230, kind: 'closed', tier: 1, text: 'no relapse within 5 min' },
    ]
}

export function relapsingSite() {
    const a = path('ber-2', 'branch-17')
    const b = path('ber-2', 'gateway')
    const loss = (value) => breach('ping', 'recentLossRatio', value, 0.05, 'site-ber-loss')
    return [
        {
            after: 0,
            kind: 'suspected',
            tier: 1,
            path: a,
            breach: loss(0.12),
            text: 'loss 12 %, bound 5 %',
        },
        {
            after: 5,
            kind: 'confirmed',
            tier: 1,
            path: a,
            breach: loss(0.14),
            text: 'loss 14 %, bound 5 %',
        },
        {
            after: 5,
            kind: 'confirmed',
            tier: 1,
            path: b,
            breach: loss(0.2),
            text: 'loss 20 %, bound 5 %',
        },
        {
            after: 6,
            kind: 'suppressed',
            tier: 2,
            path: a,
            text: 'tier 2 not ordered: budget of probe ber-2',
        },
        { after: 120, kind: 'recovering', tier: 1, path: a, text: 'loss 3 %, exit bound 4 %' },
        { after: 121, kind: 'recovering', tier: 1, path: b, text: 'loss 2 %, exit bound 4 %' },
        {
            after: 190,
            kind: 'relapsed',
            tier: 1,
            path: a,
            breach: loss(0.09),
            text: 'loss 9 %, bound 5 %',
        },
        { after: 260, kind: 'recovering', tier: 1, path: a, text: 'loss 1 %, exit bound 4 %' },
        { after: 290, kind: 'recovered', tier: 1, path: a, text: 'clear 3 times in a row' },
        { after: 291, kind: 'recovered', tier: 1, path: b, text: 'clear 3 times in a row' },
    ]
}
