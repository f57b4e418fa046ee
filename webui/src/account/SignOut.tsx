import { useMutation } from '@tanstack/react-query'
import { change } from '../api/client'
import { ask } from './me'

/** Ends the session. */
export function SignOut() {
  const leave = useMutation({
    mutationFn: () => change<unknown>('POST', '/logout'),
    onSettled: ask,
  })
  return (
    <button
      type="button"
      className="button"
      disabled={leave.isPending}
      onClick={() => leave.mutate()}
    >
      Sign out
    </button>
  )
}
