import { type Message, msg } from '../language/text'

/** A screen that is reached from everywhere: by the frame's links and by the palette. */
export type Screen = {
  /** What its link says. */
  name: Message
  /** What the palette says, where that is more. */
  long?: Message
  to: To
  /** Only with this right. */
  right?: 'admin'
  /** What is arranged, not watched: where the window is narrow it is in the menu. */
  arranged?: true
  /** It is reached from another screen; of those that are everywhere only the palette has it. */
  within?: true
}

export type To =
  | '/'
  | '/mesh'
  | '/map'
  | '/incidents'
  | '/live'
  | '/test'
  | '/speed'
  | '/reports'
  | '/probes'
  | '/schedules'
  | '/thresholds'
  | '/topics'
  | '/admin'
  | '/accounts'

export const SCREENS: readonly Screen[] = [
  { name: msg('Paths'), to: '/' },
  { name: msg('Mesh'), to: '/mesh' },
  { name: msg('Map'), to: '/map' },
  { name: msg('Incidents'), to: '/incidents' },
  { name: msg('Live'), to: '/live' },
  { name: msg('Test||as a verb: test something'), long: msg('Test now'), to: '/test' },
  { name: msg('Speed'), to: '/speed' },
  { name: msg('Reports'), to: '/reports' },
  { name: msg('Probes'), to: '/probes', arranged: true },
  { name: msg('Schedules'), to: '/schedules', arranged: true },
  { name: msg('Thresholds'), to: '/thresholds', arranged: true },
  { name: msg('Topics'), to: '/topics', arranged: true },
  { name: msg('Admin'), to: '/admin', arranged: true, right: 'admin' },
  { name: msg('Accounts'), to: '/accounts', within: true, right: 'admin' },
]
