// An invented fleet of many paths, for work on long lists: names, tags, latencies and troubles of many kinds.

const SITES = [
    ...['ams', 'arn', 'atl', 'ber', 'cdg', 'cph', 'dub', 'fra', 'gru', 'hel', 'jnb', 'lhr', 'lis'],
    ...['mad', 'mil', 'mum', 'nrt', 'nyc', 'ord', 'osl', 'prg', 'sfo', 'sin', 'syd', 'vie', 'waw'],
    ...['yyz', 'zrh'],
]
const ROLES = ['edge', 'branch', 'store', 'dc']
const TEAMS = ['net', 'web', 'shop', 'data']
const UPLINKS = ['dsl', 'fibre', 'lte']
const SHARE_OF_TROUBLE = 0.03
/** Each path has a result so often. */
const INTERVAL_MS = 60_000
/** So long a path stays as it is before another one may be in trouble. */
const MOOD_MS = 60_000

const two = (number) => String(number).padStart(2, '0')

/** From 0 to 1, the same for the same number. */
function chance(seed) {
    const x = Math.sin(seed + 1) * 10_000
    return x - Math.floor(x)
}

function probeOf(i) {
    const site = SITES[i % SITES.length]
    return {
        probe: `${site}-${ROLES[i % ROLES.length]}-${two(i)}`,
        site,
        uplink: UPLINKS[i % UPLINKS.length],
    }
}

/** A target, and which of its checks is nearest to the network. */
function targetOf(i) {
    const name = `${TEAMS[i % TEAMS.length]}-${two(i)}`
    switch (i % 5) {
        case 0:
            return { target: name, address: `https://${name}.example.net/login`, check: 'ping' }
        case 1:
            return { target: name, address: `${name}.example.org:5432`, check: 'tcp' }
        case 2:
            return { target: name, address: `198.51.100.${i}`, check: 'ping' }
        case 3:
            return { target: name, address: `[2001:db8::${i.toString(16)}]:443`, check: 'ping' }
        default:
            return { target: name, address: `${name}.example.com`, check: 'dns' }
    }
}

/** How a path is that has this luck, from 0 to 1. */
function moodOf(luck, { check }, latencyUs) {
    const kind = Math.floor((luck / SHARE_OF_TROUBLE) * 8)
    switch (kind) {
        case 0:
            return failing(`${check}: no answer within 1 s`, 'diagnosing')
        case 1:
            return failing('http: 503, expected 200 to 399', 'analysing')
        case 2:
            return failing(`tcp: connection refused`, 'diagnosing')
        case 3:
        case 4: {
            const us = 100_000 + latencyUs
            const reason = `ping: rttMeanUs ${us} > 100000`
            return breaching(reason, us / 100_000, 0, us, 'suspect')
        }
        case 5: {
            const loss = Number((0.06 + luck).toFixed(3))
            const reason = `ping: lossRatio ${loss} > 0.05`
            return breaching(reason, loss / 0.05, loss, latencyUs, 'diagnosing')
        }
        case 6:
            return { ...CALM, state: 'stale', reason: `${check}: nothing since 4 min`, latencyUs }
        case 7:
            return {
                ...CALM,
                state: 'unproven',
                reason: `${check}: no answer yet`,
                latencyUs: null,
            }
        default:
            return { ...CALM, state: 'healthy', score: latencyUs / 100_000, latencyUs }
    }
}

const CALM = { pathState: 'healthy', tier: 1, score: 0, reason: '', loss: 0 }
const TIERS = { suspect: 1, diagnosing: 2, analysing: 3 }
const failing = (reason, pathState) => ({
    ...{ state: 'failing', score: 1_000, loss: 1, latencyUs: null },
    ...{ reason, pathState, tier: TIERS[pathState] },
})
const breaching = (reason, score, loss, latencyUs, pathState) => ({
    ...{ state: 'breaching', score, loss, latencyUs },
    ...{ reason, pathState, tier: TIERS[pathState] },
})

/** Rows of so many paths; a few of them are in trouble, other ones every minute. */
export function manyRows(size, now) {
    const mood = Math.floor(now / MOOD_MS)
    const width = Math.ceil(Math.sqrt(size))
    const targets = Array.from({ length: width }, (_, i) => targetOf(i))
    return Array.from({ length: size }, (_, i) => {
        const { probe, site, uplink } = probeOf(Math.floor(i / width))
        const target = targets[i % width]
        const latencyUs = Math.round(400 * Math.exp(5 * chance(i)))
        const known = moodOf(chance(i * 7_919 + mood), target, latencyUs)
        const inTrouble = known.tier > 1
        return {
            ...{ probe, site, target: target.target, address: target.address },
            tags: [`team=${target.target.split('-')[0]}`, `uplink=${uplink}`],
            ...known,
            check: known.latencyUs === null ? null : target.check,
            newestMs: now - ((now + Math.floor(chance(i) * INTERVAL_MS)) % INTERVAL_MS),
            incident: inTrouble ? `00000000-0000-4000-8000-${String(i).padStart(12, '0')}` : null,
        }
    })
}

const STEP_MS = 120_000
const STEPS = 30

/** Lines of a fleet that has no history. */
export function manySparks(wanted, now) {
    const items = wanted.map((one, row) => {
        const [probe, target, check] = one.split(' ')
        const meanUs = Array.from({ length: STEPS }, (_, i) => 900 + 600 * chance(i + row * 31))
        return {
            ...{ probe, target, check, family: 'ipv4', headline: 'rttMeanUs' },
            unanswered: meanUs.map((us) => (us > 1_490 ? 1 : 0)),
            minUs: meanUs.map((us) => us * 0.7),
            meanUs,
            p95Us: meanUs.map((us) => us * 1.5),
        }
    })
    return { from: new Date(now - STEPS * STEP_MS).toISOString(), stepUs: STEP_MS * 1_000, items }
}
