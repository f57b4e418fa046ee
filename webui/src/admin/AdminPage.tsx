import { useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useEffect } from 'react'
import { useMay } from '../account/me'
import { useRead } from '../app/search'
import { type Message, msg, t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { Skeleton } from '../ui/parts'
import { AdminNav } from './AdminNav'
import { type View, adminSearch } from './search'

const VIEWS = {
  system: lazy(() => import('../system/SystemView')),
  channels: lazy(() => import('../channels/ChannelsView')),
  audit: lazy(() => import('../audit/AuditView')),
  retention: lazy(() => import('../system/RetentionView')),
  licence: lazy(() => import('../system/LicenseView')),
}

const TITLES: Record<View, Message> = {
  system: msg('System health'),
  channels: msg('Channels'),
  audit: msg('Audit'),
  retention: msg('Retention'),
  licence: msg('Licence'),
}

/** What an admin looks after, a view at a time. */
export function AdminPage() {
  const { view = 'system' } = useRead(useSearch({ from: '/admin' }), adminSearch)
  const admin = useMay('admin')
  const Shown = VIEWS[view]
  useEffect(() => {
    document.title = `${t(TITLES[view])} · ${t('Admin')} · WaddlePerf`
  }, [view])
  if (!admin) return <OnlyAdmins />
  return (
    <>
      <AdminNav shown={view} />
      <Suspense
        fallback={
          <div className="card">
            <Skeleton rows={4} />
          </div>
        }
      >
        <Shown />
      </Suspense>
    </>
  )
}

function OnlyAdmins() {
  return (
    <div role="alert" className="card p-6">
      <h1 className="flex items-center gap-2 text-base font-semibold">
        <StateIcon state="withheld" />
        {t('This is for admins')}
      </h1>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          'How the system is, whom incidents are told and who changed what: your account may not see it. Ask an admin for the role, or sign in as somebody else.',
        )}
      </p>
    </div>
  )
}
