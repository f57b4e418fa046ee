/** A screen that is reached from everywhere: by the frame's links and by the palette. */
export type Screen = {
  /** What its link says. */
  name: string
  /** What the palette says, where that is more. */
  long?: string
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
  { name: 'Paths', to: '/' },
  { name: 'Mesh', to: '/mesh' },
  { name: 'Map', to: '/map' },
  { name: 'Incidents', to: '/incidents' },
  { name: 'Live', to: '/live' },
  { name: 'Test', long: 'Test now', to: '/test' },
  { name: 'Speed', to: '/speed' },
  { name: 'Reports', to: '/reports' },
  { name: 'Probes', to: '/probes', arranged: true },
  { name: 'Schedules', to: '/schedules', arranged: true },
  { name: 'Thresholds', to: '/thresholds', arranged: true },
  { name: 'Topics', to: '/topics', arranged: true },
  { name: 'Admin', to: '/admin', arranged: true, right: 'admin' },
  { name: 'Accounts', to: '/accounts', within: true, right: 'admin' },
]
