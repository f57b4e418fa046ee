import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useMay } from '../account/me'
import type { ActionKind, Incident } from '../api/incidents'
import { counted } from '../format/numbers'
import type { TestSearch } from '../testing/search'
import { CloseForm, CommentForm } from './ActionForms'
import { Progress } from './Progress'
import { SilenceForm } from './SilenceForm'
import type { Acting } from './acting'

/** What one can do with an incident, for whoever may. */
export function Actions(props: { incident: Incident; acting: Acting }) {
  return useMay('maintainer') && <Doing {...props} />
}

type FormName = 'silence' | 'comment' | 'close'

function Doing({ incident, acting }: { incident: Incident; acting: Acting }) {
  const [form, setForm] = useState<FormName>()
  const section = useRef<HTMLElement>(null)
  const { acknowledgedBy, awaitsApproval, state } = acting.shown
  const act = (kind: ActionKind, text = ''): void => {
    setForm(undefined)
    acting.act(kind, text)
  }
  const done = (): void => {
    setForm(undefined)
    section.current?.focus() // what had it is gone
  }
  useEffect(() => {
    // the button that had the focus may have gone with what it was for
    if (document.activeElement === document.body && acting.underway.length > 0)
      section.current?.focus()
  }, [acting.underway])
  const opener = (which: FormName, words: string) => (
    <button
      type="button"
      className="button"
      aria-expanded={form === which}
      onClick={() => setForm(form === which ? undefined : which)}
    >
      {words}
    </button>
  )
  return (
    <section ref={section} tabIndex={-1} aria-label="Actions" className="space-y-2">
      {state !== 'closed' && (
        <div className="flex flex-wrap gap-2">
          {acknowledgedBy == null && <Act onClick={() => act('acknowledge')}>Acknowledge</Act>}
          {awaitsApproval.length > 0 && (
            <Act onClick={() => act('approve')}>
              Approve tier 3 on {counted(awaitsApproval.length, 'path')}
            </Act>
          )}
          {opener('silence', 'Silence…')}
          {opener('comment', 'Comment…')}
          {opener('close', 'Close…')}
          <Link to="/test" search={testOf(incident)} className="button">
            Test now
          </Link>
        </div>
      )}
      {state !== 'closed' && form === 'silence' && (
        <SilenceForm incident={incident} onDone={done} />
      )}
      {state !== 'closed' && form === 'comment' && (
        <CommentForm
          busy={acting.busy('comment')}
          onSend={(text) => act('comment', text)}
          onCancel={done}
        />
      )}
      {state !== 'closed' && form === 'close' && (
        <CloseForm busy={acting.busy('close')} onClose={() => act('close')} onCancel={done} />
      )}
      <Progress incident={incident} acting={acting} />
    </section>
  )
}

function Act({ onClick, children }: { onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="button border-accent!" onClick={onClick}>
      {children}
    </button>
  )
}

const MOST_PROBES = 20

/** A test of what broke, from where it broke: the target of the first path, and the probes that test it. */
function testOf({ members }: Incident): TestSearch {
  const target = members[0]?.target
  if (target === undefined) return {}
  const probes = members.filter((member) => member.target === target).map(({ probe }) => probe)
  return { target, probe: [...new Set(probes)].slice(0, MOST_PROBES) }
}
