// The invented incidents: what they are about, and when they began.

import { hop, systemFound, trace } from './deep.mjs'
import {
    NRT,
    NRT_PROBES,
    breach,
    expiredCertificate,
    path,
    refusedMail,
    relapsingSite,
    slowTarget,
} from './plots.mjs'

/** What the demo's fault sets off: the whole story within a minute. */
export function demoStory(text, numbers) {
    const where = path('local', 'shop')
    const steps = [
        { after: 2, kind: 'suspected', tier: 1, path: where, breach: numbers, text },
        {
            after: 7,
            kind: 'confirmed',
            tier: 1,
            path: where,
            breach: numbers,
            text: `${text}, 2 of 2`,
        },
        { after: 7.1, kind: 'deepened', tier: 2, path: where, text: 'tier 2: ping-50, traceroute' },
        {
            after: 12,
            kind: 'found',
            tier: 2,
            path: where,
            text: 'the way is as it was: one hop',
            result: trace('127.0.0.1', 'icmp', true, [hop(1, ['127.0.0.1'], 10, 10, 40)]),
        },
        { after: 12.1, kind: 'deepened', tier: 3, path: where, text: 'tier 3: system' },
        {
            after: 20,
            kind: 'found',
            tier: 3,
            path: where,
            text: 'the probe itself is well',
            result: systemFound(),
        },
    ]
    return {
        severity: 'warning',
        scope: { kind: 'path', subject: 'local → shop', broken: 1, tested: 1 },
        sentence: `local → shop: ${text}`,
        rule: `${numbers.rule}@1`,
        sites: [['local', 'home', 'shop']],
        steps,
    }
}

export const DEMO_FAULTS = {
    delay: [
        'HTTP total 2.52 s, bound 2 s',
        breach('http', 'totalUs', 2_520_000, 2_000_000, 'default-http'),
    ],
    refuse: [
        'no answer: connection refused',
        breach('tcp', 'unanswered', 1, 0.5, 'default-unanswered'),
    ],
}

const sitesOf = (list, target) => list.map(([probe, site]) => [probe, site, target])

/** Seconds since they began, and what they are about. */
export const STORIES = [
    {
        id: 'a1',
        ago: 260,
        severity: 'warning',
        scope: { kind: 'target', subject: NRT, broken: 9, tested: 10 },
        sentence: 'edge-nrt is slow from 9 of 10 probes: mean RTT 141 to 318 ms, bound 100 ms',
        rule: 'default-rtt@1',
        sites: sitesOf(NRT_PROBES, NRT),
        steps: slowTarget(),
        waits: [path('fra-1', NRT)],
        suppressed: 6,
    },
    {
        id: 'a2',
        ago: 1_140,
        severity: 'critical',
        scope: { kind: 'path', subject: 'fra-1 → mail', broken: 1, tested: 1 },
        sentence: 'fra-1 → mail gets no answer: connection refused by 192.0.2.25, port 25',
        rule: 'default-unanswered@1',
        sites: [['fra-1', 'fra', 'mail']],
        steps: refusedMail(),
    },
    {
        id: 'b1',
        ago: 330,
        severity: 'warning',
        scope: { kind: 'site', subject: 'ber', broken: 2, tested: 2 },
        sentence: 'site ber loses packets to everything: 9 to 20 %, bound 5 %',
        rule: 'site-ber-loss@1',
        sites: [
            ['ber-2', 'ber', 'branch-17'],
            ['ber-2', 'ber', 'gateway', 'branch-17'],
        ],
        steps: relapsingSite(),
        suppressed: 1,
        simulated: true,
    },
    {
        id: 'c1',
        ago: 9_400,
        severity: 'warning',
        scope: { kind: 'target', subject: 'shop', broken: 1, tested: 1 },
        sentence: 'shop serves an expired certificate: expired 5 h ago, bound 7 days',
        rule: 'default-certificate@1',
        sites: [['nyc-1', 'nyc', 'shop']],
        steps: expiredCertificate(),
    },
    {
        id: 'c2',
        ago: 258,
        severity: 'warning',
        scope: { kind: 'path', subject: 'fra-2 → edge-nrt', broken: 1, tested: 1 },
        sentence: 'fra-2 → edge-nrt is slow: mean RTT 251 ms, bound 100 ms',
        rule: 'default-rtt@1',
        sites: [['fra-2', 'fra', NRT]],
        steps: [
            {
                after: 0,
                kind: 'confirmed',
                tier: 1,
                path: path('fra-2', NRT),
                breach: breach('ping', 'rttMeanUs', 251_000, 100_000, 'default-rtt'),
                text: 'mean RTT 251 ms, bound 100 ms, 2 of 3',
            },
            {
                after: 9,
                kind: 'merged',
                tier: 1,
                text: 'the same cause: edge-nrt is slow from 3 of 10 probes',
            },
        ],
        state: 'closed',
        into: 'a1',
    },
]
