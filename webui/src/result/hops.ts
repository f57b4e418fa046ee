import type { Hop } from '../api/details'
import type { AddressNetwork } from '../api/geo'
import { type Message, msg, t } from '../language/text'

/** How a hop is drawn: shares of the longest round trip of the way. */
export interface HopBar {
  from: number
  to: number
  mean: number
}

/** The bar of each hop; undefined where nobody answered. */
export function barsOf(hops: Hop[]): (HopBar | undefined)[] {
  const longest = Math.max(1, ...hops.map(({ maxUs }) => maxUs ?? 0))
  return hops.map(({ minUs, meanUs, maxUs }) => {
    if (minUs == null || meanUs == null || maxUs == null) return undefined
    return { from: minUs / longest, to: maxUs / longest, mean: meanUs / longest }
  })
}

/** What the missing answers of a hop mean. */
export type HopLoss = 'none' | 'here-only' | 'from-here-on'

/**
 * Loss is loss only where each later hop shows it too: a router that answers rarely, or never, may
 * still forward everything.
 */
export function lossesOf(hops: Hop[]): HopLoss[] {
  let holds = true
  let answered = false
  return hops
    .toReversed()
    .map(({ sent, received }): HopLoss => {
      const loses = received < sent
      const mute = received === 0 && answered
      holds &&= loses
      answered ||= received > 0
      if (!loses) return 'none'
      return holds && !mute ? 'from-here-on' : 'here-only'
    })
    .reverse()
}

/** The share of probes that a hop left without an answer. */
export const lossRatio = ({ sent, received }: Hop): number => (sent === 0 ? 0 : 1 - received / sent)

const NOTES: Record<string, Message> = {
  '!N': msg('network unreachable'),
  '!H': msg('host unreachable'),
  '!P': msg('protocol unreachable'),
  '!F': msg('fragmentation needed'),
  '!X': msg('administratively prohibited'),
}

/** What a hop said, in words. */
export const noteWords = (note: string): string =>
  NOTES[note] === undefined ? note : `${note} ${t(NOTES[note])}`

/** What is known of an address: its name, and whose network it is of; empty where that is nothing. */
export function knownOf(name: string | undefined, network: AddressNetwork | undefined): string {
  const system = network && `AS${network.asn} ${network.organization}`.trimEnd()
  return [name, system].filter(Boolean).join(' · ')
}
