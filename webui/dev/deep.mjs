// Invented results of the deeper tests: each is made for a path and a time by who tells the story.

const base = (test, check, method, protocol, metrics, details) => (id, path, tier, at) => ({
    id,
    commandId: id,
    runId: id,
    ...path,
    check,
    test,
    family: 'ipv4',
    tier,
    cause: { type: 'escalated' },
    dueAt: new Date(at).toISOString(),
    startedAt: new Date(at).toISOString(),
    durationUs: 900_000,
    outcome: { type: 'measured' },
    metrics,
    samples: null,
    details,
    quality: {
        timestampSource: test === 'ping' ? 'kernel-tx-rx' : 'user',
        method,
        protocol,
        scheduleLagUs: 2_400,
        underLoad: false,
        clockErrorUs: 900,
        isolated: false,
        simulated: false,
    },
})

const NAMES = {
    '192.0.2.1': 'gateway.example.net',
    '203.0.113.9': 'edge-1.fra.transit.example',
    '198.51.100.2': 'core-2.lon.transit.example',
}

/** A hop whose answers spread around a mean. */
export const hop = (ttl, addresses, sent, received, meanUs = null, note = '') => ({
    names: addresses.map((address) => NAMES[address] ?? ''),
    ttl,
    addresses,
    sent,
    received,
    minUs: meanUs && meanUs * 0.94,
    meanUs,
    maxUs: meanUs && meanUs * 1.13,
    note,
})

export const trace = (address, protocol, reached, hops) =>
    base(
        'traceroute',
        'traceroute',
        'icmp-raw',
        protocol,
        { hops: hops.length, ...(reached && { rttMeanUs: hops.at(-1).meanUs }) },
        { type: 'traceroute', address, protocol, reached, hops },
    )

export const mtuFound = (address, mtuBytes, limitedBy, blackHole) =>
    base(
        'mtu',
        'mtu',
        'icmp-raw',
        'icmp',
        { pathMtuBytes: mtuBytes },
        { type: 'mtu', address, mtuBytes, limitedBy, blackHole },
    )

export const pingFound = (check, meanUs, packets) =>
    base(
        'ping',
        check,
        'icmp-dgram',
        'icmp',
        {
            packetsSent: packets,
            packetsReceived: packets,
            lossRatio: 0,
            rttMinUs: meanUs * 0.97,
            rttMeanUs: meanUs,
            rttMaxUs: meanUs * 1.1,
            jitterUs: meanUs * 0.02,
        },
        { type: 'ping', address: '198.51.100.40', ttl: 52, lostSequences: [] },
    )

export const tlsFound = (name, verdict) =>
    base(
        'tls',
        'tls',
        'tls-handshake',
        'tls',
        { tlsUs: 21_300, certificateDays: -0.2 },
        {
            type: 'tls',
            address: '192.0.2.80',
            port: 443,
            version: 'TLSv1.3',
            cipher: 'TLS_AES_128_GCM_SHA256',
            alpn: 'h2',
            chain: [
                certificate(`CN=${name}`, 'CN=Example Issuing CA', -0.2, verdict),
                certificate('CN=Example Issuing CA', 'CN=Example Root', 900, 'trusted'),
            ],
            verdict,
        },
    )

const certificate = (subject, issuer, days, verdict) => ({
    subject,
    issuer,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: new Date(Date.now() + days * 86_400_000).toISOString(),
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    verdict,
})

export const systemFound = () =>
    base(
        'system',
        'system',
        'procfs',
        'none',
        { cpuBusyRatio: 0.07, loadAverage: 0.4, memoryAvailableBytes: 3.4e9, interfaceErrors: 0 },
        {
            type: 'system',
            system: 'Linux 6.18',
            interfaces: [
                {
                    name: 'eth0',
                    up: true,
                    mtuBytes: 1_500,
                    addresses: ['192.0.2.9', '2001:db8::9'],
                    receivedBytes: 48_200,
                    sentBytes: 12_900,
                    errors: 0,
                    drops: 0,
                },
                {
                    name: 'wg0',
                    up: false,
                    mtuBytes: 1_420,
                    addresses: [],
                    receivedBytes: 0,
                    sentBytes: 0,
                    errors: 0,
                    drops: 3,
                },
            ],
            routes: ['default via 192.0.2.1 dev eth0', '192.0.2.0/24 dev eth0'],
            resolvers: ['192.0.2.53'],
            clock: 'synchronised by NTP, off by 0.2 ms',
        },
    )

const NOWHERE = ['', {}, 1, 0]

/** The numbers and what was seen of a deeper test that runs by a schedule. */
export function deepSeen(test, meanUs, host) {
    const made = {
        traceroute: () =>
            trace('192.0.2.10', 'icmp', true, [
                hop(1, ['192.0.2.1'], 3, 3, meanUs * 0.01),
                hop(2, ['2001:db8:42:17::ffff:203.0.113.9'], 3, 3, meanUs * 0.2),
                hop(3, [], 3, 0),
                hop(4, ['198.51.100.2', '198.51.100.6'], 3, 2, meanUs * 0.4),
                hop(5, ['192.0.2.10'], 3, 3, meanUs),
            ]),
        mtu: () => mtuFound('192.0.2.10', 1_400, null, true),
        tls: () => tlsFound(host, 'trusted'),
        system: systemFound,
    }[test]()(...NOWHERE)
    return { metrics: made.metrics, details: made.details, quality: made.quality }
}
