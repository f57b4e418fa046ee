import { count } from '../format/numbers'
import { translation } from './language'
import { perLanguage } from './perLanguage'
import { type Values, type Written, bare, filled } from './text'

/**
 * A text with a count, which it has as `{n}`, in the form that the language has for it.
 *
 * @param one  the English text for 1
 * @param many for all others
 */
export function plural<S extends string>(
  n: number,
  one: Written<S>,
  many: Written<S>,
  values?: Values,
): string {
  const found = translation(many)
  const form = typeof found === 'object' ? (found[RULES().select(n)] ?? found['other']) : undefined
  return filled(form ?? bare(n === 1 ? one : many), { n: count(n), ...values })
}

const RULES = perLanguage((locale) => new Intl.PluralRules(locale))
