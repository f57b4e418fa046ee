import { useMutation } from '@tanstack/react-query'
import type { Me } from '../api/accounts'
import { change } from '../api/client'
import { ProblemCard } from '../ui/parts'
import { Field, valuesOf } from './fields'
import { become } from './me'

/** Asks for name and password. */
export default function SignIn() {
  const signIn = useMutation({
    mutationFn: ({ name, password }: Record<string, string>) =>
      change<Me>('POST', '/login', { name, password }),
    onSuccess: become,
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
        Sign in to WaddlePerf
      </h1>
      <Field label="Name" name="name" autoComplete="username" autoFocus />
      <Field label="Password" name="password" type="password" autoComplete="current-password" />
      <button type="submit" className="button border-accent! w-full" disabled={signIn.isPending}>
        {signIn.isPending ? 'Signing in…' : 'Sign in'}
      </button>
      {signIn.isError && <ProblemCard error={signIn.error} />}
    </form>
  )
}
