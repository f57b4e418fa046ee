import { useMutation } from '@tanstack/react-query'
import type { Me } from '../api/accounts'
import { Problem, change } from '../api/client'
import { ProblemCard } from '../ui/ProblemCard'
import { Field, valuesOf } from './fields'
import { become } from './me'
import { SignOut } from './SignOut'

const SHORTEST = 12

/** Asks for a password that nobody else knows, before anything is shown. */
export default function ChangePassword({ me }: { me: Me }) {
  const changing = useMutation({
    mutationFn: ({ current, password, again }: Record<string, string>) => {
      if (password !== again) {
        throw new Problem('The new passwords differ', 'Type the same one twice.', 0)
      }
      return change<Me>('PUT', '/me/password', { current, password })
    },
    onSuccess: become,
  })
  return (
    <form
      className="card space-y-4 p-5"
      onSubmit={(event) => {
        event.preventDefault()
        changing.mutate(valuesOf(event.currentTarget))
      }}
    >
      <h1 className="text-lg font-semibold">Choose a new password</h1>
      <p className="text-muted">
        The password of {me.name} was made by somebody else. Choose one that only you know.
      </p>
      <input type="hidden" name="name" value={me.name} autoComplete="username" />
      <Field
        label="Password until now"
        name="current"
        type="password"
        autoComplete="current-password"
        autoFocus
      />
      <Field
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={SHORTEST}
        hint={`${SHORTEST} characters or more; some words in a row are easy to remember.`}
      />
      <Field
        label="New password again"
        name="again"
        type="password"
        autoComplete="new-password"
        minLength={SHORTEST}
      />
      <div className="flex gap-2">
        <button type="submit" className="button border-accent!" disabled={changing.isPending}>
          {changing.isPending ? 'Changing…' : 'Change password'}
        </button>
        <SignOut />
      </div>
      {changing.isError && <ProblemCard error={changing.error} />}
    </form>
  )
}
