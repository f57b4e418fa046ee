import { Link, Outlet, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import { msg, t } from '../language/text'
import { Screens } from './Screens'
import { demoBar } from './first'
import { useConnection } from './live'
import { nextTheme, useTheme } from './theme'
import { isWall } from './wall'

/** What surrounds every screen. */
export function Shell() {
  const onWall = useSearch({ strict: false, select: ({ kiosk }) => isWall(kiosk) })
  if (onWall) {
    return (
      <main id="main">
        <Outlet />
      </main>
    )
  }
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:bg-panel focus:p-2"
      >
        {t('To the content')}
      </a>
      <header className="sticky top-0 z-10 border-b border-line bg-bg print:hidden">
        <div className="mx-auto flex h-12 max-w-[1500px] items-center gap-2 px-3 sm:gap-4 sm:px-5">
          <Link to="/" className="flex min-h-6 items-center gap-2 text-base font-semibold">
            <img src="/favicon.svg" alt="" width="22" height="22" className="shrink-0" />
            <span className="max-sm:sr-only">WaddlePerf</span>
          </Link>
          <Screens />
          <ConnectionState />
          <ThemeButton />
          {/* as wide as the button that comes: what is beside it stays where it is */}
          <Suspense fallback={<span className="w-11" />}>
            <LanguageMenu />
            <AccountMenu />
          </Suspense>
        </div>
      </header>
      {demoBar()}
      <Suspense fallback={null}>
        <FailedWishes />
      </Suspense>
      <GoTo />
      <main id="main" className="mx-auto max-w-[1500px] space-y-4 p-3 sm:p-5">
        <Outlet />
      </main>
    </>
  )
}

const AccountMenu = lazy(() => import('../account/AccountMenu'))
const FailedWishes = lazy(() => import('../incidents/FailedWishes'))
const LanguageMenu = lazy(() => import('../language/LanguageMenu'))
const Palette = lazy(() => import('./Palette'))

/** `Ctrl-K` (or `Cmd-K`) opens the palette. */
function GoTo() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <Palette onClose={() => setOpen(false)} />
    </Suspense>
  )
}

const CONNECTIONS = {
  live: { word: msg('Live'), dot: 'bg-healthy', means: msg('New results appear as they arrive.') },
  connecting: {
    word: msg('Connecting…'),
    dot: 'border border-edge',
    means: msg('Waiting for the stream.'),
  },
  reconnecting: {
    word: msg('Reconnecting…'),
    dot: 'bg-breaching',
    means: msg('The stream is interrupted; meanwhile the page asks every 10 s.'),
  },
}

function ConnectionState() {
  const connection = useConnection()
  const { word, dot, means } = CONNECTIONS[connection]
  return (
    <span role="status" className="flex min-w-0 items-center gap-1.5" title={t(means)}>
      <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${dot}`} />
      <span className={`truncate ${connection === 'live' ? 'max-sm:sr-only' : ''}`}>{t(word)}</span>
    </span>
  )
}

const THEMES = { system: msg('Theme: auto'), dark: msg('Theme: dark'), light: msg('Theme: light') }

function ThemeButton() {
  const theme = useTheme()
  return (
    <button
      type="button"
      className="button"
      onClick={nextTheme}
      title={t('As the system, dark, or light')}
    >
      <span aria-hidden="true" className="2xl:hidden">
        ◐
      </span>
      <span className="max-2xl:sr-only">{t(THEMES[theme])}</span>
    </button>
  )
}
