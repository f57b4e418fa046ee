import { AdminNav } from '../admin/AdminNav'
import { t } from '../language/text'
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
      <Users />
      <Tokens />
    </>
  )
}
