import { useQuery } from '@tanstack/react-query'
import { AdminNav } from '../admin/AdminNav'
import type { Account, Token } from '../api/accounts'
import { get } from '../api/client'
import type { Page } from '../api/types'
import { t } from '../language/text'
import { Skeleton } from '../ui/parts'
import { Tokens } from './Tokens'
import { Users } from './Users'
import { useMay } from './me'

/** Who may sign in, and which programs have a token. */
export function AccountsPage() {
  const admin = useMay('admin')
  if (!admin) {
    return (
      <div className="card p-6">
        <h1 className="text-lg font-semibold">{t('Accounts are for admins')}</h1>
        <p className="mt-1 text-muted">{t('Ask one of them if you need more than you have.')}</p>
      </div>
    )
  }
  return (
    <>
      <AdminNav shown="accounts" />
      <Lists />
    </>
  )
}

/** Both at once: one that grew later would push the other away. */
function Lists() {
  const users = useQuery({
    queryKey: ['users'],
    queryFn: ({ signal }) => get<Page<Account>>('/users', {}, signal),
  })
  const tokens = useQuery({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => get<Page<Token>>('/tokens', {}, signal),
  })
  if (users.isPending || tokens.isPending) return <Skeleton rows={6} />
  return (
    <>
      <Users users={users} />
      <Tokens tokens={tokens} />
    </>
  )
}
