import { useNavigate } from '@tanstack/react-router'
import {
  type KeyboardEvent,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useMay } from '../account/me'
import { useFleet } from '../api/fleetQueries'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'
import { type Goal, goalsOf } from './goals'
import { turnShortcuts, useShortcutsOn } from './shortcuts'

/** Goes anywhere by a few letters of its name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const keys = useShortcutsOn()
  const goals = useGoals(useDeferredValue(q))
  const chosen = Math.min(at, goals.length - 1)
  const go = useGo(onClose)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    document.getElementById(`${list}${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, chosen])
  const pressed = (event: KeyboardEvent): void => {
    const { key } = event
    if (key === 'ArrowDown') setAt(Math.min(goals.length - 1, chosen + 1))
    else if (key === 'ArrowUp') setAt(Math.max(0, chosen - 1))
    else if (key === 'Enter' && goals[chosen]) go(goals[chosen])
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      aria-label={t('Go to')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      className="card mx-auto mt-[12vh] w-full max-w-xl overflow-hidden p-0 text-text
        backdrop:bg-black/50 max-sm:mt-2"
    >
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={goals[chosen] && `${list}${chosen}`}
        aria-label={t('Go to a screen or a path')}
        placeholder={t('Go to a screen or a path')}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={q}
        onChange={(event) => {
          setQ(event.target.value)
          setAt(0)
        }}
        onKeyDown={pressed}
        className="h-12 w-full border-b border-line bg-panel px-4 placeholder:text-muted"
      />
      <ul id={list} role="listbox" aria-label={t('Goals')} className="max-h-80 overflow-y-auto p-1">
        {goals.map((goal, i) => (
          <li
            key={goal.key}
            id={`${list}${i}`}
            role="option"
            aria-selected={i === chosen}
            onClick={() => go(goal)}
            className="flex min-h-9 cursor-pointer items-center gap-2 rounded px-3
              aria-selected:bg-raised aria-selected:outline aria-selected:outline-accent"
          >
            <Mark goal={goal} />
            <span className="min-w-0 truncate">{goal.name}</span>
            <span className="ml-auto shrink-0 text-muted">
              {goal.kind === 'shortcuts' ? t(keys ? 'they are on' : 'they are off') : goal.hint}
            </span>
          </li>
        ))}
      </ul>
      {goals.length === 0 && <p className="px-4 pb-4 text-muted">{t('Nothing is called so.')}</p>}
    </dialog>
  )
}

function Mark({ goal }: { goal: Goal }) {
  if (goal.kind === 'screen' || goal.kind === 'shortcuts') {
    return (
      <span aria-hidden="true" className="w-4 text-center text-muted">
        ›
      </span>
    )
  }
  return (
    <span className={STATE_TEXT[goal.state]}>
      <StateIcon state={goal.state} />
    </span>
  )
}

function useGoals(q: string): Goal[] {
  const admin = useMay('admin')
  const { data } = useFleet()
  return useMemo(() => goalsOf(data?.paths ?? [], q, admin), [data, q, admin])
}

function useGo(onClose: () => void): (goal: Goal) => void {
  const navigate = useNavigate()
  return (goal) => {
    onClose()
    switch (goal.kind) {
      case 'screen':
        return void navigate({ to: goal.to })
      case 'shortcuts':
        return turnShortcuts()
      case 'path': {
        const { probe, target } = goal
        return void navigate({ to: '/paths/$probe/$target', params: { probe, target } })
      }
      case 'test': {
        const { probe, target } = goal
        return void navigate({ to: '/test', search: { probe: [probe], target } })
      }
    }
  }
}
