import type { components } from '../api/openapi'

/** An address family. */
export type Family = components['schemas']['Family']

/** What is to be tested and from where, as it stands in the URL; what is absent is not chosen. */
export interface TestSearch {
  /** All enabled probes of these sites. */
  site?: string[]
  probe?: string[]
  target?: string
  /** By their names, each with its defaults. */
  check?: string[]
  /** In these, whatever the checks say. */
  family?: Family[]
  /** One more test, of this kind, with parameters of its own. */
  kind?: string
  /** What is not the default of its form, as somebody wrote it. */
  set?: Record<string, string>
  /** The order that is watched. */
  run?: string
}

const FAMILIES: readonly Family[] = ['ipv4', 'ipv6']

/** The view state in a URL's query; what it does not understand it leaves out. */
export function testSearch(search: Record<string, unknown>): TestSearch {
  const [site, probe, check] = ['site', 'probe', 'check'].map((name) => texts(search[name]))
  const family = FAMILIES.filter((one) => texts(search['family']).includes(one))
  const { target, kind, set, run } = search
  return {
    ...(site?.length && { site }),
    ...(probe?.length && { probe }),
    ...(isText(target) && { target: String(target) }),
    ...(check?.length && { check }),
    ...(family.length > 0 && { family }),
    ...(isText(kind) && { kind: String(kind) }),
    ...(isText(kind) && isDraft(set) && { set }),
    ...(isText(run) && { run: String(run) }),
  }
}

/** A name of digits alone comes as a number. */
const isText = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '') || typeof value === 'number'

/** One or several, each once. */
function texts(value: unknown): string[] {
  return [...new Set((Array.isArray(value) ? value : [value]).filter(isText).map(String))]
}

function isDraft(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string')
  )
}
