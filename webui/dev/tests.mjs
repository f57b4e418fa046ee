// Invented tests on demand: each takes its steps, and ends as its probe and target let it.

import { onDemand } from './world.mjs'

const STEP_MS = 700
const STEPS = ['queued', 'accepted', 'running', 'done']
/** These never answer. */
const SILENT = new Set(['ber-k3m9px', 'silent'])
const NONE = { waiting: 0, running: 0, completed: 0, failed: 0, refused: 0, unanswered: 0 }
const ENDINGS = { measured: 'completed', failed: 'failed', 'timed-out': 'failed' }

/** Orders that live as long as whoever asks for them. */
export function newTests() {
    const orders = []
    return {
        /** @returns the problem's errors, or the id */
        order({ probes = [], target, checks = [], families = ['ipv4'] }, now) {
            const errors = wrongOf(probes, checks)
            if (errors.length > 0) return { errors }
            const id = `00000000-0000-4000-9000-${String(orders.length).padStart(12, '0')}`
            orders.push({ id, at: now, probes, target, families, checks })
            return { id }
        },
        /** What has not ended never does. */
        cancel(id, now) {
            const order = orders.find((one) => one.id === id)
            if (order) order.cancelledAt ??= now
            return order !== undefined
        },
        status(id, now, withResults = true) {
            const order = orders.find((one) => one.id === id)
            return order && statusOf(order, now, withResults)
        },
        /** The results that came since a time, as the stream tells them. */
        results: (since, now) =>
            orders.flatMap((order) => {
                const doneAt = order.at + 3 * STEP_MS
                if (doneAt <= since || doneAt > now) return []
                return statusOf(order, now, true).commands.flatMap(({ result }) => result ?? [])
            }),
    }
}

function wrongOf(probes, checks) {
    const errors = []
    if (probes.length === 0) errors.push({ field: 'probes', detail: 'must name at least one' })
    if (checks.length === 0)
        errors.push({ field: 'checks', detail: 'must name at least one check' })
    checks.forEach(({ spec }, i) => {
        if (spec?.protocol === 'udp' && !spec.bitsPerSecond) {
            const field = `checks[${i}].spec.bitsPerSecond`
            errors.push({ field, detail: 'must be given for udp, not null' })
        }
    })
    return errors
}

function statusOf(order, now, withResults) {
    const { id, at, target } = order
    const commands = commandsOf(order, now)
    const ended = commands.every(({ ending }) => ending !== null)
    const expired = commands.some(({ status }) => status === 'expired')
    return {
        test_id: id,
        status: ended ? (expired ? 'expired' : 'done') : now - at < STEP_MS ? 'queued' : 'running',
        requestedAt: new Date(at).toISOString(),
        expiresAt: new Date(at + 30_000).toISOString(),
        target: { id: target, address: target, owned: true, labels: {}, version: 1 },
        probes: countsOf(order.probes, commands),
        commands: withResults ? commands : commands.map((one) => ({ ...one, result: null })),
    }
}

function commandsOf({ id, at, probes, target, families, checks, cancelledAt }, now) {
    const cut = cancelledAt !== undefined && cancelledAt - at < 3 * STEP_MS
    const reached = cut ? 'done' : STEPS[Math.min(3, Math.floor((now - at) / STEP_MS))]
    let n = 0
    const made = (probe, check, family) => {
        const commandId = `${id}-${n++}`
        const test = check.spec?.type ?? check.replace(/-\d+$/, '')
        const name = check.name ?? (check.spec ? `${test}-1f2e3d` : check)
        const silent = SILENT.has(probe) && !cut
        const status = silent ? (reached === 'done' ? 'expired' : 'queued') : reached
        const result = status === 'done' && !cut ? resultOf(probe, target, test, at) : null
        const why = cut ? 'cancelled by whoever ordered it' : 'the probe is disabled'
        return {
            ...{ commandId, probe, check: name, family, status },
            detail: status === 'done' && !result ? why : '',
            ending: endingOf(status, result),
            result: result && { ...result, commandId, runId: id, check: name, family },
            seen: status === 'running' && FLOWS.has(test) ? secondOf(now - at) : null,
        }
    }
    return probes.flatMap((probe) =>
        checks.flatMap((check) => families.map((family) => made(probe, check, family))),
    )
}

/** Tests that tell each second of them. */
const FLOWS = new Set(['throughput', 'speedtest'])

const secondOf = (ms) => {
    const second = Math.floor(ms / 1_000)
    return {
        fromUs: (second - 1) * 1_000_000,
        untilUs: second * 1_000_000,
        forwardBitsPerSecond: 9.4e8 - (second % 3) * 2.1e7,
    }
}

/** What the invented network has no series of is measured like the gateway. */
const resultOf = (probe, target, test, at) => {
    if (probe === 'ber-old') return null
    const result =
        onDemand(probe, target, test, at) ??
        onDemand('fra-1', 'https://example.net/login?next=%2Fhome', test, at) ??
        onDemand('local', 'gateway', 'ping', at)
    return { ...result, probe, target, id: `${result.id.slice(0, -4)}${at % 10_000}` }
}

function endingOf(status, result) {
    if (status === 'expired') return 'unanswered'
    if (status !== 'done') return null
    return result ? (ENDINGS[result.outcome.type] ?? 'refused') : 'refused'
}

const WORST = ['completed', 'failed', 'refused', 'unanswered']

function countsOf(probes, commands) {
    const counts = { ...NONE, total: probes.length }
    for (const probe of probes) {
        const mine = commands.filter((command) => command.probe === probe)
        if (mine.every(({ ending }) => ending !== null)) {
            counts[WORST.findLast((ending) => mine.some((one) => one.ending === ending))]++
        } else if (mine.every(({ status }) => status === 'queued')) counts.waiting++
        else counts.running++
    }
    return counts
}
