// Serves dist/ and an invented /api/v1 on loopback, for work on the page alone:
//   node dev/mock.mjs [port] [demo] [paths=10000] [rate=500]
// With `demo` it also has the buttons that break something, with `paths` a fleet of so many,
// with `rate` so many more results a second.
// With the headers that the real server could send at its strictest.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { accounts } from './accounts.mjs'
import { decisionsOf } from './decisions.mjs'
import { columnsOf, manyRows, manySparks, rowsOf, sparksOf } from './fleet.mjs'
import { geo } from './geo.mjs'
import { FAULTS, newIncidents } from './incidents.mjs'
import { mesh, targets } from './mesh.mjs'
import { enrolments, identities, probes } from './probes.mjs'
import { onDemand, paths, results, series } from './world.mjs'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const KINDS = new URL('../../query-api/src/test/resources/golden/test-kinds.json', import.meta.url)
const PORT = Number(process.argv[2] ?? 8080)
const DEMO = process.argv.includes('demo')
const MANY = Number(process.argv.find((word) => word.startsWith('paths='))?.slice(6) ?? 0)
const TYPES = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
}
const RATE = Number(process.argv.find((word) => word.startsWith('rate='))?.slice(5) ?? 0)
const FLOOD_MS = 50
const ACCOUNTS = accounts(Date.now())
const [ME, USERS, TOKENS] = [ACCOUNTS.me, ACCOUNTS.users, ACCOUNTS.tokens]
const POLICY = [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
].join('; ')
const tests = new Map()
const incidents = newIncidents()

function json(response, status, body, headers = {}) {
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers })
    response.end(JSON.stringify(body))
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

const fleetRows = (now) => (MANY > 0 ? manyRows(MANY, now) : rowsOf(now, incidents.ofPath))
const snapshot = (now) => columnsOf(fleetRows(now), now * 1_000)
const sparks = (wanted, now) => (MANY > 0 ? manySparks : sparksOf)(wanted, now)

/** What changed of the fleet, told every 2 s. */
function fleetChanges() {
    let told
    return (now) => {
        const rows = new Map(fleetRows(now).map((row) => [`${row.probe} ${row.target}`, row]))
        const changed = [...rows].filter(
            ([key, row]) => JSON.stringify(row) !== JSON.stringify(told?.rows.get(key)),
        )
        const from = told?.version ?? 0
        const reset = told === undefined
        told = { rows, version: now * 1_000 }
        const columns = columnsOf(reset ? [] : changed.map(([, row]) => row), told.version)
        return { ...columns, from, reset, gone: { probe: [], target: [] } }
    }
}

function stream(request, response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': hello\n\n')
    const change = fleetChanges()
    const fleetTimer = setInterval(() => {
        response.write(`event: paths\ndata: ${JSON.stringify(change(Date.now()))}\n\n`)
    }, 2_000)
    const [like] = results({}, Date.now() - 60_000, Date.now(), 1)
    let sent = 0
    const flood = setInterval(() => {
        for (let i = 0; i < (RATE * FLOOD_MS) / 1_000; i++) {
            const result = { ...like, id: `flood-${sent}`, probe: `probe-${sent % 97}` }
            response.write(`event: result\nid: 9:${sent++}\ndata: ${JSON.stringify(result)}\n\n`)
        }
    }, FLOOD_MS)
    let since = Date.now()
    const timer = setInterval(() => {
        const now = Date.now()
        for (const result of results({}, since + 1, now, 1_000)) {
            response.write(`event: result\nid: 0:${now}\ndata: ${JSON.stringify(result)}\n\n`)
        }
        for (const { id } of incidents.list({}, now).items) {
            const incident = incidents.find(id, now)
            if (Date.parse(incident.updatedAt) <= since) continue
            const data = JSON.stringify(incident)
            response.write(`event: incident\nid: i0:${now}\ndata: ${data}\n\n`)
        }
        since = now
    }, 1_000)
    request.on('close', () => {
        clearInterval(timer)
        clearInterval(fleetTimer)
        clearInterval(flood)
    })
}

async function bodyOf(request) {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    return JSON.parse(Buffer.concat(chunks).toString())
}

/** Each invented check bears the name of its test. */
async function run(request, response) {
    const { probes, target, checks: wanted } = await bodyOf(request)
    const checks = wanted?.map((check) => check.spec?.type ?? check)
    const odd = wanted?.findIndex(({ spec }) => spec?.protocol === 'udp' && !spec.bitsPerSecond)
    if (odd >= 0) {
        const field = `checks[${odd}].spec.bitsPerSecond`
        const errors = [{ field, detail: 'must be given for udp, not null' }]
        return problem(response, 400, 'bad-request', 'The request is not valid', '', errors)
    }
    if (!Array.isArray(checks) || checks.length === 0) {
        const errors = [{ field: 'checks', detail: 'must name at least one check' }]
        return problem(response, 400, 'bad-request', 'The request is not valid', '', errors)
    }
    const test_id = `00000000-0000-4000-9000-${String(tests.size).padStart(12, '0')}`
    tests.set(test_id, { at: Date.now(), probe: probes[0], target, checks })
    const headers = { location: `/api/v1/tests/${test_id}/status` }
    return json(response, 202, { test_id, status: 'queued' }, headers)
}

function testStatus(id) {
    const { at, probe, target, checks } = tests.get(id)
    const age = Date.now() - at
    const step = ['queued', 'accepted', 'running', 'done'][Math.min(3, Math.floor(age / 700))]
    const commands = checks.map((check, i) => ({
        commandId: `${id}-${i}`,
        probe,
        check,
        family: 'ipv4',
        status: step,
        detail: '',
        result: step === 'done' ? onDemand(probe, target, check, at) : null,
    }))
    return {
        test_id: id,
        status: step === 'done' ? 'done' : age < 700 ? 'queued' : 'running',
        requestedAt: new Date(at).toISOString(),
        expiresAt: new Date(at + 30_000).toISOString(),
        commands: age < 300 ? [] : commands,
    }
}

/** /incidents and what is below; false where there is nothing. */
async function serveIncidents(request, response, path, query) {
    const now = Date.now()
    if (path === '/incidents') return json(response, 200, incidents.list(query, now))
    const [, id, part] = /^\/incidents\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? []
    const incident = id && incidents.find(id, now)
    if (!incident) return false
    if (part === undefined) return json(response, 200, incident)
    if (part === 'results') return json(response, 200, incidents.results(id, now))
    if (part !== 'actions' || request.method !== 'POST') return false
    if (incident.state === 'closed') {
        return problem(response, 409, 'conflict', 'It does not fit', 'the incident is closed')
    }
    incidents.act(id, await bodyOf(request), now)
    return json(response, 202, { actionId: id, status: 'queued' })
}

async function serveDemo(request, response) {
    if (request.method === 'POST') incidents.suffer((await bodyOf(request)).fault, Date.now())
    const faults = DEMO ? FAULTS : []
    return json(response, 200, { running: DEMO, active: incidents.demo().active, faults })
}

function file(path, response) {
    let name = normalize(join(DIST, path))
    if (!name.startsWith(DIST) || !existsSync(name) || statSync(name).isDirectory()) {
        name = join(DIST, 'index.html')
    }
    const page = name.endsWith('index.html')
    response.writeHead(200, {
        'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
        'content-encoding': 'gzip',
        'cache-control': page ? 'no-cache' : 'public, max-age=31536000, immutable',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
    })
    response.end(gzipSync(readFileSync(name)))
}

const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const query = Object.fromEntries(url.searchParams)
    const path = url.pathname.replace(/^\/api\/v1/, '')
    if (path === url.pathname) return file(decodeURIComponent(path), response)
    if (request.method === 'POST' && path === '/tests/run') return run(request, response)
    const status = /^\/tests\/([^/]+)\/status$/.exec(path)
    if (status && tests.has(status[1])) return json(response, 200, testStatus(status[1]))
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
    if (path === '/paths/snapshot') return json(response, 200, snapshot(Date.now()))
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
    if (path === '/targets') return json(response, 200, targets())
    if (path === '/series') return json(response, 200, chart(query))
    if (path === '/stream') return stream(request, response)
    if (path === '/test-kinds') {
        return json(response, 200, { items: JSON.parse(readFileSync(KINDS, 'utf8')), next: null })
    }
    if (path === '/demo') return serveDemo(request, response)
    if ((await serveIncidents(request, response, path, query)) !== false) return
    return problem(response, 404, 'not-found', 'There is no such thing', url.pathname)
})

server.listen(PORT, '127.0.0.1', () => console.log(`Invented data at http://127.0.0.1:${PORT}`))
