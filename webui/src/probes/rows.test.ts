import { describe, expect, test } from 'vitest'
import type { ProbeState } from '../api/probes'
import { clockWords, labelText, labelsOf, rowsOf } from './rows'

const AT = '2026-11-23T02:42:33.000000Z'

const probe = (id: string, more: Partial<ProbeState> = {}, enabled = true): ProbeState => ({
  probe: { id, site: 'fra', enabled, labels: {}, version: 1 },
  state: 'up',
  heartbeat: { version: '0.1.0', at: AT },
  heardAt: AT,
  ...more,
})
const identity = (of: string, revokedAt: string | null = null) => ({
  probe: of,
  host: 'pi',
  joinedAt: AT,
  rotatedAt: AT,
  revokedAt,
})
const line = (of: string, expiresAt: string) => ({ probe: of, site: 'fra', labels: {}, expiresAt })

describe('the rows of probes', () => {
  test('put those that need somebody first', () => {
    const probes = [
      probe('b'),
      probe('a'),
      probe('gone', {}, false),
      probe('quiet', { state: 'silent' }),
    ]
    const rows = rowsOf(probes, [identity('gone', AT)], [line('next', AT)])
    expect(rows.map(({ id, standing }) => `${id} ${standing}`)).toEqual([
      'next waiting',
      'quiet silent',
      'a up',
      'b up',
      'gone out',
    ])
  })

  test('show a probe once that is to join again, with the newest of its lines', () => {
    const rows = rowsOf([probe('a')], [identity('a')], [line('a', 'newest'), line('a', 'older')])
    expect(rows).toHaveLength(1)
    expect(rows[0]?.pasteUntil).toBe('newest')
  })

  test('say of a probe that is not given any work that it is off', () => {
    expect(rowsOf([probe('a', {}, false)], [], [])[0]?.standing).toBe('off')
  })

  test('compare its clock with the broker', () => {
    const late = probe('a', { heartbeat: { version: '1', at: '2026-11-23T02:39:33.000000Z' } })
    expect(rowsOf([late], [], [])[0]?.clockAheadMs).toBe(-180_000)
    const before = { ...late, heardAt: undefined } as unknown as ProbeState
    expect(rowsOf([before], [], [])[0]?.clockAheadMs).toBeUndefined()
  })
})

test('a clock is right within what a heartbeat takes', () => {
  expect(clockWords(-40)).toEqual({ text: 'right', wrong: false })
  expect(clockWords(-180_000)).toEqual({ text: '3 min behind', wrong: true })
  expect(clockWords(4_200)).toEqual({ text: '4.2 s ahead', wrong: true })
})

test('labels are written as on the command line', () => {
  expect(labelsOf(' floor=2, uplink = dsl,indoor,,')).toEqual({
    floor: '2',
    uplink: 'dsl',
    indoor: 'true',
  })
  expect(labelText(labelsOf('a=b=c'))).toBe('a=b=c')
})
