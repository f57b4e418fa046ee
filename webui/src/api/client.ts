import { t } from '../language/text'

/** An error of the API in its own words (RFC 9457), or what kept us from asking it. */
export class Problem extends Error {
  readonly title: string
  readonly status: number
  readonly slug: string
  readonly fields: { field: string; detail: string }[]

  constructor(
    title: string,
    detail: string,
    status: number,
    slug = '',
    fields: Problem['fields'] = [],
  ) {
    super(detail)
    this.name = 'Problem'
    this.title = title
    this.status = status
    this.slug = slug
    this.fields = fields
  }
}

/** The problem behind anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const why = error instanceof Error ? error.message : String(error)
  return new Problem(t('This page failed'), why, 0)
}

/** The problem that a response of an error status carries. */
export function problemFrom(status: number, body: unknown): Problem {
  if (typeof body !== 'object' || body === null || !('title' in body)) {
    const title = t('The server answered {status}', { status })
    return new Problem(title, t('It gave no reason.'), status)
  }
  const { type, title, detail, errors } = body as Record<string, unknown>
  return new Problem(
    String(title),
    typeof detail === 'string' ? detail : '',
    status,
    typeof type === 'string' ? (type.split('/').pop() ?? '') : '',
    Array.isArray(errors) ? (errors as Problem['fields']) : [],
  )
}

export type Query = Record<string, string | number | undefined>

/** `/api/v1/…` with its query; values that are undefined are left out. */
export function apiUrl(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`
}

let csrf: string | null = null
const strangers = new Set<() => void>()
const refusals = new Set<() => void>()
/** The slug of a problem whose question hung until nobody waited for it any more. */
export const OVERDUE = 'overdue'
/** So long an answer may take. */
const PATIENCE_MS = 20_000

/** From now on changes carry the session's token. */
export function signWith(token: string | null): void {
  csrf = token
}

/** Calls the listener when the server does not know us any more; the answer ends that. */
export function onStranger(listener: () => void): () => void {
  strangers.add(listener)
  return () => strangers.delete(listener)
}

/** Calls the listener when the server refuses a change: who sits here may be less than we think. */
export function onRefused(listener: () => void): () => void {
  refusals.add(listener)
  return () => refusals.delete(listener)
}

/** Whether the server still knows us; where it does not, strangers are told. */
export async function stillKnown(): Promise<void> {
  await get('/me', {}).catch(() => undefined)
}

/** GETs JSON, or throws a [Problem]. */
export function get<T>(
  path: string,
  query: Query,
  signal?: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  return send<T>(apiUrl(path, query), signal ? { signal } : {}, patienceMs)
}

/** GETs JSON by what stands in a header and not in the address, which others on the way note. */
export function getWith<T>(
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<T> {
  return send<T>(apiUrl(path), { headers, signal })
}

/** POSTs JSON once: a repetition with the same key is the same request. */
export function post<T>(path: string, body: unknown, idempotencyKey: string): Promise<T> {
  return send<T>(apiUrl(path), posting(body, idempotencyKey))
}

/**
 * Like `post`, where it matters only that the server took it: the answer may be empty. It goes out
 * even where the page is left meanwhile.
 */
export async function tell(path: string, body: unknown, idempotencyKey: string): Promise<void> {
  await answered(apiUrl(path), { ...posting(body, idempotencyKey), keepalive: true })
}

/** PUTs, POSTs or DELETEs what is the same when it is sent twice; the answer may be empty. */
export async function change<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const init: RequestInit = { method, headers }
  if (body !== undefined) {
    init.headers = { ...headers, 'content-type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  return (await answered(apiUrl(path), init)).body as T
}

/** A key for one wish; randomUUID needs a secure context, this does not. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function posting(body: unknown, idempotencyKey: string): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(body),
  }
}

async function send<T>(url: string, init: RequestInit, patienceMs?: number): Promise<T> {
  const { status, body } = await answered(url, init, patienceMs)
  if (body === undefined) {
    throw new Problem(
      t('The answer is not JSON'),
      t('{request} gave something else.', { request: `${init.method ?? 'GET'} ${url}` }),
      status,
    )
  }
  return body as T
}

/** The answer as JSON, undefined where it is something else; one that hangs is waited for so long, not longer. */
async function answered(
  url: string,
  init: RequestInit,
  patienceMs = PATIENCE_MS,
): Promise<{ status: number; body: unknown }> {
  const late = AbortSignal.timeout(patienceMs)
  const signal = init.signal ? AbortSignal.any([init.signal, late]) : late
  const response = await ask(url, { ...init, signal })
  const body: unknown = await response.json().catch((error: unknown) => {
    if (signal.aborted) throw unanswered(error, signal)
  })
  return { status: response.status, body }
}

/** The answer, its body unread; one of an error status is thrown as a [Problem]. */
export async function ask(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, signed(init)).catch((error: unknown) => {
    throw unanswered(error, init.signal)
  })
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => undefined)
  if (response.status === 401 && !url.startsWith(apiUrl('/login'))) {
    strangers.forEach((listener) => listener())
  }
  if (response.status === 403 && init.method !== undefined) {
    refusals.forEach((listener) => listener())
  }
  throw problemFrom(response.status, body)
}

/** Why there is no answer: nobody wants it any more, or it is overdue, or there is nobody to give it. */
function unanswered(error: unknown, signal: AbortSignal | null | undefined): unknown {
  const overdue = signal?.aborted && (signal.reason as Error).name === 'TimeoutError'
  if (signal?.aborted && !overdue) return error
  return new Problem(
    t('WaddlePerf does not answer'),
    t('Is it still running? This page tries again.'),
    0,
    overdue ? OVERDUE : '',
  )
}

/** A change is signed with what only our own page can know. */
function signed(init: RequestInit): RequestInit {
  if (init.method === undefined || csrf === null) return init
  return { ...init, headers: { ...init.headers, 'x-csrf-token': csrf } }
}
