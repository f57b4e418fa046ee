import { newKey } from './client'

/**
 * The key of what is asked for: the same for the same body until an answer came, so that a repetition
 * after an answer that was lost is not a second request.
 */
export class KeptKey {
  private newest: { text: string; key: string } | undefined

  of(body: unknown): string {
    const text = JSON.stringify(body)
    if (this.newest?.text !== text) this.newest = { text, key: newKey() }
    return this.newest.key
  }

  /** The server has it: what is asked for from now on is another request. */
  answered(): void {
    this.newest = undefined
  }
}
