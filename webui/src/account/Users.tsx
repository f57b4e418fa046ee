import type { ReactNode } from 'react'
import type { Account, MadeAccount } from '../api/accounts'
import { change } from '../api/client'
import { t } from '../language/text'
import { Confirm } from '../ui/Confirm'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime } from '../ui/parts'
import { Cell, GrantList, type Listed } from './GrantList'
import { GrantForm } from './GrantForm'
import { Secret } from './Secret'
import { ROLE_NAMES } from './roles'
import { scopeOf, scopeText } from './scopes'
import { useChange } from './telling'

/** Who may sign in. */
export function Users({ users }: { users: Listed<Account> }) {
  const { changing, told, forget } = useChange<MadeAccount | undefined>('users', (made) =>
    made?.password == null
      ? undefined
      : {
          words: t('The password of {name}. It is shown this once:', { name: made.account.name }),
          secret: made.password,
        },
  )
  const user = (name: string): string => `/users/${encodeURIComponent(name)}`
  const put = (name: string, body: unknown): void =>
    changing.mutate(() => change<MadeAccount>('PUT', user(name), body))
  return (
    <section aria-labelledby="users" className="space-y-3">
      <h2 id="users" className="font-semibold">
        {t('People')}
      </h2>
      <Secret told={told} onDone={forget} />
      {changing.isError && <ProblemCard error={changing.error} />}
      <GrantList
        query={users}
        head={[
          t('Name'),
          t('Role'),
          t('Sees||what an account or token may see'),
          t('State'),
          t('Since||when an account was made'),
          '',
        ]}
      >
        {(account) => (
          <tr key={account.name} className="border-t border-line">
            <Cell>{account.name}</Cell>
            <Cell>{t(ROLE_NAMES[account.role])}</Cell>
            <Cell>{scopeText(account.scope)}</Cell>
            <Cell>{stateOf(account)}</Cell>
            <Cell>
              <LocalTime at={account.createdAt} />
            </Cell>
            <Cell>
              <div className="flex flex-wrap gap-2">
                {!account.external && (
                  <Button
                    label={t('New password for {name}', { name: account.name })}
                    onClick={() =>
                      changing.mutate(() => change('POST', `${user(account.name)}/password`))
                    }
                  >
                    {t('New password')}
                  </Button>
                )}
                <Button
                  label={t(account.disabled ? 'Let in {name}' : 'Lock out {name}', {
                    name: account.name,
                  })}
                  onClick={() =>
                    put(account.name, {
                      role: account.role,
                      ...account.scope,
                      disabled: !account.disabled,
                    })
                  }
                >
                  {t(account.disabled ? 'Let in' : 'Lock out')}
                </Button>
                <Confirm
                  does={t('Remove')}
                  what={account.name}
                  onSure={() => changing.mutate(() => change('DELETE', user(account.name)))}
                />
              </div>
            </Cell>
          </tr>
        )}
      </GrantList>
      <GrantForm
        title={t('Add or change somebody')}
        submit={t('Save')}
        onSubmit={({ name = '', role, scope = '' }) => put(name, { role, ...scopeOf(scope) })}
      />
    </section>
  )
}

function stateOf({ disabled, external, mustChangePassword }: Account): string {
  if (disabled) return t('locked out')
  if (external) return t('may sign in elsewhere')
  return t(mustChangePassword ? 'must change the password' : 'may sign in')
}

function Button(props: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="button" aria-label={props.label} onClick={props.onClick}>
      {props.children}
    </button>
  )
}
