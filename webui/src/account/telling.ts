import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Told once: what was made for somebody. */
export interface Told {
  /** Of what the secret is, and that it is not told again. */
  words: string
  secret: string
}

/** A change of accounts or tokens: what it says once, and the list anew. */
export function useChange<T>(list: string, tell: (made: T) => Told | undefined) {
  const queries = useQueryClient()
  const [told, setTold] = useState<Told>()
  const changing = useMutation({
    mutationFn: (work: () => Promise<T>) => work(),
    onSuccess: (made) => setTold(tell(made)),
    onSettled: () => queries.invalidateQueries({ queryKey: [list] }),
  })
  return { changing, told, forget: () => setTold(undefined) }
}
