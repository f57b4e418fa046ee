/** A step of heat as it is filled: the worse, the stronger; numbers stand beside it, too. */
export const HEAT = [
  { className: 'fill-healthy', fillOpacity: 0.25 },
  { className: 'fill-failing', fillOpacity: 0.25 },
  { className: 'fill-failing', fillOpacity: 0.5 },
  { className: 'fill-failing', fillOpacity: 0.8 },
] as const

/** What no heat is known of. */
export const COLD = { className: 'fill-raised', fillOpacity: 1 } as const
