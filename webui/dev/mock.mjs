// Serves dist/ and an invented /api/v1 on loopback, for work on the page alone:
//   node dev/mock.mjs [port] [demo] [paths=10000] [rate=500] [dist=folder]
// With `demo` it also has the buttons that break something, with `paths` a fleet of so many,
// with `rate` so many more results a second, with `dist` the page of another folder. Port 0 is any free one.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { accounts } from './accounts.mjs'
import { administration } from './admin.mjs'
import { configuration } from './configuration.mjs'
import { decisionsOf } from './decisions.mjs'
import { filesOf } from './files.mjs'
import { columnsOf, rowsOf, sparksOf } from './fleet.mjs'
import { geo, networks } from './geo.mjs'
import { FAULTS, newIncidents } from './incidents.mjs'
import { manyRows, manySparks } from './many.mjs'
import { mesh, targets } from './mesh.mjs'
import { enrolments, identities, probes } from './probes.mjs'
import { csvOf, report } from './reports.mjs'
import { FLEET_MS, stream } from './stream.mjs'
import { newTests } from './tests.mjs'
import { catalogueFile, topics } from './topics.mjs'
import { paths, results, series } from './world.mjs'

/** The value of an argument such as paths=10000. */
const given = (name) =>
    process.argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1)

const DIST = resolve(given('dist') ?? fileURLToPath(new URL('../dist', import.meta.url)))
const KINDS = new URL('../../query-api/src/test/resources/golden/test-kinds.json', import.meta.url)
const PORT = Number(process.argv[2] ?? 8080)
const DEMO = process.argv.includes('demo')
const MANY = Number(given('paths') ?? 0)
const RATE = Number(given('rate') ?? 0)
/** What is long is packed, as by the real server. */
const LONG = 2_000
const ACCOUNTS = accounts(Date.now())
const [ME, USERS, TOKENS] = [ACCOUNTS.me, ACCOUNTS.users, ACCOUNTS.tokens]
const tests = newTests()
let silences = []
const incidents = newIncidents()

function json(response, status, body, headers = {}) {
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    const text = JSON.stringify(body)
    const packed = text.length > LONG
    response.writeHead(status, {
        'content-type': type,
        'cache-control': 'no-store',
        ...(packed && { 'content-encoding': 'gzip' }),
        ...headers,
    })
    response.end(packed ? gzipSync(text) : text)
}

function problem(response, status, slug, title, detail, errors = []) {
    const type = `https://waddleperf.io/problems/${slug}`
    json(response, status, { type, title, status, detail, errors })
}

function listPaths(query) {
    const all = paths(Date.now())
    const wanted = ({ probe, target, state }) =>
        (query.probe ?? probe) === probe &&
        (query.target ?? target) === target &&
        (query.state ?? state) === state
    const found = all.filter(wanted)
    const limit = Number(query.limit ?? 100)
    const summary = {
        total: all.length,
        failing: 0,
        breaching: 0,
        healthy: 0,
        stale: 0,
        unproven: 0,
    }
    for (const { state } of all) summary[state]++
    const items = found.slice(0, limit).map((row) => ({
        ...row,
        ...incidents.ofPath(row.probe, row.target, Date.now()),
    }))
    return { items, next: found.length > limit ? 'more' : null, summary }
}

function listResults({ probe, target, check, tier = '1', limit = 100 }) {
    if (tier !== '1') return deeperResults(probe, target, +tier)
    const hour = Date.now() - 3_600_000
    return { items: results({ probe, target, test: check }, hour, Date.now(), +limit), next: null }
}

function deeperResults(probe, target, tier) {
    const now = Date.now()
    const items = incidents
        .all(now)
        .flatMap(({ id }) => incidents.results(id, now).items)
        .filter((one) => one.probe === probe && one.target === target && one.tier === tier)
    return { items, next: null }
}

function chart({ probe, target, check, from, to, points = 300 }) {
    const until = to ? Date.parse(to) : Date.now()
    const since = from ? Date.parse(from) : until - 3_600_000
    return series({ probe, target, test: check }, since, until, +points)
}

let large = { version: undefined, rows: [] }

/** The fleet; a large one is made every few seconds, as the real server looks at it. */
function fleetAt(now) {
    if (MANY === 0) return { version: now * 1_000, rows: rowsOf(now, incidents.ofPath) }
    const at = now - (now % FLEET_MS)
    if (large.version !== at * 1_000) large = { version: at * 1_000, rows: manyRows(MANY, at) }
    return large
}

const sparks = (wanted, now) => (MANY > 0 ? manySparks : sparksOf)(wanted, now)

let packed = { version: undefined, bytes: undefined }

/** All paths; packed once while they are the same, as by the real server. */
function snapshot(response) {
    const { version, rows } = fleetAt(Date.now())
    if (packed.version !== version) {
        packed = { version, bytes: gzipSync(JSON.stringify(columnsOf(rows, version))) }
    }
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    response.writeHead(200, { ...headers, 'cache-control': 'no-store' }).end(packed.bytes)
}

async function bodyOf(request) {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    return JSON.parse(Buffer.concat(chunks).toString())
}

async function run(request, response) {
    const { id, errors } = tests.order(await bodyOf(request), Date.now())
    if (errors) {
        return problem(response, 400, 'bad-request', 'The request is not valid', '', errors)
    }
    const headers = { location: `/api/v1/tests/${id}/status` }
    return json(response, 202, { test_id: id, status: 'queued' }, headers)
}

/** /incidents and what is below; false where there is nothing. */
async function serveIncidents(request, response, path, query) {
    const now = Date.now()
    if (path === '/incidents') return json(response, 200, incidents.list(query, now))
    if (path === '/incident-snapshot') {
        const shown = incidents.snapshot(request.headers['snapshot-token'])
        return shown ? json(response, 200, shown) : false
    }
    const [, of, link] = /^\/incidents\/([^/]+)\/snapshots\/([^/]+)$/.exec(path) ?? []
    if (link && request.method === 'DELETE') {
        incidents.unshare(of, link)
        return response.writeHead(204).end()
    }
    const [, id, part] = /^\/incidents\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? []
    const incident = id && incidents.find(id, now)
    if (!incident) return false
    if (part === undefined) return json(response, 200, incident)
    if (part === 'results') return json(response, 200, incidents.results(id, now))
    if (part === 'deliveries') return json(response, 200, incidents.deliveries(id, now))
    if (part === 'snapshots' && request.method === 'POST') {
        return json(response, 201, incidents.share(id, (await bodyOf(request)).validHours, now))
    }
    if (part === 'snapshots') return json(response, 200, incidents.links(id))
    if (part !== 'actions' || request.method !== 'POST') return false
    if (incident.state === 'closed') {
        return problem(response, 409, 'conflict', 'It does not fit', 'the incident is closed')
    }
    incidents.act(id, await bodyOf(request), now)
    return json(response, 202, { actionId: id, status: 'queued' })
}

/** The silences that hold; changed only as they were read. */
async function serveSilences(request, response, path) {
    const id = path.slice('/silences/'.length)
    silences = silences.filter((one) => Date.parse(one.endsAt) > Date.now())
    const before = silences.find((one) => one.id === id)
    const { 'if-match': match, 'if-none-match': none } = request.headers
    if (request.method === 'GET') return json(response, 200, { items: silences, next: null })
    if ((match && match !== `"${before?.version}"`) || (none && before)) {
        const detail = 'it is not as it was read: read it again'
        return problem(response, 412, 'precondition-failed', 'It has changed', detail)
    }
    const draft = request.method === 'PUT' && (await bodyOf(request))
    silences = silences.filter((one) => one !== before)
    if (!draft) return response.writeHead(204).end()
    const startsAt = before?.startsAt ?? new Date().toISOString()
    const version = (before?.version ?? 0) + 1
    silences.push({ startsAt, id, ...draft, createdBy: 'operator', version })
    return json(response, before ? 200 : 201, silences.at(-1))
}

async function serveDemo(request, response) {
    if (request.method === 'POST') incidents.suffer((await bodyOf(request)).fault, Date.now())
    const faults = DEMO ? FAULTS : []
    return json(response, 200, { running: DEMO, active: incidents.demo().active, faults })
}

const file = filesOf(DIST)

const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const query = Object.fromEntries(url.searchParams)
    const path = url.pathname.replace(/^\/api\/v1/, '')
    if (path === url.pathname) return file(decodeURIComponent(path), response)
    if (request.method === 'POST' && path === '/tests/run') return run(request, response)
    const cancelled = request.method === 'DELETE' && /^\/tests\/([^/]+)$/.exec(path)
    if (cancelled && tests.cancel(cancelled[1], Date.now())) {
        return json(response, 202, tests.status(cancelled[1], Date.now(), false))
    }
    const status = /^\/tests\/([^/]+)\/status$/.exec(path)
    const told = status && tests.status(status[1], Date.now(), query.results !== 'false')
    if (told) return json(response, 200, told)
    if (path === '/me') return json(response, 200, ME)
    if (path === '/sign-in-methods') return json(response, 200, ACCOUNTS.signInMethods)
    if (path === '/users') return json(response, 200, { items: USERS, next: null })
    if (path === '/tokens') return json(response, 200, { items: TOKENS, next: null })
    if (path === '/probes') return json(response, 200, { items: probes(Date.now()), next: null })
    if (path === '/probe-identities') {
        return json(response, 200, { items: identities(Date.now()), next: null })
    }
    if (path === '/probe-enrolments') {
        return json(response, 200, { items: enrolments(Date.now()), next: null })
    }
    if (path === '/paths/snapshot') return snapshot(response)
    if (path === '/series/sparks') {
        return json(response, 200, sparks(url.searchParams.getAll('series'), Date.now()))
    }
    if (path === '/paths') return json(response, 200, listPaths(query))
    if (path === '/results') return json(response, 200, listResults(query))
    if (path === '/escalations') {
        return json(response, 200, decisionsOf(incidents.all(Date.now()), query))
    }
    if (path === '/mesh') return json(response, 200, mesh(query, Date.now()))
    if (path === '/geo') return json(response, 200, geo(Date.now()))
    if (path === '/geo/networks') {
        return json(response, 200, networks(url.searchParams.getAll('address')))
    }
    if (path === '/targets') return json(response, 200, targets())
    if (path === '/series') return json(response, 200, chart(query))
    if (path === '/stream') {
        return stream(request, response, { fleetAt, tests, incidents, rate: RATE })
    }
    if (path === '/test-kinds') {
        return json(response, 200, { items: JSON.parse(readFileSync(KINDS, 'utf8')), next: null })
    }
    if (path.startsWith('/silences')) return serveSilences(request, response, path)
    if (path === '/demo') return serveDemo(request, response)
    const administered = administration(request.method, path, query, Date.now())
    if (administered !== undefined) return json(response, administered.status, administered.body)
    const configured = configuration(request.method, path, query, Date.now())
    if (configured !== undefined) return json(response, 200, configured)
    if (path === '/reports/availability') {
        const made = report(query, Date.now())
        if (query.format !== 'csv') return json(response, 200, made)
        response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8; header=present' })
        return response.end(csvOf(made))
    }
    if (path === '/topics') return json(response, 200, topics(Date.now()))
    const described = path.startsWith('/topics/') && catalogueFile(path)
    if (described) {
        response.writeHead(200, { 'content-type': 'application/json' })
        return response.end(described)
    }
    if ((await serveIncidents(request, response, path, query)) !== false) return
    return problem(response, 404, 'not-found', 'There is no such thing', url.pathname)
})

server.listen(PORT, '127.0.0.1', () => {
    console.log(`Invented data at http://127.0.0.1:${server.address().port}`)
})
