// A client that is made of the OpenAPI document of the API, and says each answer as a line of JSON.

import createClient from 'openapi-fetch'

/** @typedef {import('../src/api/openapi').paths} Paths */
/** @typedef {Record<'authorization' | 'joined' | 'probe' | 'target' | 'schedule' | 'rule' | 'silence' | 'result' | 'artifact' | 'kept' | 'incident' | 'waiting' | 'test' | 'person', string>} World */

const [baseUrl = '', given = '{}'] = process.argv.slice(2)
/** @type {World} What is there already. */
export const world = JSON.parse(given)
export const PATIENCE_MS = 20_000

/**
 * What was answered. A stream has no end: of its body nothing is read; and bytes that nothing is said of are not told.
 *
 * @param {{ schemaPath: string, request: Request, response: Response }} exchange
 */
async function say({ schemaPath, request, response }) {
    const type = response.headers.get('content-type') ?? ''
    const endless = type.startsWith('text/event-stream') && response.ok
    const bytes = type === 'application/octet-stream'
    const answer = {
        operation: `${request.method} ${schemaPath}`,
        path: new URL(request.url).pathname,
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: endless || bytes ? '' : await response.clone().text(),
    }
    if (endless) await response.body?.cancel()
    console.log(JSON.stringify(answer))
}

/** @param {Record<string, string>} headers */
export function client(headers) {
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

/**
 * For what must not be refused though another answer of the operation would do.
 *
 * @template {{ response: Response }} T
 * @param {T} answer
 */
export function taken(answer) {
    const { status, url } = answer.response
    if (status >= 400) throw new Error(`${url} was answered with ${status}`)
    return answer
}

/** @param {Response} response */
export const etag = (response) => ({ 'If-None-Match': response.headers.get('etag') ?? '' })

export const api = client({ Authorization: world.authorization })
export const nobody = client({})
export const { probe, target } = world
export const path = { probe, target }
/** @param {string} id */
export const byId = (id) => ({ params: { path: { id } } })
/** @param {string} name */
export const byName = (name) => ({ params: { path: { name } } })
export const match = { probe }

/** @param {Response} response */
export const cookies = (response) =>
    response.headers
        .getSetCookie()
        .map((cookie) => cookie.replace(/;.*/s, ''))
        .join('; ')
