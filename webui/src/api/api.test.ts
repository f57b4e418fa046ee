import { describe, expect, test } from 'vitest'
import { Problem, apiUrl, problemFrom, problemOf } from './client'
import { type EventStream, Live } from './live'
import { type Timers, throttle } from './throttle'

describe('the client', () => {
  test('reads a problem in the words of the API', () => {
    const problem = problemFrom(400, {
      type: 'https://waddleperf.io/problems/bad-request',
      title: 'The request is not valid',
      detail: 'one field',
      errors: [{ field: 'checks', detail: 'must name at least one' }],
    })
    expect(problem).toMatchObject({
      title: 'The request is not valid',
      message: 'one field',
      slug: 'bad-request',
      fields: [{ field: 'checks' }],
    })
  })

  test('has words for an answer that is no problem document', () => {
    expect(problemFrom(502, undefined).title).toBe('The server answered 502')
    expect(problemOf('odd')).toBeInstanceOf(Problem)
  })

  test('writes ids into a query without loss', () => {
    const url = apiUrl('/paths', { probe: 'a', target: 'https://x/?q=%2F&b', state: undefined })
    expect(new URL(url, 'http://h').searchParams.get('target')).toBe('https://x/?q=%2F&b')
    expect(url).not.toContain('state')
  })
})

describe('the live stream', () => {
  const result = (id: string): string => JSON.stringify({ id })

  test('tells of each kind of event, and of gaps as something to ask for', () => {
    const { live, streams } = started()
    const heard: unknown[] = []
    const gaps: unknown[] = []
    const changes: unknown[] = []
    live.events((event) => heard.push(event && `${event.kind} ${event.value.id}`))
    live.gaps((dropped) => gaps.push(dropped))
    live.changes((change) => changes.push(change?.version))
    streams[0]?.emit('open')
    streams[0]?.emit('paths', '{"version":7}')
    streams[0]?.emit('result', result('one'))
    streams[0]?.emit('incident', result('two'))
    streams[0]?.emit('escalation', result('three'))
    streams[0]?.emit('gap', '{"dropped":3}')
    streams[0]?.emit('result', 'not json')
    const told = ['result one', 'incident two', 'escalation three', undefined, undefined]
    expect(heard).toEqual(told)
    expect(gaps).toEqual([3])
    expect(changes).toEqual([7, undefined])
    expect(live.connection()).toBe('live')
  })

  test('says when it is interrupted, and asks again once it is back', () => {
    const { live, streams } = started()
    const heard: unknown[] = []
    live.events((event) => heard.push(event))
    streams[0]?.emit('open')
    streams[0]?.emit('error')
    streams[0]?.emit('error')
    expect(live.connection()).toBe('reconnecting')
    expect(heard).toEqual([undefined])
    streams[0]?.emit('open')
    expect(heard).toEqual([undefined, undefined])
  })

  test('opens a new stream where the browser has given up, and says so', () => {
    const { streams, waiting, refusals } = started()
    const broken = streams[0]
    if (broken) broken.readyState = 2
    broken?.emit('error')
    waiting.forEach((run) => run())
    expect(streams).toHaveLength(2)
    expect(refusals).toHaveLength(1)
  })

  test('says once, when it is back, that a new stream has a gap before it', () => {
    const { live, streams, waiting } = started()
    const gaps: unknown[] = []
    live.gaps((dropped) => gaps.push(dropped))
    streams[0]?.emit('open')
    for (const at of [0, 1, 2]) {
      const broken = streams[at]
      if (broken) broken.readyState = 2
      broken?.emit('error')
      waiting.splice(0).forEach((run) => run())
    }
    expect(streams).toHaveLength(4)
    expect(gaps).toEqual([])
    streams[3]?.emit('open')
    expect(gaps).toEqual([undefined])
  })

  test('opens none where it was stopped because of the refusal', () => {
    const { live, streams, waiting } = started()
    const broken = streams[0]
    if (broken) broken.readyState = 2
    broken?.emit('error')
    live.stop()
    waiting.forEach((run) => run())
    expect(streams).toHaveLength(1)
  })

  test('tells a gap where it was stopped and started again', () => {
    const { live, streams } = started()
    const gaps: (number | undefined)[] = []
    live.gaps((dropped) => gaps.push(dropped))
    streams[0]?.emit('open')
    live.stop()
    live.start()
    expect(gaps).toEqual([])
    streams[1]?.emit('open')
    expect(gaps).toEqual([undefined])
  })

  function started() {
    const streams: FakeStream[] = []
    const waiting: (() => void)[] = []
    const open = (): FakeStream => {
      const stream = new FakeStream()
      streams.push(stream)
      return stream
    }
    const refusals: string[] = []
    const live = new Live(
      open,
      () => refusals.push('refused'),
      (run) => waiting.push(run),
    )
    live.start()
    return { live, streams, waiting, refusals }
  }
})

describe('a throttle', () => {
  test('runs once a second in a flood, and once more when it has settled', () => {
    const clock = new FakeTimers()
    const ranAt: number[] = []
    const { call } = throttle(() => ranAt.push(clock.now()), 1_000, 2_500, clock)
    for (let ms = 0; ms <= 3_000; ms += 100) {
      clock.advanceTo(ms)
      call()
    }
    clock.advanceTo(20_000)
    expect(ranAt).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_500])
  })

  test('forgets what it meant to do', () => {
    const clock = new FakeTimers()
    let runs = 0
    const { call, cancel } = throttle(() => runs++, 1_000, 2_500, clock)
    call()
    cancel()
    clock.advanceTo(10_000)
    expect(runs).toBe(0)
  })
})

class FakeStream implements EventStream {
  readyState = 1
  private readonly listeners: [string, (event: MessageEvent<string>) => void][] = []

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.push([type, listener])
  }

  close(): void {
    this.readyState = 2
  }

  emit(type: string, data = ''): void {
    const event = { data } as MessageEvent<string>
    this.listeners.forEach(([of, listener]) => of === type && listener(event))
  }
}

class FakeTimers implements Timers {
  private ms = 0
  private pending: { at: number; run: () => void }[] = []

  now(): number {
    return this.ms
  }

  set(run: () => void, ms: number): unknown {
    const timer = { at: this.ms + ms, run }
    this.pending.push(timer)
    return timer
  }

  clear(timer: unknown): void {
    this.pending = this.pending.filter((one) => one !== timer)
  }

  advanceTo(ms: number): void {
    for (;;) {
      const due = this.pending.filter(({ at }) => at <= ms).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.clear(due)
      this.ms = Math.max(this.ms, due.at)
      due.run()
    }
    this.ms = ms
  }
}
