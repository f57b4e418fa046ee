import type { Role } from '../api/accounts'
import { type Message, msg } from '../language/text'

/** What roles are called, the least first. */
export const ROLE_NAMES: Record<Role, Message> = {
  viewer: msg('viewer||role'),
  maintainer: msg('maintainer||role'),
  admin: msg('admin||role'),
}
