// Asks for each operation of the API at least once, by a client that is made of its OpenAPI document, and says each
// answer as a line of JSON. Whoever runs it holds the answers against the document.
//
//   node e2e/operations.mjs BASE WORLD
//
// WORLD is JSON: how an admin signs in (`authorization`), and ids of what is there already; `joined` is a probe that no
// file declares.

import createClient from 'openapi-fetch'

/** @typedef {import('../src/api/openapi').paths} Paths */
/** @typedef {import('../src/api/openapi').components['schemas']} Schemas */
/** @typedef {Record<'authorization' | 'joined' | 'probe' | 'target' | 'schedule' | 'rule' | 'silence' | 'result' | 'artifact' | 'incident' | 'test', string>} World */

const [baseUrl = '', given = '{}'] = process.argv.slice(2)
/** @type {World} */
const world = JSON.parse(given)
const PATIENCE_MS = 20_000

/**
 * What was answered. A stream has no end: of its body nothing is read.
 *
 * @param {{ schemaPath: string, request: Request, response: Response }} exchange
 */
async function say({ schemaPath, request, response }) {
    const endless =
        response.headers.get('content-type')?.startsWith('text/event-stream') && response.ok
    const answer = {
        operation: `${request.method} ${schemaPath}`,
        path: new URL(request.url).pathname,
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: endless ? '' : await response.clone().text(),
    }
    if (endless) await response.body?.cancel()
    console.log(JSON.stringify(answer))
}

/** @param {Record<string, string>} headers */
function client(headers) {
    const made = /** @type {import('openapi-fetch').Client<Paths>} */ (
        createClient({
            baseUrl,
            headers,
            redirect: 'manual',
            fetch: (/** @type {Request} */ request) =>
                fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) }),
        })
    )
    made.use({ onResponse: say })
    return made
}

const api = client({ Authorization: world.authorization })
const nobody = client({})
const { probe, target } = world
const path = { probe, target }
/** @param {string} id */
const byId = (id) => ({ params: { path: { id } } })
/** @param {string} name */
const byName = (name) => ({ params: { path: { name } } })
const match = { probe }

async function howThingsAre() {
    await api.GET('/api/v1/paths', { params: { query: { limit: 1, state: 'healthy' } } })
    await api.GET('/api/v1/paths', { params: { query: path } })
    const fleet = await api.GET('/api/v1/paths/snapshot')
    const known = fleet.response.headers.get('etag') ?? ''
    await api.GET('/api/v1/paths/snapshot', { params: { header: { 'If-None-Match': known } } })
    await api.GET('/metrics/paths', { params: { query: path }, parseAs: 'text' })
    await api.GET('/api/v1/system')
    await api.POST('/api/v1/system/republication', { params: { query: { dryRun: true } } })
    await api.GET('/api/v1/license')
    await api.GET('/api/v1/mesh', { params: { query: { metric: 'rttMeanUs' } } })
    await api.GET('/api/v1/geo', { params: { query: { arcs: 10 } } })
    const hops = { address: ['192.0.2.7', '2001:db8::7'] }
    await api.GET('/api/v1/geo/networks', { params: { query: hops } })
    await api.GET('/api/v1/stream', { params: { query: path }, parseAs: 'stream' })
    await nobody.GET('/api/v1/paths')
    const test = 'made-by-client'
    await api.GET('/api/v1/speedtest/ping', { parseAs: 'text' })
    const download = { params: { query: { test, mebibytes: 1 } } }
    await api.GET('/api/v1/speedtest/download', { ...download, parseAs: 'text' })
    const upload = { params: { query: { test } }, body: 'bytes' }
    await api.POST('/api/v1/speedtest/upload', { ...upload, parseAs: 'text' })
}

async function whatWasMeasured() {
    await api.GET('/api/v1/results', { params: { query: { ...path, limit: 10 } } })
    await api.GET('/api/v1/results/{id}/artifacts', byId(world.result))
    await api.GET('/api/v1/artifacts/{id}', byId(world.artifact))
    await api.GET('/api/v1/artifacts/{id}/content', byId(world.artifact))
    await api.GET('/api/v1/series', { params: { query: { ...path, check: 'ping' } } })
    const rows = { params: { query: { series: [`${probe} ${target} ping`] } } }
    await api.GET('/api/v1/series/sparks', rows)
    await api.GET('/api/v1/reports/availability', { params: { query: { by: 'path,month' } } })
    const csv = { params: { query: { format: /** @type {const} */ ('csv') } } }
    await api.GET('/api/v1/reports/availability', { ...csv, parseAs: 'text' })
    await api.GET('/api/v1/escalations', { params: { query: path } })
    await api.GET('/api/v1/run-events', { params: { query: { kind: 'missed' } } })
}

async function configuration() {
    const id = 'made-by-client'
    await api.GET('/api/v1/probes')
    await api.GET('/api/v1/targets')
    await api.GET('/api/v1/targets/{id}', byId(target))
    const address = { address: '192.0.2.8' }
    await api.PUT('/api/v1/targets/{id}', { ...byId(id), body: address })
    const location = { latitude: 52.52, longitude: 13.405, country: 'DE' }
    await api.PUT('/api/v1/targets/{id}', { ...byId(id), body: { ...address, location } })
    await api.GET('/api/v1/schedules')
    await api.GET('/api/v1/schedules/{id}', byId(world.schedule))
    await api.GET('/api/v1/schedules/{id}/why-not', byId(world.schedule))
    const schedule = {
        targets: [id],
        probes: [probe],
        checks: [{ name: 'ping', spec: { type: 'ping' } }],
        timing: {
            windows: [
                { days: [/** @type {const} */ ('mon')], from: '08:00', to: '18:00', zone: 'UTC' },
            ],
        },
    }
    await api.POST('/api/v1/schedules/preview', { body: schedule })
    await api.PUT('/api/v1/schedules/{id}', { ...byId(id), body: schedule })
    await api.PUT('/api/v1/schedules/{id}', { ...byId(id), body: schedule })
    await api.GET('/api/v1/schedules/{id}', byId(id))
    await api.GET('/api/v1/documents')
    const document = {
        apiVersion: /** @type {const} */ ('waddleperf.io/v1'),
        kind: /** @type {const} */ ('Check'),
        metadata: { name: id, labels: { of: id } },
        spec: { test: 'ping' },
    }
    await api.POST('/api/v1/documents', { body: { documents: [document], dryRun: true } })
    await api.POST('/api/v1/documents', { body: { documents: [{ ...document, spec: {} }] } })
    await api.DELETE('/api/v1/targets/{id}', byId(id))
    await api.DELETE('/api/v1/schedules/{id}', byId(id))
    await api.DELETE('/api/v1/targets/{id}', byId(id))
    const labels = { labels: { of: id } }
    await api.PUT('/api/v1/probes/{id}/labels', { ...byId(probe), body: labels })
    await api.PUT('/api/v1/probes/{id}/labels', { ...byId(world.joined), body: labels })
    await api.PUT('/api/v1/probes/{id}/enabled', { ...byId(probe), body: { enabled: false } })
    for (const enabled of [false, true]) {
        await api.PUT('/api/v1/probes/{id}/enabled', { ...byId(world.joined), body: { enabled } })
    }
    await api.GET('/api/v1/topics')
    await api.GET('/api/v1/topics/asyncapi.json')
    await api.GET('/api/v1/topics/asyncapi.yaml', { parseAs: 'text' })
    await api.GET('/api/v1/topics/schemas/{name}', byName('result.v1.json'))
}

async function incidents() {
    await api.GET('/api/v1/incidents', { params: { query: path } })
    const incident = await api.GET('/api/v1/incidents/{id}', byId(world.incident))
    const known = incident.response.headers.get('etag') ?? ''
    const unless = { path: { id: world.incident }, header: { 'If-None-Match': known } }
    await api.GET('/api/v1/incidents/{id}', { params: unless })
    await api.GET('/api/v1/incidents/{id}/results', byId(world.incident))
    await api.GET('/api/v1/incidents/{id}/deliveries', byId(world.incident))
    const comment = { kind: /** @type {const} */ ('comment'), text: 'seen by a client' }
    await api.POST('/api/v1/incidents/{id}/actions', { ...byId(world.incident), body: comment })
    const assign = { kind: /** @type {const} */ ('assign'), assignee: '' }
    await api.POST('/api/v1/incidents/{id}/actions', { ...byId(world.incident), body: assign })
    const mine = { params: { query: { assignee: 'admin' } } }
    await api.GET('/api/v1/incidents', mine)
    await snapshots()
    const bell = await api.POST('/api/v1/notifications/test')
    const rung = bell.data?.actionId ?? 'none was sent'
    await api.GET('/api/v1/notifications/tests/{id}', byId(rung))
}

/** A link for whoever has no account, until it is taken back. */
async function snapshots() {
    const made = await api.POST('/api/v1/incidents/{id}/snapshots', {
        ...byId(world.incident),
        body: { validHours: 1 },
    })
    await api.GET('/api/v1/incidents/{id}/snapshots', byId(world.incident))
    const header = { 'Snapshot-Token': made.data?.token ?? '' }
    await nobody.GET('/api/v1/incident-snapshot', { params: { header } })
    const link = { id: world.incident, snapshot: made.data?.link.id ?? '' }
    await api.DELETE('/api/v1/incidents/{id}/snapshots/{snapshot}', { params: { path: link } })
    await nobody.GET('/api/v1/incident-snapshot', { params: { header } })
}

async function rules() {
    const id = 'made-by-client'
    await api.GET('/api/v1/thresholds')
    await api.GET('/api/v1/thresholds/{id}', byId(world.rule))
    await api.GET('/api/v1/thresholds/{id}/versions', byId(world.rule))
    await api.GET('/api/v1/thresholds/effective', { params: { query: path } })
    const rule = { metric: 'rttMeanUs', enter: 1000, match }
    await api.POST('/api/v1/thresholds/preview', { body: rule })
    await api.PUT('/api/v1/thresholds/{id}', { ...byId(id), body: rule })
    await api.PUT('/api/v1/thresholds/{id}', { ...byId(id), body: rule })
    await api.DELETE('/api/v1/thresholds/{id}', byId(id))
    await api.GET('/api/v1/silences', { params: { query: { active: true } } })
    await api.GET('/api/v1/silences/{id}', byId(world.silence))
    const silence = { match, endsAt: '2099-01-01T00:00:00Z' }
    await api.PUT('/api/v1/silences/{id}', { ...byId(id), body: silence })
    await api.PUT('/api/v1/silences/{id}', { ...byId(id), body: silence })
    await api.DELETE('/api/v1/silences/{id}', byId(id))
}

async function channels() {
    const id = 'client'
    /** @type {Schemas['Destination']} */
    const destination = { type: 'webhook', url: 'http://192.0.2.7/', secret: 'env:NOTIFY_CLIENT' }
    /** @type {Schemas['ChannelRoute']} */
    const route = { match: { site: ['fra', 'ber-*'] }, severity: 'critical' }
    await api.PUT('/api/v1/channels/{id}', { ...byId(id), body: { destination, route } })
    await api.PUT('/api/v1/channels/{id}', { ...byId(id), body: { destination, enabled: false } })
    await api.GET('/api/v1/channels')
    await api.GET('/api/v1/channels/{id}', byId(id))
    const { data } = await api.POST('/api/v1/channels/{id}/test', byId(id))
    const test = data?.testId ?? ''
    await api.GET('/api/v1/channels/{id}/tests/{test}', { params: { path: { id, test } } })
    await api.DELETE('/api/v1/channels/{id}', byId(id))
}

async function testsOnDemand() {
    await api.GET('/api/v1/test-kinds')
    const order = {
        probes: [probe],
        target,
        checks: ['ping', { spec: { type: 'ping', count: 50 } }],
    }
    await api.POST('/api/v1/tests/run', { body: order })
    await api.GET('/api/v1/tests/{id}/status', byId(world.test))
    await api.GET('/api/v1/tests/{id}/events', { ...byId(world.test), parseAs: 'stream' })
    await api.DELETE('/api/v1/tests/{id}', byId(world.test))
    await api.GET('/api/v1/demo')
    await api.POST('/api/v1/demo', { body: { fault: 'delay' } })
}

async function probes() {
    await api.GET('/api/v1/probe-enrolments')
    await api.POST('/api/v1/probe-enrolments', { body: { site: 'made-by-client' } })
    await api.GET('/api/v1/probe-identities')
    await api.DELETE('/api/v1/probe-identities/{id}', byId('none'))
    const secret = 'A'.repeat(43)
    const keys = { password: secret, key: secret }
    await nobody.POST('/api/v1/join', { body: { secret, ...keys, host: 'pi', version: '0.1.0' } })
    const rotation = { probe: 'none', ...keys, signedBy: 'none', mac: secret }
    await nobody.POST('/api/v1/join/rotation', { body: rotation })
}

async function accounts() {
    const name = 'client'
    await nobody.GET('/api/v1/sign-in-methods')
    await nobody.GET('/api/v1/oidc/login')
    await nobody.GET('/api/v1/oidc/callback')
    await api.GET('/api/v1/me')
    await api.GET('/api/v1/users')
    const password = 'a pass phrase of the client'
    await api.PUT('/api/v1/users/{name}', { ...byName(name), body: { role: 'viewer', password } })
    await api.PUT('/api/v1/users/{name}', { ...byName(name), body: { role: 'viewer' } })
    await api.GET('/api/v1/users/{name}', byName(name))

    await nobody.POST('/api/v1/login', { body: { name, password: 'another one, and wrong' } })
    const another = 'another pass phrase of the client'
    const session = await signedIn(name, password)
    await session.PUT('/api/v1/me/password', { body: { current: password, password: another } })
    await (await signedIn(name, another)).DELETE('/api/v1/me/sessions')
    await (await signedIn(name, another)).POST('/api/v1/logout')

    const token = await api.POST('/api/v1/tokens', { body: { name, role: 'viewer' } })
    await api.GET('/api/v1/tokens')
    await api.DELETE('/api/v1/tokens/{id}', byId(token.data?.token.id ?? 'none was made'))
    await api.POST('/api/v1/users/{name}/password', byName(name))
    await api.DELETE('/api/v1/users/{name}/sessions', byName(name))
    await api.DELETE('/api/v1/users/{name}', byName(name))
    await api.GET('/api/v1/audit', { params: { query: { limit: 200 } } })
}

/**
 * @param {string} name
 * @param {string} password
 */
async function signedIn(name, password) {
    const { data, response } = await nobody.POST('/api/v1/login', { body: { name, password } })
    const cookie = (response.headers.get('set-cookie') ?? '').replace(/;.*/s, '')
    return client({ Cookie: cookie, 'X-CSRF-Token': data?.csrfToken ?? '' })
}

const all = [
    howThingsAre,
    whatWasMeasured,
    configuration,
    incidents,
    rules,
    channels,
    testsOnDemand,
    probes,
    accounts,
]
for (const part of all) await part()
