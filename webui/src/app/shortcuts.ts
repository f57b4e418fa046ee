import { useSyncExternalStore } from 'react'

/**
 * Keys that do something by themselves, without Ctrl or Alt. Whoever speaks to their computer, or
 * rests a hand on it, can switch them off (WCAG 2.1.4); this browser remembers it.
 */
const KEY = 'waddleperf.shortcuts'
const OFF = 'off'
const watchers = new Set<() => void>()
let on = read()

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== OFF
  } catch {
    return true // no storage: they hold for this page
  }
}

/** Whether they do anything. */
export const shortcutsOn = (): boolean => on

/** Switches them off, or on again. */
export function turnShortcuts(): void {
  on = !on
  try {
    localStorage.setItem(KEY, on ? 'on' : OFF)
  } catch {
    // No storage: it holds for this page.
  }
  watchers.forEach((watcher) => watcher())
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether they do anything, as it changes. */
export const useShortcutsOn = (): boolean => useSyncExternalStore(watch, shortcutsOn)

/** Whether a key was meant as one: it is on, nobody types, and no other key is held with it. */
export function isShortcut(event: KeyboardEvent): boolean {
  return on && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)
}

function isTyping(target: EventTarget | null): boolean {
  return (
    (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type)) ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
}
