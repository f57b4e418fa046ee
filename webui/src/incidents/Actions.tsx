import { Link } from '@tanstack/react-router'
import { Suspense, lazy, useRef, useState } from 'react'
import { useMay, useMe } from '../account/me'
import type { ActionKind, Incident } from '../api/incidents'
import { plural } from '../language/plural'
import { t } from '../language/text'
import type { TestSearch } from '../testing/search'
import { CloseForm, CommentForm } from './ActionForms'
import { AssignForm } from './AssignForm'
import { Progress } from './Progress'
import { SilenceForm } from './SilenceForm'
import type { Acting } from './acting'
import type { Underway } from './wishes'

/** What one can do with an incident, for whoever may. */
export function Actions(props: { incident: Incident; acting: Acting }) {
  return useMay('maintainer') && <Doing {...props} />
}

const SnapshotForm = lazy(() => import('./SnapshotForm'))

type FormName = 'snapshot' | 'assign' | 'silence' | 'comment' | 'close'

function Doing({ incident, acting }: { incident: Incident; acting: Acting }) {
  const [form, setForm] = useState<FormName>()
  const [written, setWritten] = useState('')
  const section = useRef<HTMLElement>(null)
  const { acknowledgedBy, assignee, awaitsApproval, state } = acting.shown
  const me = useMe()
  // what was pressed goes with what it was for; the page stays where it is
  const rest = (): void => section.current?.focus({ preventScroll: true })
  const act = (kind: ActionKind, text = ''): void => {
    setForm(undefined)
    acting.act(kind, text)
    rest()
  }
  const assign = (name: string): void => {
    setForm(undefined)
    acting.assign(name)
    rest()
  }
  const done = (): void => {
    setForm(undefined)
    rest()
  }
  const open = (which: FormName | undefined, text = ''): void => {
    setForm(which)
    setWritten(text)
  }
  const rewrite = (one: Underway): void => {
    acting.forget(one)
    open('comment', one.wish.text)
  }
  const resting: Acting = {
    ...acting,
    undo: (one) => {
      acting.undo(one)
      rest()
    },
    again: (one) => {
      acting.again(one)
      rest()
    },
    forget: (one) => {
      acting.forget(one)
      rest()
    },
  }
  const opener = (which: FormName, words: string) => (
    <button
      type="button"
      className="button"
      aria-expanded={form === which}
      onClick={() => open(form === which ? undefined : which)}
    >
      {words}
    </button>
  )
  return (
    <section ref={section} tabIndex={-1} aria-label={t('Actions')} className="space-y-2">
      <div className="flex flex-wrap gap-2">
        {state !== 'closed' && (
          <>
            {acknowledgedBy == null && (
              <Act onClick={() => act('acknowledge')}>{t('Acknowledge')}</Act>
            )}
            {awaitsApproval.length > 0 && (
              <Act onClick={() => act('approve')}>
                {plural(
                  awaitsApproval.length,
                  'Approve tier 3 on {n} path',
                  'Approve tier 3 on {n} paths',
                )}
              </Act>
            )}
            {me.via === 'session' && assignee !== me.name && (
              <button type="button" className="button" onClick={() => assign(me.name)}>
                {t('Assign to me')}
              </button>
            )}
            {opener('assign', t('Assign…'))}
            {opener('silence', t('Silence…'))}
            {opener('comment', t('Comment…'))}
            {opener('close', t('Close…||an incident'))}
            <Link to="/test" search={testOf(incident)} className="button">
              {t('Test now')}
            </Link>
          </>
        )}
        {opener('snapshot', t('Share…||an incident as it is'))}
      </div>
      {form === 'snapshot' && (
        <Suspense fallback={null}>
          <SnapshotForm incident={incident.id} onDone={done} />
        </Suspense>
      )}
      {state !== 'closed' && form === 'assign' && (
        <AssignForm
          incident={acting.shown}
          busy={acting.busy('assign')}
          onAssign={assign}
          onCancel={done}
        />
      )}
      {state !== 'closed' && form === 'silence' && (
        <SilenceForm incident={incident} onDone={done} />
      )}
      {state !== 'closed' && form === 'comment' && (
        <CommentForm
          before={written}
          busy={acting.busy('comment')}
          onSend={(text) => act('comment', text)}
          onCancel={done}
        />
      )}
      {state !== 'closed' && form === 'close' && (
        <CloseForm busy={acting.busy('close')} onClose={() => act('close')} onCancel={done} />
      )}
      <Progress
        incident={incident}
        acting={resting}
        onRewrite={state === 'closed' || form === 'comment' ? undefined : rewrite}
      />
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
