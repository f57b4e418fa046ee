// Tells the invented stories as /api/v1 does: what has happened by now, with what somebody did.

import { DEMO_FAULTS, STORIES, demoStory } from './stories.mjs'

/** How long the streams take to take an action in. */
const TAKES_MS = 900
/** What the demo can break. */
export const FAULTS = [
    { kind: 'none', label: 'All well', detail: 'The shop and the simulated fleet are healthy.' },
    {
        kind: 'delay',
        label: 'Delay',
        detail: 'Each new connection to the shop waits 2.5 s before its first byte is passed on.',
    },
    { kind: 'refuse', label: 'Refuse', detail: 'Nothing listens on the shop’s port any more.' },
    {
        kind: 'target',
        label: 'Slow target (simulated)',
        detail: 'cdn-2 is 220 ms slower from every simulated probe.',
    },
]

/** What is told of a step of the story. */
const TOLD = {
    confirmed: 'opened',
    acknowledge: 'acknowledged',
    recovered: 'recovering',
    closed: 'closed',
    close: 'closed',
}

const delivery = (transition, channel, at, state, attempts) => ({
    ...{ transition, channel, state, attempts, createdAt: at },
    sentAt: state === 'sent' ? new Date(Date.parse(at) + 9_000).toISOString() : null,
    nextAttemptAt: null,
    error: '',
})

const HEALTHY = new Set(['recovering', 'recovered'])

const uuid = (text) => `00000000-0000-4000-a000-${text.padStart(12, '0')}`

/** A set of incidents that live from `startMs` on; each has actions of its own. */
export function newIncidents(startMs = Date.now()) {
    const stories = STORIES.map((story) => ({ ...story, startMs: startMs - story.ago * 1_000 }))
    const actions = []
    let shared = []
    let demo = { active: 'none', sinceMs: startMs }

    function all(now) {
        return stories.flatMap((story) => {
            const told = tell(story, actions, now)
            return told.chain.length === 0 ? [] : [told]
        })
    }

    return {
        all,

        find: (id, now) => all(now).find((incident) => incident.id === id),

        list({ state, assignee, limit = 100 }, now) {
            const states = state?.split(',')
            const found = all(now)
                .filter((incident) => !states || states.includes(incident.state))
                .filter((incident) => !assignee || incident.assignee === assignee)
                .toSorted((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt))
            const items = found.slice(0, +limit).map(summaryOf)
            return { items, next: found.length > +limit ? 'more' : null }
        },

        results(id, now) {
            const story = stories.find((one) => uuid(one.id) === id)
            const items = told(story, now).flatMap(({ step, entry }) =>
                step.result
                    ? [step.result(entry.resultId, step.path, step.tier, Date.parse(entry.at))]
                    : [],
            )
            return { items, next: null }
        },

        /** Of those that are critical the pager was told, of all of them a mailbox. */
        deliveries(id, now) {
            const incident = all(now).find((one) => one.id === id)
            const told = incident.chain
                .filter(
                    ({ kind }, n, all) => TOLD[kind] && all.findIndex((e) => e.kind === kind) === n,
                )
                .map(({ at, kind }) => delivery(TOLD[kind], 'ops-mail', at, 'sent', 1))
            const [first] = incident.chain
            const paged = incident.severity === 'critical' && {
                ...delivery('opened', 'pager', first.at, 'pending', 3),
                nextAttemptAt: new Date(now + 20_000).toISOString(),
                error: 'HTTP 503 from events.example.net',
            }
            return { items: [...told, ...(paged ? [paged] : [])].toReversed(), next: null }
        },

        act: (id, { kind, text, assignee }, now) =>
            actions.push({
                ...{ id, kind, assignee, atMs: now + TAKES_MS },
                text: kind === 'assign' ? `to ${assignee || 'nobody'}` : text,
            }),

        /** A link to an incident as it is now. */
        share(id, hours, now) {
            const token = `wpi_${String(shared.length).padStart(43, '0')}`
            const link = {
                ...{ id: uuid(`5${shared.length}`), incident: id, revision: 1, madeBy: 'operator' },
                madeAt: new Date(now).toISOString(),
                expiresAt: new Date(now + hours * 3_600_000).toISOString(),
            }
            const incident = this.find(id, now)
            shared.unshift({ link, token, incident, results: this.results(id, now).items })
            return { link, token, path: `/snapshot#${token}` }
        },

        links: (id) => ({
            items: shared.map(({ link }) => link).filter(({ incident }) => incident === id),
            next: null,
        }),

        unshare(id, link) {
            shared = shared.filter((one) => one.link.id !== link)
        },

        snapshot(token) {
            const found = shared.find((one) => one.token === token)
            if (!found) return undefined
            const { link, incident, results } = found
            return { takenAt: link.madeAt, expiresAt: link.expiresAt, incident, results }
        },

        /** The incident that a path belongs to, and where the path stands. */
        ofPath(probe, target, now) {
            for (const incident of all(now)) {
                if (incident.state === 'closed') continue
                const member = incident.members.find(
                    (m) => m.probe === probe && m.target === target,
                )
                if (member) return { pathState: member.state, incident: incident.id }
            }
            return { pathState: 'healthy', incident: null }
        },

        demo: () => demo,

        suffer(fault, now) {
            demo = { active: fault, sinceMs: now }
            const known = DEMO_FAULTS[fault] ?? DEMO_FAULTS.delay
            const running = stories.find(({ id, endMs }) => id.startsWith('d') && !endMs)
            if (fault === 'none') {
                if (running) running.endMs = now
            } else if (!running) {
                const id = `d${stories.length}`
                stories.push({ ...demoStory(...known), id, startMs: now })
            }
        },
    }
}

/** What has happened of a story by now; the end of a fault overtakes what was still to come. */
function told(story, now) {
    const { steps, startMs, endMs = Infinity } = story
    const timed = (step) => ({ step, atMs: startMs + step.after * 1_000 })
    const own = steps.map(timed).filter(({ atMs }) => atMs <= endMs)
    const all = endMs === Infinity ? own : [...own, ...ending(story).map(timed)]
    return all
        .filter(({ atMs }) => atMs <= now)
        .toSorted((a, b) => a.atMs - b.atMs)
        .map(({ step, atMs }, n) => ({ step, entry: entryOf(story, step, atMs, n) }))
}

function ending({ startMs, endMs, sites: [[probe, , target]] }) {
    const path = { probe, target }
    const after = (seconds) => (endMs - startMs) / 1_000 + seconds
    return [
        { after: after(3), kind: 'recovering', tier: 1, path, text: 'within its exit bound again' },
        { after: after(13), kind: 'recovered', tier: 1, path, text: 'clear 3 times in a row' },
        { after: after(30), kind: 'closed', tier: 1, text: 'no relapse' },
    ]
}

function entryOf(story, { kind, tier, path = null, breach, text, by = null, result }, atMs, n) {
    const resultId = breach || result ? uuid(`${story.startMs % 1e8}${n}`) : null
    return {
        at: new Date(atMs).toISOString(),
        kind,
        tier,
        path,
        resultId,
        breach: breach ? { resultId, ...breach } : null,
        text,
        by,
    }
}

function tell(story, actions, now) {
    const id = uuid(story.id)
    const done = actions.filter((action) => action.id === id && action.atMs <= now)
    const acted = done.map(({ kind, text, atMs }) => ({
        at: new Date(atMs).toISOString(),
        kind,
        tier: kind === 'approve' ? 3 : 1,
        path: null,
        resultId: null,
        breach: null,
        text,
        by: 'operator',
    }))
    const chain = [...told(story, now).map(({ entry }) => entry), ...acted]
    const did = (kind) => chain.findLast((entry) => entry.kind === kind)
    const closed =
        did('close') ?? did('closed') ?? (story.state === 'closed' ? chain.at(-1) : undefined)
    const members = membersOf(story, chain)
    const well = chain.length > 0 && members.every(({ recoveredAt }) => recoveredAt !== null)
    return {
        id,
        revision: chain.length,
        state: closed ? 'closed' : well ? 'recovering' : 'open',
        openedAt: new Date(story.startMs + (story.steps[0]?.after ?? 0) * 1_000).toISOString(),
        updatedAt: chain.at(-1)?.at ?? new Date(story.startMs).toISOString(),
        closedAt: closed?.at ?? null,
        scope: story.scope,
        members,
        sentence: story.sentence,
        severity: story.severity,
        ruleVersion: story.rule,
        chain,
        chainDropped: 0,
        acknowledgedBy: did('acknowledge')?.by ?? null,
        assignee: done.findLast(({ kind }) => kind === 'assign')?.assignee || null,
        suppressed: story.suppressed ?? 0,
        awaitsApproval: did('awaiting-approval') && !did('approve') && !closed ? story.waits : [],
        mergedInto: story.into ? uuid(story.into) : null,
        silencedBy: null,
        simulated: story.simulated ?? false,
    }
}

const isFirst = ({ kind }) => kind === 'suspected'

function membersOf(story, chain) {
    const since = chain[0]?.at ?? new Date(story.startMs).toISOString()
    return story.sites.map(([probe, site, target, behind = null]) => {
        const mine = chain.filter(({ path }) => path?.probe === probe && path.target === target)
        const last = mine.findLast(({ kind }) => HEALTHY.has(kind) || kind === 'relapsed')
        const recovered = last !== undefined && HEALTHY.has(last.kind)
        const over = recovered || story.state === 'closed'
        const deepest = Math.max(1, ...mine.map(({ tier }) => tier))
        const broken = deepest === 3 ? 'analysing' : 'diagnosing'
        const state = last?.kind === 'recovering' ? 'recovering' : over ? 'healthy' : broken
        return {
            probe,
            site,
            target,
            state,
            since: mine.find(isFirst)?.at ?? since,
            recoveredAt: over ? (last?.at ?? chain.at(-1)?.at ?? since) : null,
            behind,
        }
    })
}

/** An incident as it stands in a list. */
function summaryOf({ chain, chainDropped, members, ...rest }) {
    const first = members.slice(0, 20)
    const counts = { memberCount: members.length, chainCount: chain.length + chainDropped }
    return { ...rest, members: first, ...counts }
}
