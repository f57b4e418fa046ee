import { t } from '../language/text'
import { useMe } from './me'
import { ROLE_NAMES } from './roles'
import { SignOut } from './SignOut'

/** Who has signed in, and the way out; nothing where nobody had to. */
export default function AccountMenu() {
  const me = useMe()
  if (me.via !== 'session') return null
  return (
    <span className="flex items-center gap-2">
      <span
        className="max-w-32 truncate text-muted max-sm:sr-only"
        title={`${me.name}: ${t(ROLE_NAMES[me.role])}`}
      >
        {me.name}
      </span>
      <SignOut />
    </span>
  )
}
