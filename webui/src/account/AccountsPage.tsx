import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { AdminNav } from '../admin/AdminNav'
import type { Account, MadeAccount, MadeToken, Token } from '../api/accounts'
import { change, get } from '../api/client'
import type { Page } from '../api/types'
import { t } from '../language/text'
import { Confirm } from '../ui/Confirm'
import { ProblemCard } from '../ui/ProblemCard'
import { Ago, LocalTime, Skeleton } from '../ui/parts'
import { Field, valuesOf } from './fields'
import { useMay } from './me'
import { ROLE_NAMES } from './roles'
import { scopeOf, scopeText } from './scopes'

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

type Listed<T> = Pick<UseQueryResult<Page<T>>, 'data' | 'error' | 'refetch'>

/** Told once: what was made for somebody. */
interface Told {
  /** Of what the secret is, and that it is not told again. */
  words: string
  secret: string
}

function Secret({ told, onDone }: { told: Told | undefined; onDone: () => void }) {
  return (
    <div role="status" className="empty:sr-only">
      {told && (
        <div className="card border-accent p-3">
          <p className="font-medium">{told.words}</p>
          <p className="my-2 font-mono wrap-anywhere select-all">{told.secret}</p>
          <button type="button" className="button" onClick={onDone}>
            {t('I have it')}
          </button>
        </div>
      )}
    </div>
  )
}

/** A change of accounts or tokens: what it says once, and the list anew. */
function useChange<T>(list: string, tell: (made: T) => Told | undefined) {
  const queries = useQueryClient()
  const [told, setTold] = useState<Told>()
  const changing = useMutation({
    mutationFn: (work: () => Promise<T>) => work(),
    onSuccess: (made) => setTold(tell(made)),
    onSettled: () => queries.invalidateQueries({ queryKey: [list] }),
  })
  return { changing, told, forget: () => setTold(undefined) }
}

function Users({ users }: { users: Listed<Account> }) {
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
      <List
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
      </List>
      <Form
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

function Tokens({ tokens }: { tokens: Listed<Token> }) {
  const { changing, told, forget } = useChange<MadeToken | undefined>(
    'tokens',
    (made) =>
      made && {
        words: t('The token {name}. It is shown this once:', { name: made.token.name }),
        secret: made.secret,
      },
  )
  return (
    <section aria-labelledby="tokens" className="space-y-3">
      <h2 id="tokens" className="font-semibold">
        {t('Programs')}
      </h2>
      <Secret told={told} onDone={forget} />
      {changing.isError && <ProblemCard error={changing.error} />}
      <List
        query={tokens}
        head={[
          t('Token'),
          t('Of||whose token it is'),
          t('Role'),
          t('Sees||what an account or token may see'),
          t('Used||when a token was last used'),
          t('Until||when a token ends'),
          '',
        ]}
      >
        {(token) => (
          <tr key={token.id} className="border-t border-line">
            <Cell>{token.name}</Cell>
            <Cell>{token.account ?? t('nobody||whose token it is')}</Cell>
            <Cell>{t(ROLE_NAMES[token.role])}</Cell>
            <Cell>{scopeText(token.scope)}</Cell>
            <Cell>
              <Ago at={token.seenAt} />
            </Cell>
            <Cell>
              <LocalTime at={token.expiresAt} />
            </Cell>
            <Cell>
              <Confirm
                does={t('Remove')}
                what={t('the token {name}', { name: token.name })}
                onSure={() => changing.mutate(() => change('DELETE', `/tokens/${token.id}`))}
              />
            </Cell>
          </tr>
        )}
      </List>
      <Form
        title={t('Make a token')}
        submit={t('Make it')}
        onSubmit={({ name, role, scope = '' }) =>
          changing.mutate(() =>
            change<MadeToken>('POST', '/tokens', { name, role, ...scopeOf(scope) }),
          )
        }
      />
    </section>
  )
}

function List<T>(props: { query: Listed<T>; head: string[]; children: (item: T) => ReactNode }) {
  const { query, head, children } = props
  if (query.data === undefined) {
    return <ProblemCard error={query.error} onRetry={() => void query.refetch()} />
  }
  if (query.data.items.length === 0)
    return <p className="text-muted">{t('None yet.||accounts or tokens')}</p>
  return (
    // a region that scrolls takes the keyboard, too
    <div
      className="card relative overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label={head[0] ?? ''}
    >
      <table className="w-full text-left">
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className="px-3 py-2 font-medium text-muted">
                {title || <span className="sr-only">{t('Actions')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{query.data.items.map(children)}</tbody>
      </table>
    </div>
  )
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="px-3 py-2">{children}</td>
}

function Button(props: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="button" aria-label={props.label} onClick={props.onClick}>
      {props.children}
    </button>
  )
}

function Form(props: {
  title: string
  submit: string
  onSubmit: (values: Record<string, string>) => void
}) {
  return (
    <form
      aria-label={props.title}
      className="card flex flex-wrap items-start gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit(valuesOf(event.currentTarget))
      }}
    >
      <h3 className="basis-full font-medium">{props.title}</h3>
      <Field label={t('Name')} name="name" autoComplete="off" />
      <label className="font-medium">
        {t('Role')}
        <select
          name="role"
          className="mt-1 block h-9 rounded-md border border-edge bg-bg px-2 font-normal"
        >
          {Object.entries(ROLE_NAMES).map(([role, name]) => (
            <option key={role} value={role}>
              {t(name)}
            </option>
          ))}
        </select>
      </label>
      <Field
        label={t('Sees only')}
        name="scope"
        required={false}
        autoComplete="off"
        hint={t('Sites; tags of probes, such as: fra, ber; team=a')}
      />
      <button type="submit" className="button mt-7 border-accent!">
        {props.submit}
      </button>
    </form>
  )
}
