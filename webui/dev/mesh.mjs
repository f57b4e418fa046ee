// An invented matrix: probes of some sites, their responders, and targets that all of them test.

const SITES = ['ber', 'fra', 'lon', 'nyc', 'syd']
const PROBES = SITES.flatMap((site) => [1, 2, 3].map((n) => ({ id: `${site}-${n}`, site })))
const SHARED = ['shop', 'mail', 'vpn', 'edge-nrt']
const RESPONDERS = PROBES.filter(({ id }) => id.endsWith('-1')).map(({ id }) => `at ${id}`)
const TARGETS = [...RESPONDERS, ...SHARED]

const noise = (text) => {
    let h = 2_166_136_261
    for (const letter of text) h = Math.imul(h ^ letter.charCodeAt(0), 16_777_619)
    return ((h ^ (h >>> 13)) >>> 0) / 4_294_967_296
}

/** Of a number at a time; the same whenever it is asked for. */
export function mesh({ metric, at }, now) {
    const time = at === undefined ? now : Date.parse(at)
    const cells = { probe: [], target: [], check: [], value: [], atMs: [] }
    PROBES.forEach(({ id, site }, row) =>
        TARGETS.forEach((target, column) => {
            if (target === `at ${id}` || noise(`${id}${target}`) > 0.94) return
            cells.probe.push(row)
            cells.target.push(column)
            cells.check.push('ping')
            cells.value.push(valueOf(metric, id, site, target, time))
            // one fell silent
            const agoMs = id === 'lon-3' ? 7_200_000 : Math.floor(noise(id) * 20_000)
            cells.atMs.push(time - agoMs)
        }),
    )
    const ofHours = now - time > 8 * 86_400_000
    return {
        at: new Date(time).toISOString(),
        freshAfter: ofHours ? null : new Date(time - 900_000).toISOString(),
        metric,
        source: ofHours ? 'hours' : 'results',
        probes: { id: PROBES.map(({ id }) => id), site: PROBES.map(({ site }) => site) },
        targets: { id: TARGETS, address: TARGETS.map((id) => `${id.replace(' ', '-')}.example`) },
        cells,
    }
}

function valueOf(metric, probe, site, target, time) {
    const chance = noise(`${probe}${target}${Math.floor(time / 600_000)}`)
    if (target === 'mail' && chance > 0.6) return null
    if (metric === 'lossRatio') return chance > 0.85 ? (chance - 0.85) * 2 : 0
    if (metric === 'bitsPerSecond') return 2e8 * chance
    const far = target === 'edge-nrt' ? 240_000 : 12_000 + 70_000 * noise(site + target)
    return far * (0.8 + chance * 0.6)
}

/** The targets, of which some are responders of probes. */
export const targets = () => ({
    items: TARGETS.map((id) => ({
        id,
        address: `${id.replace(' ', '-')}.example`,
        owned: id.startsWith('at '),
        labels: id.startsWith('at ') ? { probe: id.slice(3) } : {},
        version: 1,
    })),
    next: null,
})
