// The decisions about a path as /escalations tells them, out of the invented incidents.

const STATES = {
    suspected: ['healthy', 'suspect'],
    dismissed: ['suspect', 'healthy'],
    confirmed: ['suspect', 'diagnosing'],
    relapsed: ['recovering', 'diagnosing'],
    recovering: ['diagnosing', 'recovering'],
    recovered: ['recovering', 'healthy'],
}
const WITHIN = new Set(['deepened', 'suppressed', 'awaiting-approval', 'found', 'worsened'])

/** Newest first, as the API has them. */
export function decisionsOf(incidents, { probe, target, limit = 100, to }) {
    const until = to === undefined ? Infinity : Date.parse(to)
    let state = 'healthy'
    const decisions = incidents
        .flatMap(({ chain }) => chain)
        .filter(({ path }) => path?.probe === probe && path.target === target)
        .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
        .flatMap((entry, n) => {
            const { kind, tier, at, breach, resultId, text } = entry
            if (!STATES[kind] && !WITHIN.has(kind)) return []
            const from = state
            const deeper = kind === 'deepened' && tier === 3 ? 'analysing' : state
            state = STATES[kind]?.[1] ?? deeper
            return [
                {
                    id: `00000000-0000-4000-b000-${String(n).padStart(12, '0')}`,
                    ...{ at, probe, site: '', target, step: kind, from, to: state, tier },
                    ...{ breach, resultId, commands: [], reason: '', text, simulated: false },
                },
            ]
        })
        .filter(({ at }) => Date.parse(at) < until)
        .toReversed()
    return { items: decisions.slice(0, +limit), next: null }
}
