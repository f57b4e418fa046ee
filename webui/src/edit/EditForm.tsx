import type { ReactNode } from 'react'
import type { Kind, Things } from '../api/configuration'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Conflict } from './Conflict'
import { DifferenceList } from './DifferenceList'
import { NameField } from './NameField'
import type { Drafting } from './drafting'
import { useFirstWrong } from './editing'
import { type Facts, differences } from './facts'

/** The frame of all forms of the configuration: name, fields, trouble, and what changes beside them. */
export function EditForm<K extends Kind, F extends { id: string }, B>(props: {
  kind: K
  drafting: Drafting<Things[K], F, B>
  words: { title: string; hint: string; taken: string }
  facts: (thing: Things[K]) => Facts
  /** What it will be, where it can be said. */
  next: Facts | undefined
  heading?: 'h2' | 'h3'
  /** What stands beside the fields. */
  aside: ReactNode
  children: ReactNode
}) {
  const { kind, drafting, words, facts, next, heading = 'h2', aside, children } = props
  const { form, shown, wrong, attempt, editing, set } = drafting
  const { base, theirs, overtaken, taken, error } = editing
  const box = useFirstWrong(shown, attempt)
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        ref={box}
        noValidate
        aria-label={base === undefined ? words.title : t('Change {id}', { id: base.id })}
        className="card space-y-5 p-3"
        onSubmit={(event) => {
          event.preventDefault()
          drafting.submit()
        }}
      >
        {base === undefined && (
          <NameField
            value={form.id}
            error={taken ? words.taken : shown['id']}
            hint={words.hint}
            onChange={(text) => set({ id: text } as Partial<F>)}
          />
        )}
        {children}
        {wrong && attempt > 0 && (
          <p role="status" className="font-medium text-failing">
            {t('Not saved: see the fields above.')}
          </p>
        )}
        {error !== undefined && <ProblemCard error={error} />}
        {overtaken && base && (
          <Conflict
            kind={kind}
            id={base.id}
            base={facts(base)}
            theirs={theirs && facts(theirs)}
            onMine={drafting.keepMine}
            onTheirs={drafting.takeTheirs}
          />
        )}
        <div className="flex gap-2">
          <button
            type="submit"
            className="button border-accent!"
            disabled={editing.busy || overtaken}
          >
            {t(editing.busy ? 'Saving…' : 'Save')}
          </button>
          <button type="button" className="button" onClick={() => drafting.onClose()}>
            {t('Cancel')}
          </button>
        </div>
      </form>
      <div className="min-w-0 space-y-4 lg:sticky lg:top-16">
        {aside}
        {base && next && <Changes heading={heading} before={facts(base)} next={next} />}
      </div>
    </div>
  )
}

function Changes(props: { heading: 'h2' | 'h3'; before: Facts; next: Facts }) {
  const { heading: Heading, before, next } = props
  return (
    <section aria-labelledby="changes" className="card space-y-2 p-3">
      <Heading id="changes" className="font-semibold">
        {t('What you change')}
      </Heading>
      <DifferenceList
        label={t('What you change')}
        none={t('Nothing yet.')}
        items={differences(before, next)}
      />
    </section>
  )
}
