import type { Scope } from '../api/accounts'
import { t } from '../language/text'

/** `fra, ber; team=a` as a scope: sites before the semicolon, tags behind it; empty is all. */
export function scopeOf(text: string): Scope {
  const [sites = '', tags = ''] = text.split(';')
  return {
    sites: listed(sites),
    tags: Object.fromEntries(
      listed(tags).map((tag) => {
        const equals = tag.indexOf('=')
        return equals < 0 ? [tag, ''] : [tag.slice(0, equals).trim(), tag.slice(equals + 1).trim()]
      }),
    ),
  }
}

/** A scope in words. */
export function scopeText({ sites, tags }: Scope): string {
  const labels = Object.entries(tags).map(([name, value]) => `${name}=${value}`)
  return [...sites, ...labels].join(', ') || t('everything||what an account may see')
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
