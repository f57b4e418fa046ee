import { Link } from '@tanstack/react-router'
import { Suspense, lazy, useRef } from 'react'
import { useMay } from '../account/me'
import { t } from '../language/text'
import { SCREENS, type Screen } from './screens'

const OpenCount = lazy(() => import('../incidents/OpenCount'))

/**
 * Links to all screens. A wide window shows each; a narrow one what is watched, and a phone none, with
 * the rest in a menu.
 */
export function Screens() {
  const admin = useMay('admin')
  const menu = useRef<HTMLDivElement>(null)
  const screens = SCREENS.filter(({ right, within }) => !within && (admin || !right))
  return (
    <nav aria-label={t('Screens')} className="mr-auto flex min-w-0 items-center gap-1">
      {screens.map((screen) => (
        <ScreenLink
          key={screen.to}
          screen={screen}
          className={screen.arranged ? 'max-xl:hidden' : 'max-md:hidden'}
        />
      ))}
      <button type="button" className="button xl:hidden" popoverTarget="screens">
        <span className="md:hidden">{t('Menu')}</span>
        <span className="max-md:hidden">{t('More')}</span>
      </button>
      <div
        ref={menu}
        id="screens"
        popover="auto"
        className="card fixed top-12 right-auto bottom-auto left-3 m-0 w-48 p-1 text-text shadow-lg
          supports-[position-area:bottom]:inset-auto
          supports-[position-area:bottom]:[position-area:bottom_span-right] xl:hidden"
      >
        {screens.map((screen) => (
          <ScreenLink
            key={screen.to}
            screen={screen}
            onGo={() => menu.current?.hidePopover()}
            className={`min-h-11 w-full ${screen.arranged ? '' : 'md:hidden'}`}
          />
        ))}
      </div>
    </nav>
  )
}

function ScreenLink({
  screen: { name, to },
  className,
  onGo,
}: {
  screen: Screen
  className: string
  onGo?: () => void
}) {
  return (
    <Link
      to={to}
      onClick={onGo}
      className={`inline-flex h-8 items-center gap-1.5 rounded px-2 text-muted hover:text-text ${className}`}
      activeProps={{ className: 'text-text! font-medium' }}
      activeOptions={{ exact: to === '/', includeSearch: false }}
    >
      {t(name)}
      {to === '/incidents' && (
        // its room is there before it: the links beside it stay where they are
        <span className="min-w-5">
          <Suspense fallback={null}>
            <OpenCount />
          </Suspense>
        </span>
      )}
    </Link>
  )
}
