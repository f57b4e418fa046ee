import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Me, SignInMethods } from '../api/accounts'
import { change, get } from '../api/client'
import { type Message, msg, t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Field, valuesOf } from './fields'
import { become } from './me'

/** Asks for name and password. */
export default function SignIn() {
  const refusal = refusalOf(location.search)
  const signIn = useMutation({
    mutationFn: ({ name, password }: Record<string, string>) =>
      change<Me>('POST', '/login', { name, password }),
    onSuccess: (me) => {
      if (refusal !== undefined) history.replaceState(history.state, '', '/')
      become(me)
    },
  })
  return (
    <form
      className="card space-y-4 p-5"
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate(valuesOf(event.currentTarget))
      }}
    >
      <h1 className="flex items-center gap-2 text-lg font-semibold">
        <img src="/favicon.svg" alt="" width="24" height="24" />
        {t('Sign in to WaddlePerf')}
      </h1>
      <Field label={t('Name')} name="name" autoComplete="username" autoFocus />
      <Field
        label={t('Password')}
        name="password"
        type="password"
        autoComplete="current-password"
      />
      <button type="submit" className="button border-accent! w-full" disabled={signIn.isPending}>
        {t(signIn.isPending ? 'Signing in…' : 'Sign in')}
      </button>
      {signIn.isError && <ProblemCard error={signIn.error} />}
      <Elsewhere to={refusal === undefined ? location.pathname + location.search : '/'} />
      {refusal !== undefined && (
        <p role="alert" className="text-muted">
          {refusal}
        </p>
      )}
    </form>
  )
}

/** The way by a provider, where there is one. No query of the cache: that is emptied for whoever is a stranger. */
function Elsewhere({ to }: { to: string }) {
  const [methods, setMethods] = useState<SignInMethods>()
  useEffect(() => {
    const asking = new AbortController()
    get<SignInMethods>('/sign-in-methods', {}, asking.signal).then(setMethods, () => undefined)
    return () => asking.abort()
  }, [])
  const provider = methods?.provider
  if (provider == null) return null
  return (
    <a
      className="button flex w-full justify-center"
      href={`${provider.url}?to=${encodeURIComponent(to)}`}
    >
      {t('Sign in with {provider}', { provider: provider.name })}
    </a>
  )
}

const REFUSALS: Record<string, Message> = {
  'no-role': msg('You are known there, and have no role here. Ask an admin of WaddlePerf.'),
  'locked-out': msg('Your account is locked out. Ask an admin of WaddlePerf.'),
  away: msg('The sign-in there does not answer at the moment. Try again in a minute.'),
}

/** Why the way by a provider ended here, as the server says it in the address. */
function refusalOf(search: string): string | undefined {
  const word = new URLSearchParams(search).get('sign-in')
  if (word === null) return undefined
  return t(REFUSALS[word] ?? 'Signing in there did not work. Try again.')
}
