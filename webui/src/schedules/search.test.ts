import { expect, test } from 'vitest'
import { thresholdSearch, thresholdsSearch } from '../thresholds/search'
import { scheduleSearch, schedulesSearch } from './search'

test('the URL says what is shown, and nothing else', () => {
  expect(schedulesSearch({ q: 'shop', make: 'yes', other: 1 })).toEqual({ q: 'shop' })
  expect(schedulesSearch({ q: '', make: true })).toEqual({ make: true })
  expect(scheduleSearch({ edit: true, probe: 'a', target: 7 })).toEqual({ edit: true, probe: 'a' })
  expect(thresholdsSearch({ q: 'rtt', tier: 4, probe: 'a', from: 'x' })).toEqual({
    q: 'rtt',
    probe: 'a',
  })
  expect(thresholdsSearch({ tier: 2, make: true, from: 'x' })).toEqual({
    tier: 2,
    make: true,
    from: 'x',
  })
  expect(thresholdSearch({ edit: 'true' })).toEqual({})
})
