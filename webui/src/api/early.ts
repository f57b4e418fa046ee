import { get } from './client'
import type { FleetColumns } from './fleet'

let asked: Promise<FleetColumns> | undefined

const snapshot = (signal?: AbortSignal): Promise<FleetColumns> =>
  get<FleetColumns>('/paths/snapshot', {}, signal)

/** Asks for all paths while the code that shows them is still on its way. */
export function askEarly(): void {
  asked = snapshot()
  asked.catch(() => undefined) // whoever takes it is told
}

/** What was asked for by somebody who has left. */
export function forgetEarly(): void {
  asked = undefined
}

/** All paths: what was asked for early, once, else asked for now. */
export function allPaths(signal: AbortSignal): Promise<FleetColumns> {
  const early = asked
  asked = undefined
  return early ?? snapshot(signal)
}
