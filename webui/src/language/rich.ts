import { Fragment, type ReactNode, createElement } from 'react'
import { type Message, t } from './text'

/** For `{name}` what stands there; for `<name>…</name>` what is made of the text within. */
type Parts = Readonly<Record<string, ReactNode | ((within: ReactNode) => ReactNode)>>

const PART = /\{(\w+)\}|<(\w+)>(.*?)<\/\2>/gs

/** A text with elements in it, such as a link: the translation says where they stand. */
export function rich<S extends string | Message>(
  text: string extends S ? never : S,
  parts: Parts,
): ReactNode {
  return drawn(t(text as never), parts)
}

function drawn(text: string, parts: Parts): ReactNode {
  const pieces: ReactNode[] = []
  let from = 0
  for (const { 0: whole, 1: value, 2: tag = '', 3: within = '', index } of text.matchAll(PART)) {
    const part = parts[value ?? tag]
    pieces.push(text.slice(from, index))
    pieces.push(typeof part === 'function' ? part(drawn(within, parts)) : (part ?? whole))
    from = index + whole.length
  }
  return createElement(Fragment, null, ...pieces, text.slice(from))
}
