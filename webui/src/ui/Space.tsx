/** In place of the rows of a long table that are not there. */
export function Space({ px, columns }: { px: number; columns: number }) {
  if (px === 0) return null
  return (
    <tr aria-hidden="true" className="max-md:block">
      <td colSpan={columns} className="max-md:block" style={{ height: px, padding: 0 }} />
    </tr>
  )
}
