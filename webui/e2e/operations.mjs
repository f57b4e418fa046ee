// Asks for each operation of the API at least once, by a client that is made of its OpenAPI document, and says each
// answer as a line of JSON. Whoever runs it holds the answers against the document.
//
//   node e2e/operations.mjs BASE WORLD
//
// WORLD is JSON: how an admin signs in (`authorization`), and ids of what is there already; `joined` is a probe that no
// file declares, `kept` an artifact with its file, `waiting` an incident with a path that waits for an approval, and
// `person` somebody whom the provider of OpenID Connect knows.

import { createHmac, randomBytes } from 'node:crypto'
import {
    PATIENCE_MS,
    api,
    byId,
    byName,
    client,
    cookies,
    etag,
    match,
    nobody,
    path,
    probe,
    taken,
    target,
    world,
} from './asking.mjs'

/** @typedef {import('../src/api/openapi').components['schemas']} Schemas */

async function howThingsAre() {
    await api.GET('/api/v1/paths', { params: { query: { limit: 1, state: 'healthy' } } })
    const page = { query: { probe: 'none' } }
    const none = await api.GET('/api/v1/paths', { params: page })
    await api.GET('/api/v1/paths', { params: { ...page, header: etag(none.response) } })
    await api.GET('/api/v1/paths', { params: { query: path } })
    const fleet = await api.GET('/api/v1/paths/snapshot')
    await api.GET('/api/v1/paths/snapshot', { params: { header: etag(fleet.response) } })
    const scrape = { params: { query: path }, parseAs: /** @type {const} */ ('text') }
    await api.GET('/metrics/paths', scrape)
    await api.GET('/metrics/paths', { ...scrape, headers: { Accept: 'text/plain' } })
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
    const id = world.kept
    const file = await api.GET('/api/v1/artifacts/{id}/content', { ...byId(id), parseAs: 'text' })
    const still = { path: { id }, header: etag(file.response) }
    await api.GET('/api/v1/artifacts/{id}/content', { params: still })
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
    const checks = { target, probe, limit: 1 }
    const first = await api.GET('/api/v1/checks', { params: { query: checks } })
    const cursor = first.data?.next ?? ''
    await api.GET('/api/v1/checks', { params: { query: cursor ? { ...checks, cursor } : checks } })
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
    for (const Accept of ['application/schema+json', 'application/json']) {
        const schema = { ...byName('result.v1.json'), headers: { Accept } }
        await api.GET('/api/v1/topics/schemas/{name}', schema)
    }
}

async function incidents() {
    await api.GET('/api/v1/incidents', { params: { query: path } })
    const incident = await api.GET('/api/v1/incidents/{id}', byId(world.incident))
    const unless = { path: { id: world.incident }, header: etag(incident.response) }
    await api.GET('/api/v1/incidents/{id}', { params: unless })
    await api.GET('/api/v1/incidents/{id}/results', byId(world.incident))
    await api.GET('/api/v1/incidents/{id}/deliveries', byId(world.incident))
    const comment = { kind: /** @type {const} */ ('comment'), text: 'seen by a client' }
    await api.POST('/api/v1/incidents/{id}/actions', { ...byId(world.incident), body: comment })
    const assign = { kind: /** @type {const} */ ('assign'), assignee: '' }
    await api.POST('/api/v1/incidents/{id}/actions', { ...byId(world.incident), body: assign })
    for (const kind of /** @type {const} */ (['acknowledge', 'approve', 'close'])) {
        const act = { ...byId(world.waiting), body: { kind } }
        taken(await api.POST('/api/v1/incidents/{id}/actions', act))
    }
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

/** Secrets as a probe makes them. */
const secrets = () => ({
    password: randomBytes(32).toString('base64url'),
    key: randomBytes(32).toString('base64url'),
})

/** A probe of another machine joins, changes what it is known by, and is shut out. */
async function probes() {
    const made = await api.POST('/api/v1/probe-enrolments', { body: { site: 'made-by-client' } })
    await api.GET('/api/v1/probe-enrolments')
    const { probe = '', token = '' } = made.data ?? {}
    const secret = Buffer.from(token.slice(5), 'base64url').subarray(32, 64).toString('base64url')
    const first = secrets()
    await nobody.POST('/api/v1/join', { body: { secret, ...first, host: 'pi', version: '0.1.0' } })
    const identities = await api.GET('/api/v1/probe-identities')
    const signedBy = identities.data?.items.find((known) => known.probe === probe)?.keyId ?? ''
    const next = secrets()
    const mac = createHmac('sha256', Buffer.from(first.key, 'base64url'))
        .update(['waddleperf rotation', probe, next.password, next.key].join('\n'))
        .digest('base64url')
    await nobody.POST('/api/v1/join/rotation', { body: { probe, ...next, signedBy, mac } })
    await api.DELETE('/api/v1/probe-identities/{id}', byId(probe))
    await api.DELETE('/api/v1/probe-identities/{id}', byId('none'))
    await nobody.POST('/api/v1/join/rotation', { body: { probe, ...next, signedBy, mac } })
}

/** Signs in at the provider as a browser does, and out again. */
async function byProvider() {
    const login = await nobody.GET('/api/v1/oidc/login', {
        params: { query: { to: '/incidents' } },
    })
    const form = { username: world.person, password: `password of ${world.person}` }
    const page = login.response.headers.get('location') ?? ''
    const filled = await fetch(page, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const back = new URL(filled.headers.get('location') ?? page)
    const query = Object.fromEntries(back.searchParams)
    await nobody.GET('/api/v1/oidc/callback', { params: { query } })
    const browser = client({ Cookie: cookies(login.response) })
    const { response } = await browser.GET('/api/v1/oidc/callback', { params: { query } })
    const Cookie = cookies(response)
    const me = taken(await client({ Cookie }).GET('/api/v1/me'))
    await client({ Cookie, 'X-CSRF-Token': me.data?.csrfToken ?? '' }).POST('/api/v1/logout')
}

async function accounts() {
    const name = 'client'
    await nobody.GET('/api/v1/sign-in-methods')
    await byProvider()
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
    return client({ Cookie: cookies(response), 'X-CSRF-Token': data?.csrfToken ?? '' })
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
