// Invents results: each number follows from the series and the time.

import { deepSeen } from './deep.mjs'

function hash(text) {
    let h = 2_166_136_261
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619)
    h = Math.imul(h ^ (h >>> 15), 2_246_822_507)
    return ((h ^ (h >>> 13)) >>> 0) / 4_294_967_296
}

const uuid = (seed) =>
    '00000000-0000-4000-8000-' + String(Math.floor(hash(seed) * 1e12)).padStart(12, '0')

const familyOf = ({ address }) => (address.startsWith('[') ? 'ipv6' : 'ipv4')

/** The result of a series at a time; the same whenever it is asked for. */
export function resultAt(series, slot, cause = 'scheduled') {
    const { probe, target, test, behaviour } = series
    const seed = `${probe}|${target}|${test}|${slot}`
    const base = {
        id: uuid(seed + cause),
        commandId: uuid(`c${seed}`),
        runId: uuid(`r${slot}`),
        probe,
        target,
        check: test,
        test,
        family: familyOf(series),
        tier: 1,
        cause: { type: cause },
        dueAt: new Date(slot).toISOString(),
        startedAt: new Date(slot + 3 + Math.floor(hash(seed) * 9)).toISOString(),
        durationUs: 200_000,
        outcome: { type: 'measured' },
        metrics: {},
        samples: null,
        details: null,
        quality: {
            timestampSource: { ping: 'kernel-tx-rx', tcp: 'kernel-tcp' }[test] ?? 'user',
            method: { ping: 'icmp-dgram', tcp: 'tcp-connect', http: 'http-get', dns: 'dns-udp' }[
                test
            ],
            protocol: { ping: 'icmp', tcp: 'tcp', http: 'http/1.1', dns: 'dns/udp' }[test],
            scheduleLagUs: Math.round(3_000 + hash(seed) * 9_000),
            underLoad: false,
            clockErrorUs: 900,
            isolated: false,
            simulated: false,
        },
    }
    const ended = endingOf(behaviour, slot)
    return ended ? { ...base, outcome: ended } : measured(base, series, seed, slot)
}

/** Outcomes other than an answer; the bad behaviours began at a fixed phase of each hour. */
function endingOf(behaviour, slot) {
    if (behaviour === 'refused') {
        return {
            type: 'failed',
            failure: 'connection-refused',
            detail: 'nobody listens on port 25',
        }
    }
    if (behaviour === 'unavailable' && slot % 3_600_000 > 600_000) {
        return { type: 'failed', failure: 'status', detail: '503, expected 200 to 399' }
    }
    if (behaviour === 'refused-by-probe') {
        return { type: 'refused', reason: 'target 203.0.113.99 is not on this probe’s allow list' }
    }
    return hash(`odd${slot}${behaviour}`) > 0.996 ? { type: 'timed-out', afterUs: 5_000_000 } : null
}

function measured(result, series, seed, slot) {
    const { test, behaviour, address } = series
    const usual = typeof behaviour === 'number' ? behaviour : 31_000
    const daily = 1 + 0.15 * Math.sin(slot / 13_700_000)
    const peak = hash(`p${seed}`) > 0.99 ? 6 : 1
    const mean = usual * daily * (0.92 + hash(seed) * 0.16) * peak
    const spread = 0.05 + hash(`s${seed}`) * 0.25
    const lost =
        behaviour === 'lossy' ? Math.floor(hash(`l${seed}`) * 4) : hash(seed) > 0.985 ? 1 : 0
    const host = address.replace(/^https?:\/\/|[/:]\d*.*$/g, '')
    switch (test) {
        case 'ping':
            result.metrics = {
                packetsSent: 10,
                packetsReceived: 10 - lost,
                lossRatio: lost / 10,
                rttMinUs: mean * (1 - spread),
                rttMeanUs: mean,
                rttP50Us: mean * 0.98,
                rttP95Us: mean * (1 + spread),
                rttMaxUs: mean * (1 + 2 * spread),
                jitterUs: mean * spread * 0.4,
            }
            result.details = {
                type: 'ping',
                address: '192.0.2.10',
                ttl: 57,
                lostSequences: [3, 6, 8].slice(0, lost),
            }
            break
        case 'tcp':
            result.metrics = { connectUs: mean }
            result.details = { type: 'tcp', address: '192.0.2.10', port: 443 }
            break
        case 'dns':
            result.metrics = { lookupUs: mean }
            result.details = {
                type: 'dns',
                server: '192.0.2.53:53',
                name: host,
                recordType: 'A',
                rcode: 'NOERROR',
                answers: ['192.0.2.10', '192.0.2.11'],
            }
            break
        case 'http':
            result.metrics = httpMetrics(mean, address.startsWith('https'))
            result.details = {
                type: 'http',
                address: '192.0.2.10',
                url: address,
                status: 200,
                version: 'HTTP/1.1',
                certificate: address.startsWith('https')
                    ? {
                          subject: `CN=${host}`,
                          issuer: 'CN=Example CA',
                          notBefore: '2026-01-01T00:00:00Z',
                          notAfter: new Date(slot + 41 * 86_400_000).toISOString(),
                          protocol: 'TLSv1.3',
                          cipher: 'TLS_AES_128_GCM_SHA256',
                          verdict: 'trusted',
                      }
                    : null,
            }
            break
        default:
            Object.assign(result, deepSeen(test, mean, host))
    }
    return result
}

function httpMetrics(total, tls) {
    const share = { resolveUs: 0.05, connectUs: 0.2, tlsUs: tls ? 0.3 : 0, firstByteUs: 0.35 }
    const phases = Object.fromEntries(Object.entries(share).map(([k, v]) => [k, v * total]))
    if (!tls) delete phases.tlsUs
    const spent = Object.values(phases).reduce((a, b) => a + b, 0)
    const rest = { transferUs: total - spent, totalUs: total, bodyBytes: 18_432 }
    return { ...phases, ...rest, ...(tls && { certificateDays: 41.2 }) }
}
