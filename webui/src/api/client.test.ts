import { afterEach, describe, expect, test, vi } from 'vitest'
import { OVERDUE, change, get } from './client'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A server that hangs: it ends a question only where that is given up. */
function hanging(): void {
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => rejected(signal))
}

const rejected = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const end = (): void => reject(signal?.reason as Error)
    if (signal?.aborted) end()
    else signal?.addEventListener('abort', end)
  })

/** Time is over at once. */
function overAtOnce(): void {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() =>
    AbortSignal.abort(new DOMException('it took too long', 'TimeoutError')),
  )
}

describe('a question that hangs', () => {
  test('is given up, and told as a server that does not answer', async () => {
    hanging()
    overAtOnce()
    const told = { title: 'WaddlePerf does not answer', status: 0, slug: OVERDUE }
    await expect(get('/paths', {}, new AbortController().signal)).rejects.toMatchObject(told)
    await expect(change('PUT', '/silences/one', {})).rejects.toMatchObject(told)
  })

  test('in the middle of its answer is given up, too', async () => {
    overAtOnce()
    vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) =>
      Promise.resolve({ ok: true, status: 200, json: () => rejected(signal) }),
    )
    await expect(get('/paths', {})).rejects.toMatchObject({ status: 0, slug: OVERDUE })
  })

  test('is no failure where nobody wants the answer any more', async () => {
    hanging()
    const asked = new AbortController()
    const answer = get('/paths', {}, asked.signal)
    asked.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  })
})

test('nobody there is not overdue', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(get('/paths', {})).rejects.toMatchObject({ status: 0, slug: '' })
})
