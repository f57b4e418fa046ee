import { Link } from '@tanstack/react-router'

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <div className="card p-6">
      <h1 className="text-lg font-semibold">There is no such page</h1>
      <p className="mt-1 text-muted">The address may be mistyped, or from another version.</p>
      <Link to="/" className="button mt-3">
        To all paths
      </Link>
    </div>
  )
}
