import { useMutation } from '@tanstack/react-query'
import { change } from '../api/client'
import { t } from '../language/text'
import { ask } from './me'

/** Ends the session. */
export function SignOut() {
  const leave = useMutation({
    mutationFn: () => change<{ continueAt: string } | undefined>('POST', '/logout'),
    // whoever came from a provider goes on to it, or they would be back with one click
    onSettled: (left) => (left ? location.assign(left.continueAt) : void ask()),
  })
  return (
    <button
      type="button"
      className="button"
      disabled={leave.isPending}
      onClick={() => leave.mutate()}
    >
      {t('Sign out')}
    </button>
  )
}
