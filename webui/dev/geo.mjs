// An invented world: sites on four continents, two of them close together, some of whose paths are not well.

const CITIES = {
    ber: [52.52, 13.405, 'DE', 'Europe/Berlin'],
    pdm: [52.4, 13.06, 'DE', 'Europe/Berlin'],
    fra: [50.11, 8.68, 'DE', 'Europe/Berlin'],
    lon: [51.51, -0.13, 'GB', 'Europe/London'],
    nyc: [40.71, -74.01, 'US', 'America/New_York'],
    sfo: [37.77, -122.42, 'US', 'America/Los_Angeles'],
    gru: [-23.55, -46.63, 'BR', 'America/Sao_Paulo'],
    nrt: [35.68, 139.69, 'JP', 'Asia/Tokyo'],
    syd: [-33.87, 151.21, 'AU', 'Australia/Sydney'],
    akl: [-36.85, 174.76, 'NZ', 'Pacific/Auckland'],
}
const STATES = {
    fra: { failing: 1, breaching: 1 },
    gru: { breaching: 3 },
    nrt: { stale: 2 },
    akl: { failing: 6 },
    pdm: { unproven: 2 },
}
const ORDER = ['failing', 'breaching', 'stale', 'unproven', 'healthy']
const EACH = 8

const location = (site) => {
    const [latitude, longitude, country, timeZone] = CITIES[site]
    return { latitude, longitude, country, timeZone }
}

function pathsOf(sites) {
    const counts = Object.fromEntries(ORDER.map((state) => [state, 0]))
    for (const site of sites) {
        let left = EACH
        for (const [state, count] of Object.entries(STATES[site] ?? {})) {
            counts[state] += count
            left -= count
        }
        counts.healthy += left
    }
    const total = EACH * sites.length
    const state = ORDER.find((one) => counts[one] > 0)
    return { state, total, ...counts, unhealthyShare: (counts.failing + counts.breaching) / total }
}

const probesOf = (sites) => ({
    up: sites.length * 2 - (sites.includes('nrt') ? 1 : 0),
    silent: sites.includes('nrt') ? 1 : 0,
    neverSeen: 0,
    off: 0,
})

const arc = (site, target, to, state, reason) => ({
    probe: `${site}-1`,
    site,
    target,
    from: location(site),
    fromSource: 'site',
    to: location(to),
    toSource: { nyc: 'geoip', lon: 'country' }[to] ?? 'stated',
    state,
    score: state === 'failing' ? 1_000 : 2.5,
    reason,
})

/** What is known of the sites whose names are given. */
export function geo(now, sites = Object.keys(CITIES)) {
    const countries = [...new Set(sites.map((site) => CITIES[site][2]))].sort()
    const arcs = [
        arc('akl', 'shop', 'sfo', 'failing', 'http: no answer within 10 s'),
        arc('fra', 'vpn', 'nyc', 'failing', 'ping: no answer within 1 s'),
        arc('fra', 'shop', 'sfo', 'breaching', 'ping: mean RTT 250 ms, limit 100 ms'),
        arc('gru', 'mail', 'lon', 'breaching', 'tcp: connected in 1.2 s, limit 500 ms'),
    ].filter(({ site }) => sites.includes(site))
    return {
        at: new Date(now).toISOString(),
        sites: sites.map((site) => ({
            site,
            location: location(site),
            statedBy: 'site',
            localTime: new Date(now).toISOString(),
            probes: probesOf([site]),
            paths: pathsOf([site]),
        })),
        countries: countries.map((country) => {
            const own = sites.filter((site) => CITIES[site][2] === country)
            return { country, sites: own, probes: probesOf(own), paths: pathsOf(own) }
        }),
        arcs,
        moreArcs: 0,
        unplaced: {
            probes: { count: 12, names: ['lab-1', 'lab-2', 'local'] },
            sites: { count: 2, names: ['lab', 'local'] },
            targets: { count: 1, names: ['dns'] },
            paths: 2,
        },
    }
}

/** Whose networks those addresses are of, as far as the file of this world knows. */
export const networks = (addresses) => ({
    items: addresses
        .filter((address) => address.startsWith('203.0.113.') || address.startsWith('198.51.100.'))
        .map((address) => ({ address, asn: 64500, organization: 'Example Transit' })),
    next: null,
})
