// The invented event stream: results, incidents, what changes of the fleet, and more results where asked.

import { columnsOf } from './fleet.mjs'
import { flooding, results } from './world.mjs'

/** So often the fleet is looked at. */
export const FLEET_MS = 2_000
const FLOOD_MS = 50

/** What has changed of the fleet since the last time; `fleetAt` a time tells its version and its rows. */
function fleetChanges(fleetAt) {
    const known = (now) => {
        const { version, rows } = fleetAt(now)
        return { version, rows: new Map(rows.map((row) => [`${row.probe} ${row.target}`, row])) }
    }
    let told = known(Date.now())
    return (now) => {
        const before = told
        told = known(now)
        const changed = [...told.rows].filter(
            ([key, row]) => JSON.stringify(row) !== JSON.stringify(before.rows.get(key)),
        )
        const columns = columnsOf(
            changed.map(([, row]) => row),
            told.version,
        )
        return { ...columns, from: before.version, reset: false, gone: { probe: [], target: [] } }
    }
}

/**
 * Answers a request with what happens from now on.
 *
 * @param world `fleetAt` a time, `tests`, `incidents`, and `rate`: so many more results a second
 */
export function stream(request, response, { fleetAt, tests, incidents, rate }) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': hello\n\n')
    const tell = (event, id, data) => {
        const line = id === undefined ? '' : `id: ${id}\n`
        response.write(`event: ${event}\n${line}data: ${JSON.stringify(data)}\n\n`)
    }
    const change = fleetChanges(fleetAt)
    const began = Date.now()
    let [since, sent] = [began, 0]
    const timers = [
        setInterval(() => tell('paths', undefined, change(Date.now())), FLEET_MS),
        setInterval(() => {
            const now = Date.now()
            for (const result of results({}, since + 1, now, 1_000))
                tell('result', `0:${now}`, result)
            for (const result of tests.results(since, now)) tell('result', `1:${now}`, result)
            for (const { id } of incidents.list({}, now).items) {
                const incident = incidents.find(id, now)
                if (Date.parse(incident.updatedAt) > since) tell('incident', `i0:${now}`, incident)
            }
            since = now
        }, 1_000),
    ]
    if (rate > 0) {
        // by the clock, so that a late timer tells more at once
        const flood = () => {
            const due = Math.floor(((Date.now() - began) * rate) / 1_000)
            while (sent < due) tell('result', `9:${sent}`, flooding(sent++))
        }
        timers.push(setInterval(flood, FLOOD_MS))
    }
    request.on('close', () => timers.forEach(clearInterval))
}
