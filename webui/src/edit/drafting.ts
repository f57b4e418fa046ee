import { useState } from 'react'
import type { Kind, Things } from '../api/configuration'
import { problemOf } from '../api/client'
import type { Errors } from '../form/draft'
import { t } from '../language/text'
import { type Editing, useEditing } from './editing'

/** What the form of a kind of thing is made of. */
export interface FormKind<T, F, B> {
  /** A form that says this thing. */
  formOf: (thing: T) => F
  /** The thing that a form says, and what is wrong with it by place. */
  read: (form: F) => { body: B; errors: Errors }
  /** What the server complains of, by place. */
  refused: (fields: readonly { field: string; detail: string }[], form: F) => Errors
}

/** A form as it is filled in: what it says, what is wrong with it, and the ways on. */
export interface Drafting<T, F, B> {
  form: F
  body: B
  /** What is wrong but for the name; a thing without it can be previewed. */
  errors: Errors
  /** What is to be said at the fields: the server's word, and from the first attempt on one's own. */
  shown: Errors
  wrong: boolean
  /** How often it was sent. */
  attempt: number
  id: string
  editing: Editing<T>
  set: (part: Partial<F>) => void
  submit: () => void
  /** Where somebody else was faster: what stands here over theirs, or theirs in place of it. */
  keepMine: () => void
  takeTheirs: () => void
  onClose: (saved?: T) => void
}

/** A form of a new thing, or of a change of one. */
export function useDrafting<K extends Kind, F extends { id: string }, B extends object>(props: {
  kind: K
  before: Things[K] | undefined
  begin: () => F
  made: FormKind<Things[K], F, B>
  onClose: (saved?: Things[K]) => void
}): Drafting<Things[K], F, B> {
  const { kind, before, begin, made, onClose } = props
  const [form, setForm] = useState<F>(begin)
  const [attempt, setAttempt] = useState(0)
  const editing = useEditing(kind, before, onClose)
  const { base, theirs, overtaken, taken, error } = editing
  const { body, errors } = made.read(form)
  const unnamed = base === undefined && form.id.trim() === ''
  const own: Errors = { ...(unnamed && { id: t('must be given') }), ...errors }
  const wrong = Object.keys(own).length > 0
  const refused = error === undefined ? {} : made.refused(problemOf(error).fields, form)
  const shown: Errors = { ...refused, ...(attempt > 0 ? own : {}) }
  const id = base?.id ?? form.id.trim()
  return {
    ...{ form, body, errors, shown, wrong, attempt, id, editing, onClose },
    set: (part) => {
      setForm({ ...form, ...part })
      if (taken || error !== undefined) editing.rebase(base) // it was about what stood there before
    },
    submit: () => {
      setAttempt(attempt + 1)
      if (!wrong && !overtaken) editing.save(id, body)
    },
    keepMine: () => {
      setAttempt(attempt + 1)
      if (!wrong) editing.save(id, body, { base: theirs })
    },
    takeTheirs: () => {
      if (theirs === undefined) return onClose()
      setForm(made.formOf(theirs))
      editing.rebase(theirs)
    },
  }
}
