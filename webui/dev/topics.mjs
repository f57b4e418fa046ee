// Invented flows of some topics; what is on them is the real catalogue's.

import { readFileSync } from 'node:fs'

const CATALOGUE = new URL(
    '../../contracts/src/main/resources/io/waddleperf/contracts/catalogue/',
    import.meta.url,
)
const DAY_US = 86_400_000_000
const STREAMS = 'waddleperf-escalation-streams'
const SINK = 'results-sink'

/** @param groups how many records each has not read; null: Kafka does not tell */
function topic(name, description, event, more) {
    const { audience = 'public', perSecond = 1, groups = {}, ...others } = more
    const schema = event === null ? null : `/api/v1/topics/schemas/${event}.v1.json`
    const sample = event === null || audience === 'secret' ? null : sampleOf(event)
    const type = event === null ? 'io.opentelemetry.metrics.v1' : `io.waddleperf.${event}.v1`
    return {
        name: `waddleperf.${name}`,
        description,
        audience,
        key: 'probe id',
        cleanup: 'delete',
        retentionUs: 7 * DAY_US,
        writers: ['escalation-streams'],
        readers: ['results-sink', 'query-api'],
        contentType: event === null ? 'application/x-protobuf' : 'application/json',
        events: [{ type, schema, sample }],
        partitions: 4,
        recordsPerSecond: perSecond,
        groups: Object.entries(groups).map(([group, records]) => ({ group, records })),
        ...others,
    }
}

/** A file of the catalogue by its name in the API; undefined where there is none. */
export function catalogueFile(path) {
    const name = path.replace(/^\/topics\//, '')
    if (!/^(schemas\/)?[\w.-]+$/.test(name)) return undefined
    try {
        return readFileSync(new URL(name, CATALOGUE), 'utf8')
    } catch {
        return undefined
    }
}

const sampleOf = (event) =>
    JSON.parse(readFileSync(new URL(`schemas/${event}.v1.json`, CATALOGUE), 'utf8')).examples[0]

export const topics = (now) => ({
    items: [
        topic('results', 'How each command ended: numbers, samples, what was seen.', 'result', {
            perSecond: 41.7,
            writers: ['probe-worker'],
            readers: ['escalation-streams', 'results-sink', 'query-api'],
            groups: { [STREAMS]: 12, [SINK]: 9_120 },
        }),
        topic('escalations', 'Each decision about a path, with its numbers.', 'escalation', {
            perSecond: 0.08,
            groups: { [SINK]: 3 },
        }),
        topic('incidents', 'One cause and all that it broke.', 'incident', {
            key: 'incident id',
            cleanup: 'compact,delete',
            retentionUs: 30 * DAY_US,
            perSecond: 0,
            groups: { [SINK]: 0 },
        }),
        topic('metrics', "Results' numbers as OTLP gauges.", null, {
            perSecond: 0,
            retentionUs: DAY_US / 4,
            readers: [],
        }),
        topic('schedules', 'What runs how often: probes, targets, checks.', 'schedule', {
            audience: 'internal',
            key: 'schedule id',
            cleanup: 'compact',
            retentionUs: null,
            perSecond: 0,
            writers: ['query-api'],
            readers: ['scheduler'],
        }),
        topic('artifacts', 'Files beside results, in chunks.', 'artifact-chunk', {
            audience: 'secret',
            key: 'artifact id',
            writers: ['probe-worker'],
            readers: ['results-sink'],
            groups: { [SINK]: 0 },
        }),
    ],
    next: null,
    at: new Date(now).toISOString(),
    unknown: null,
})

/** The same while Kafka does not answer. */
export function topicsUnknown(now) {
    const told = topics(now)
    const none = { partitions: null, recordsPerSecond: null, groups: null }
    const items = told.items.map((topic) => ({ ...topic, ...none }))
    return { ...told, items, unknown: 'Kafka did not answer within 3 s' }
}
