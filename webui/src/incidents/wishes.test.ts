import { describe, expect, test } from 'vitest'
import type { ActionKind, Incident } from '../api/incidents'
import { HOLD_MS, Wishes, foreseen, isOpen } from './wishes'

const PATH = { probe: 'fra', target: 'web' }
const INCIDENT = {
  id: 'i',
  state: 'open',
  chain: [],
  awaitsApproval: [PATH],
} as unknown as Incident
const ACKNOWLEDGED = { ...INCIDENT, acknowledgedBy: 'ada' }

/** Wishes whose time and server the test has. */
function started() {
  const sent: string[] = []
  const answers: ((error?: Error) => void)[] = []
  const waits = new Map<number, { run: () => void; ms: number }>()
  let n = 0
  const wishes = new Wishes(
    ({ kind }) => {
      sent.push(kind)
      return new Promise((resolve, reject) =>
        answers.push((error) => (error ? reject(error) : resolve())),
      )
    },
    {
      now: () => 0,
      set: (run, ms) => (waits.set(++n, { run, ms }), n),
      clear: (timer) => waits.delete(timer as number),
    },
  )
  return {
    wishes,
    sent,
    want: (kind: ActionKind, text = '') =>
      wishes.want({ kind, by: 'ada', text, key: `${kind} ${text}`, before: INCIDENT }),
    answer: async (error?: Error) => {
      answers.shift()?.(error)
      await new Promise((resolve) => setTimeout(resolve))
    },
    /** Everything that waits for time is due. */
    pass: () => {
      const due = [...waits.values()]
      waits.clear()
      due.forEach(({ run }) => run())
    },
    waits,
    stages: () => wishes.underway().map(({ wish, stage }) => `${wish.kind} ${stage}`),
    shown: (now = INCIDENT) => foreseen(now, wishes.underway()),
  }
}

describe('a wish', () => {
  test('shows at once, is held for a moment, sent, and open until the incident shows it', async () => {
    const { wishes, want, sent, pass, answer, stages, shown, waits } = started()
    want('acknowledge')
    expect(shown().acknowledgedBy).toBe('ada')
    expect([...waits.values()].map(({ ms }) => ms)).toEqual([HOLD_MS])
    expect(sent).toEqual([])
    pass()
    expect(sent).toEqual(['acknowledge'])
    await answer()
    expect(stages()).toEqual(['acknowledge sent'])
    const [one] = wishes.underway()
    expect(one && isOpen(one, INCIDENT)).toBe(true)
    expect(one && isOpen(one, ACKNOWLEDGED)).toBe(false)
  })

  test('to assign it to somebody shows whom, and the newest of several counts', async () => {
    const { wishes, sent, pass, answer, shown } = started()
    const assign = (assignee: string): void =>
      wishes.want({
        ...{ kind: 'assign', by: 'ada', text: '', assignee, key: assignee },
        before: INCIDENT,
      })
    assign('bob')
    expect(shown().assignee).toBe('bob')
    pass()
    await answer()
    assign('eve')
    expect(shown().assignee).toBe('eve')
    pass()
    expect(sent).toEqual(['assign', 'assign'])
  })

  test('is undone without a word to the server', () => {
    const { wishes, want, sent, pass, shown, waits } = started()
    want('approve')
    expect(shown().awaitsApproval).toEqual([])
    const [one] = wishes.underway()
    if (one) wishes.undo(one.wish)
    expect(waits.size).toBe(0)
    pass()
    expect(sent).toEqual([])
    expect(shown().awaitsApproval).toEqual([PATH])
  })

  test('is not undone once it is sent', () => {
    const { wishes, want, pass, stages } = started()
    want('acknowledge')
    pass()
    const [one] = wishes.underway()
    if (one) wishes.undo(one.wish)
    expect(stages()).toEqual(['acknowledge sending'])
  })

  test('that was asked for twice, or written, goes at once', () => {
    const { want, sent } = started()
    want('comment', 'a cable')
    want('close')
    expect(sent).toEqual(['comment', 'close'])
  })

  test('that the server refuses is taken back, and sent again when somebody says so', async () => {
    const { wishes, want, sent, pass, answer, stages, shown } = started()
    want('acknowledge')
    pass()
    await answer(new Error('away'))
    expect(stages()).toEqual(['acknowledge failed'])
    expect(shown().acknowledgedBy).toBeUndefined()
    const [one] = wishes.underway()
    if (one) wishes.again(one.wish)
    expect(shown().acknowledgedBy).toBe('ada')
    expect(sent).toEqual(['acknowledge', 'acknowledge'])
  })

  test('that does not take effect is late, and still open', async () => {
    const { wishes, want, answer, pass, stages } = started()
    wishes.look('i')
    want('comment', 'a cable')
    await answer()
    pass()
    expect(stages()).toEqual(['comment late'])
    const [one] = wishes.underway()
    expect(one && isOpen(one, INCIDENT)).toBe(true)
  })

  test('goes out when the page is left, and leaves no timer behind', () => {
    const { wishes, want, sent, waits } = started()
    want('acknowledge')
    wishes.leave()
    expect(sent).toEqual(['acknowledge'])
    expect(waits.size).toBe(0)
  })

  test('does not hold up another one', async () => {
    const { wishes, want, answer, pass, stages } = started()
    want('acknowledge')
    want('comment', 'a cable')
    expect(stages()).toEqual(['acknowledge held', 'comment sending'])
    pass()
    await answer()
    await answer()
    expect(stages()).toEqual(['acknowledge sent', 'comment sent'])
    wishes.want({ kind: 'comment', by: 'ada', text: 'later', key: 'k', before: ACKNOWLEDGED })
    expect(stages()).toEqual(['comment sent', 'comment sending'])
  })

  test('that somebody else fulfils meanwhile is not sent on top of that', () => {
    const { wishes, want, sent, pass, stages, shown } = started()
    want('acknowledge')
    wishes.saw({ ...ACKNOWLEDGED, id: 'another' })
    expect(stages()).toEqual(['acknowledge held'])
    wishes.saw({ ...INCIDENT, acknowledgedBy: 'bob' })
    expect(stages()).toEqual(['acknowledge overtaken'])
    pass()
    wishes.leave()
    expect(sent).toEqual([])
    expect(shown().acknowledgedBy).toBeUndefined()
    want('comment', 'fine')
    expect(stages()).toEqual(['comment sending'])
  })

  test('of which only the answer was lost has come true', async () => {
    const { wishes, want, answer, stages } = started()
    want('close')
    await answer(new Error('away'))
    expect(stages()).toEqual(['close failed'])
    wishes.saw({ ...INCIDENT, state: 'closed' })
    expect(stages()).toEqual(['close sent'])
  })

  test('goes out when its incident is left, and says on another screen that it failed', async () => {
    const { wishes, want, sent, answer, stages, waits } = started()
    const left = wishes.look('i')
    want('acknowledge')
    wishes.look('another')()
    expect(sent).toEqual([])
    left()
    expect(sent).toEqual(['acknowledge'])
    expect(waits.size).toBe(0)
    let told = 0
    wishes.watch(() => told++)
    await answer(new Error('away'))
    expect([told, stages()]).toEqual([1, ['acknowledge failed']])
    const [one] = wishes.underway()
    if (one) wishes.forget(one.wish)
    expect(stages()).toEqual([])
  })

  test('that is sent and not looked at is forgotten, not late', async () => {
    const { wishes, want, answer, pass, stages } = started()
    const left = wishes.look('i')
    want('comment', 'a cable')
    await answer()
    left()
    expect(stages()).toEqual(['comment sent'])
    pass()
    expect(stages()).toEqual([])
  })

  test('of somebody who sat here before is forgotten', async () => {
    const { wishes, want, answer, stages } = started()
    want('comment', 'a cable')
    await answer(new Error('signed out'))
    wishes.want({ kind: 'comment', by: 'bob', text: 'mine', key: 'k', before: INCIDENT })
    expect(stages()).toEqual(['comment sending'])
  })

  test('that failed is not spoken of beside its repetition; another comment of it is', async () => {
    const { wishes, want, answer, stages } = started()
    want('comment', 'a cable')
    await answer(new Error('away'))
    want('comment', 'a switch')
    expect(stages()).toEqual(['comment failed', 'comment sending'])
    wishes.want({ kind: 'comment', by: 'ada', text: 'a cable', key: 'k', before: INCIDENT })
    expect(stages()).toEqual(['comment sending', 'comment sending'])
  })
})
