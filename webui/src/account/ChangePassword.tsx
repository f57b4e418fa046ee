import { useMutation } from '@tanstack/react-query'
import type { Me } from '../api/accounts'
import { Problem, change } from '../api/client'
import { t } from '../language/text'
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
        throw new Problem(t('The new passwords differ'), t('Type the same one twice.'), 0)
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
      <h1 className="text-lg font-semibold">{t('Choose a new password')}</h1>
      <p className="text-muted">
        {t('The password of {name} was made by somebody else. Choose one that only you know.', {
          name: me.name,
        })}
      </p>
      <input type="hidden" name="name" value={me.name} autoComplete="username" />
      <Field
        label={t('Password until now')}
        name="current"
        type="password"
        autoComplete="current-password"
        autoFocus
      />
      <Field
        label={t('New password')}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={SHORTEST}
        hint={t('{n} characters or more; some words in a row are easy to remember.', {
          n: SHORTEST,
        })}
      />
      <Field
        label={t('New password again')}
        name="again"
        type="password"
        autoComplete="new-password"
        minLength={SHORTEST}
      />
      <div className="flex gap-2">
        <button type="submit" className="button border-accent!" disabled={changing.isPending}>
          {t(changing.isPending ? 'Changing…' : 'Change password')}
        </button>
        <SignOut />
      </div>
      {changing.isError && <ProblemCard error={changing.error} />}
    </form>
  )
}
