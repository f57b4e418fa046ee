import { useMemo } from 'react'
import { type Schedule, useSchedules } from '../api/configuration'
import { type TestKind, useKinds } from '../api/kinds'
import { type ProbeState, useProbes } from '../api/probes'
import { type Target, useTargets } from '../api/targets'

/** For each label that a rule can match on the values that there are. */
export type Known = ReadonlyMap<string, readonly string[]>

const NONE: never[] = []

/** What there is to match on. */
export function useKnownLabels(): Known {
  const probes = useProbes(false).data?.items ?? NONE
  const targets = useTargets().data ?? NONE
  const schedules = useSchedules().data ?? NONE
  const kinds = useKinds().data ?? NONE
  return useMemo(
    () => knownLabels(probes, targets, schedules, kinds),
    [probes, targets, schedules, kinds],
  )
}

export function knownLabels(
  probes: readonly ProbeState[],
  targets: readonly Target[],
  schedules: readonly Schedule[],
  kinds: readonly TestKind[],
): Known {
  const found = new Map<string, Set<string>>()
  const add = (label: string, values: readonly string[]): void => {
    const all = found.get(label) ?? new Set()
    values.forEach((value) => all.add(value))
    found.set(label, all)
  }
  add(
    'site',
    probes.map(({ probe }) => probe.site),
  )
  add(
    'probe',
    probes.map(({ probe }) => probe.id),
  )
  add(
    'target',
    targets.map(({ id }) => id),
  )
  add(
    'test',
    kinds.map(({ name }) => name),
  )
  add(
    'check',
    kinds.map(({ name }) => name),
  )
  add(
    'check',
    schedules.flatMap(({ checks }) => checks.map(({ name }) => name)),
  )
  add(
    'schedule',
    schedules.map(({ id }) => id),
  )
  const own = (end: string, labels: Record<string, string>): void =>
    Object.entries(labels).forEach(([name, value]) => add(`${end}.${name}`, [value]))
  probes.forEach(({ probe }) => own('probe', probe.labels))
  targets.forEach(({ labels }) => own('target', labels))
  return new Map([...found].map(([label, values]) => [label, [...values].sort()]))
}
