/**
 * Texts stand in the source in English, as they read, and are marked by one of these functions;
 * build/texts.mjs finds them and checks that each has its translations.
 */

import { language, translation } from './language'

declare const marked: unique symbol

/** A text that is marked where the module is loaded, and translated by `t` where it is shown. */
export interface Message {
  readonly [marked]: true
}

/** What stands in braces in a text. */
export type Values = Readonly<Record<string, string | number>>

/** A text that stands in the source, not one that was put together: that could not be translated. */
export type Written<S> = string extends S ? never : S

/** Marks a text for later, in a constant of a module. */
export const msg = <S extends string>(text: Written<S>): Message => text as unknown as Message

/** Marks a text in the schema of a form; whoever draws the form translates it by `served`. */
export const inSchema = <S extends string>(text: Written<S>): string => text

/** A text from elsewhere, such as a title in a schema; in English where no catalogue has it. */
export function served(text: string): string {
  const found = translation(text)
  return typeof found === 'string' ? found : bare(text)
}

/**
 * A text in the language that is shown, `{name}` being replaced by its value. What follows `||` tells
 * translators which meaning is meant, and is not shown.
 */
export function t(text: Message, values?: Values): string
export function t<S extends string | Message>(text: Written<S>, values?: Values): string
export function t(text: unknown, values?: Values): string {
  const key = text as string
  const found = translation(key)
  return filled(typeof found === 'string' ? found : bare(key), values)
}

/** An English text as it is shown. */
export function bare(text: string): string {
  const end = text.indexOf('||')
  return end < 0 ? text : text.slice(0, end)
}

/** A text with its values in it. */
export function filled(text: string, values: Values | undefined): string {
  if (values === undefined) return text
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Languages that write nouns with a capital letter wherever they stand. */
const CAPITAL_NOUNS = new Set(['de', 'lb'])

/** A word as it stands within a sentence. */
export const within = (word: string): string =>
  CAPITAL_NOUNS.has(language()) ? word : word.toLowerCase()
