// Invented answers for one path: a way that changed while its round trips grew, told from the first
// breach to the findings, and the results before it that were well.

import { hop, trace } from '../dev/deep.mjs'

const MINUTE = 60_000
const GOOD = [
    hop(1, ['192.0.2.1'], 3, 3, 400),
    hop(2, ['203.0.113.9'], 3, 3, 2_100),
    hop(3, [], 3, 0),
    hop(4, ['198.51.100.22'], 3, 3, 9_800),
    hop(5, ['198.51.100.33'], 3, 3, 11_200),
    hop(6, ['198.51.100.40'], 3, 3, 12_000),
]
const BAD = [
    ...GOOD.slice(0, 3),
    hop(4, ['198.51.100.18'], 10, 10, 10_100),
    hop(5, ['2001:db8:42:17::ffff:c633:6421'], 10, 10, 96_000),
    hop(6, ['198.51.100.33'], 10, 8, 229_000),
    hop(7, ['198.51.100.40'], 10, 7, 231_000),
]

/** The results of a path's traceroutes, newest first. */
export function ways({ probe, target }, now) {
    const made = (n, hops, tier, at) =>
        trace('198.51.100.40', 'icmp', true, hops)(
            `00000000-0000-4000-c000-00000000000${n}`,
            { probe, target },
            tier,
            at,
        )
    return [
        made(1, BAD, 2, now - 2 * MINUTE),
        made(2, GOOD, 1, now - 14 * MINUTE),
        made(3, GOOD, 1, now - 29 * MINUTE),
    ]
}

/** What was decided, newest first. */
export function decisions({ probe, target }, now) {
    const base = { probe, target, site: '', commands: [], reason: '', simulated: false }
    const breach = {
        resultId: '00000000-0000-4000-c000-000000000009',
        check: 'ping',
        family: 'ipv4',
        tier: 1,
        metric: 'rttMeanUs',
        value: 231_000,
        bound: 100_000,
        rule: 'default-rtt',
        ruleVersion: 3,
        severity: 'warning',
    }
    const steps = [
        [41, 'suspected', 'healthy', 'suspect', 1, 'mean RTT 104 ms, bound 100 ms', breach],
        [40.8, 'dismissed', 'suspect', 'healthy', 1, '2 of 3 were fine'],
        [3, 'suspected', 'healthy', 'suspect', 1, 'mean RTT 231 ms, bound 100 ms', breach],
        [2.8, 'confirmed', 'suspect', 'diagnosing', 1, 'mean RTT 229 ms, 2 of 3', breach],
        [2.8, 'deepened', 'diagnosing', 'diagnosing', 2, 'tier 2: ping-50, traceroute'],
        [2, 'found', 'diagnosing', 'diagnosing', 2, 'hop 4 changed, delay begins at hop 5'],
        [1.5, 'deepened', 'diagnosing', 'analysing', 3, 'tier 3: mtr-100, system'],
    ]
    return steps
        .map(([ago, step, from, to, tier, text, number], n) => ({
            ...base,
            id: `00000000-0000-4000-d000-00000000000${n}`,
            at: new Date(now - ago * MINUTE).toISOString(),
            ...{ step, from, to, tier, text, breach: number ?? null },
            resultId: step === 'found' ? '00000000-0000-4000-c000-000000000001' : null,
        }))
        .toReversed()
}
