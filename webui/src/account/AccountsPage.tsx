import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { AdminNav } from '../admin/AdminNav'
import type { Account, MadeAccount, MadeToken, Token } from '../api/accounts'
import { change, get } from '../api/client'
import type { Page } from '../api/types'
import { Confirm } from '../ui/Confirm'
import { ProblemCard } from '../ui/ProblemCard'
import { Ago, LocalTime, Skeleton } from '../ui/parts'
import { Field, valuesOf } from './fields'
import { useMay } from './me'
import { scopeOf, scopeText } from './scopes'

/** Who may sign in, and which programs have a token. */
export function AccountsPage() {
  const admin = useMay('admin')
  if (!admin) {
    return (
      <div className="card p-6">
        <h1 className="text-lg font-semibold">Accounts are for admins</h1>
        <p className="mt-1 text-muted">Ask one of them if you need more than you have.</p>
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

/** Told once: what was made for somebody. */
interface Told {
  what: string
  secret: string
}

function Secret({ told, onDone }: { told: Told | undefined; onDone: () => void }) {
  return (
    <div role="status" className="empty:sr-only">
      {told && (
        <div className="card border-accent p-3">
          <p className="font-medium">{told.what}. It is shown this once:</p>
          <p className="my-2 font-mono wrap-anywhere select-all">{told.secret}</p>
          <button type="button" className="button" onClick={onDone}>
            I have it
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

function Users() {
  const users = useQuery({
    queryKey: ['users'],
    queryFn: ({ signal }) => get<Page<Account>>('/users', {}, signal),
  })
  const { changing, told, forget } = useChange<MadeAccount | undefined>('users', (made) =>
    made?.password == null
      ? undefined
      : { what: `The password of ${made.account.name}`, secret: made.password },
  )
  const user = (name: string): string => `/users/${encodeURIComponent(name)}`
  const put = (name: string, body: unknown): void =>
    changing.mutate(() => change<MadeAccount>('PUT', user(name), body))
  return (
    <section aria-labelledby="users" className="space-y-3">
      <h2 id="users" className="font-semibold">
        People
      </h2>
      <Secret told={told} onDone={forget} />
      {changing.isError && <ProblemCard error={changing.error} />}
      <List query={users} head={['Name', 'Role', 'Sees', 'State', 'Since', '']}>
        {(account) => (
          <tr key={account.name} className="border-t border-line">
            <Cell>{account.name}</Cell>
            <Cell>{account.role}</Cell>
            <Cell>{scopeText(account.scope)}</Cell>
            <Cell>{stateOf(account)}</Cell>
            <Cell>
              <LocalTime at={account.createdAt} />
            </Cell>
            <Cell>
              <div className="flex flex-wrap gap-2">
                {!account.external && (
                  <Button
                    label={`New password for ${account.name}`}
                    onClick={() =>
                      changing.mutate(() => change('POST', `${user(account.name)}/password`))
                    }
                  >
                    New password
                  </Button>
                )}
                <Button
                  label={`${account.disabled ? 'Let in' : 'Lock out'} ${account.name}`}
                  onClick={() =>
                    put(account.name, {
                      role: account.role,
                      ...account.scope,
                      disabled: !account.disabled,
                    })
                  }
                >
                  {account.disabled ? 'Let in' : 'Lock out'}
                </Button>
                <Confirm
                  does="Remove"
                  what={account.name}
                  onSure={() => changing.mutate(() => change('DELETE', user(account.name)))}
                />
              </div>
            </Cell>
          </tr>
        )}
      </List>
      <Form
        title="Add or change somebody"
        submit="Save"
        onSubmit={({ name = '', role, scope = '' }) => put(name, { role, ...scopeOf(scope) })}
      />
    </section>
  )
}

function stateOf({ disabled, external, mustChangePassword }: Account): string {
  if (disabled) return 'locked out'
  if (external) return 'may sign in elsewhere'
  return mustChangePassword ? 'must change the password' : 'may sign in'
}

function Tokens() {
  const tokens = useQuery({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => get<Page<Token>>('/tokens', {}, signal),
  })
  const { changing, told, forget } = useChange<MadeToken | undefined>('tokens', (made) =>
    made ? { what: `The token ${made.token.name}`, secret: made.secret } : undefined,
  )
  return (
    <section aria-labelledby="tokens" className="space-y-3">
      <h2 id="tokens" className="font-semibold">
        Programs
      </h2>
      <Secret told={told} onDone={forget} />
      {changing.isError && <ProblemCard error={changing.error} />}
      <List query={tokens} head={['Token', 'Of', 'Role', 'Sees', 'Used', 'Until', '']}>
        {(token) => (
          <tr key={token.id} className="border-t border-line">
            <Cell>{token.name}</Cell>
            <Cell>{token.account ?? 'nobody'}</Cell>
            <Cell>{token.role}</Cell>
            <Cell>{scopeText(token.scope)}</Cell>
            <Cell>
              <Ago at={token.seenAt} />
            </Cell>
            <Cell>
              <LocalTime at={token.expiresAt} />
            </Cell>
            <Cell>
              <Confirm
                does="Remove"
                what={`the token ${token.name}`}
                onSure={() => changing.mutate(() => change('DELETE', `/tokens/${token.id}`))}
              />
            </Cell>
          </tr>
        )}
      </List>
      <Form
        title="Make a token"
        submit="Make it"
        onSubmit={({ name, role, scope = '' }) =>
          changing.mutate(() =>
            change<MadeToken>('POST', '/tokens', { name, role, ...scopeOf(scope) }),
          )
        }
      />
    </section>
  )
}

function List<T>(props: {
  query: { data: Page<T> | undefined; error: unknown; refetch: () => unknown }
  head: string[]
  children: (item: T) => ReactNode
}) {
  const { query, head, children } = props
  if (query.data === undefined) {
    return query.error ? (
      <ProblemCard error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton rows={2} />
    )
  }
  if (query.data.items.length === 0) return <p className="text-muted">None yet.</p>
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
                {title || <span className="sr-only">Actions</span>}
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
      <Field label="Name" name="name" autoComplete="off" />
      <label className="font-medium">
        Role
        <select
          name="role"
          className="mt-1 block h-9 rounded-md border border-edge bg-bg px-2 font-normal"
        >
          <option>viewer</option>
          <option>maintainer</option>
          <option>admin</option>
        </select>
      </label>
      <Field
        label="Sees only"
        name="scope"
        required={false}
        autoComplete="off"
        hint="Sites; tags of probes, such as: fra, ber; team=a"
      />
      <button type="submit" className="button mt-6 border-accent!">
        {props.submit}
      </button>
    </form>
  )
}
