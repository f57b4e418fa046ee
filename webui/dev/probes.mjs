// Invented probes: one of this machine, some that joined from others, and one that is to come.

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const iso = (ms) => new Date(ms).toISOString()

/** @param heard ms ago, null for never; @param ahead ms of its clock */
function probe(now, id, site, heard, more = {}) {
    const { labels = {}, enabled = true, ahead = 0, version = '0.1.0' } = more
    const at = now - heard
    return {
        probe: { id, site, enabled, labels, version: 1 },
        state: heard === null ? 'never-seen' : heard < 30_000 ? 'up' : 'silent',
        heartbeat: heard === null ? null : { probe: id, version, at: iso(at + ahead) },
        heardAt: heard === null ? null : iso(at),
    }
}

export const probes = (now) => [
    probe(now, 'local', 'local', 4_000),
    probe(now, 'fra-1', 'fra', 2_000, { labels: { floor: '2', uplink: 'fibre' } }),
    probe(now, 'fra-2', 'fra', 7_000, { labels: { floor: '3' }, ahead: -3 * MINUTE }),
    probe(now, 'ber-k3m9px', 'ber', 12 * MINUTE, { labels: { uplink: 'dsl' } }),
    probe(now, 'ber-old', 'ber', 9 * DAY, { enabled: false, version: '0.0.9' }),
]

const identity = (now, probe, host, joined, revoked = null) => ({
    probe,
    host,
    keyId: 'AAAAAAAAAAAAAAAA',
    joinedAt: iso(now - joined),
    rotatedAt: iso(now - joined),
    revokedAt: revoked === null ? null : iso(now - revoked),
})

export const identities = (now) => [
    identity(now, 'fra-1', 'pi-fra-1', 21 * DAY),
    identity(now, 'fra-2', 'nuc-2', 3 * DAY),
    identity(now, 'ber-k3m9px', 'ber-gw', 40 * DAY),
    identity(now, 'ber-old', 'ber-old', 200 * DAY, 9 * DAY),
]

export const enrolments = (now) => [
    {
        probe: 'lon-x7c2vd',
        site: 'lon',
        labels: { floor: '1' },
        createdAt: iso(now - 5 * MINUTE),
        expiresAt: iso(now + 55 * MINUTE),
    },
]

/** The answer to a wish for a line. */
export const made = (now, probe = 'muc-h4t8qe') => ({
    probe,
    token: `wpj1.${'A'.repeat(150)}`,
    command: `./waddleperf probe --join=wpj1.${'A'.repeat(150)}`,
    expiresAt: iso(now + 60 * MINUTE),
})
