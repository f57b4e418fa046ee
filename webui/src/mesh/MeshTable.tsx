import { useState } from 'react'
import { metricValue, metricWord } from '../format/words'
import { PathLink } from '../incidents/Marks'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { LocalTime } from '../ui/parts'
import type { Cell } from './matrix'

const FEW = 200

/** The matrix as a list, the worst first. */
export function MeshTable(props: {
  cells: Cell[]
  metric: string
  backOf: (cell: Cell) => Cell | undefined
}) {
  const { cells, metric, backOf } = props
  const [all, setAll] = useState(false)
  const shown = all ? cells : cells.slice(0, FEW)
  const value = (cell: Cell | undefined): string => {
    if (cell === undefined) return '–'
    return cell.value === null ? t('no answer') : metricValue(metric, cell.value)
  }
  const heads = [
    t('Path'),
    t('Site'),
    metricWord(metric),
    t('Back||the way back'),
    t('Check'),
    t('When'),
  ]
  return (
    <div
      className="overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label={t('Paths, the worst first')}
    >
      <table className="w-full border-collapse text-left tabular-nums">
        <thead className="text-muted">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-medium first-letter:uppercase">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((cell) => (
            <tr key={`${cell.probe} ${cell.target}`} className="border-t border-line">
              <th scope="row" className="px-2 py-1 font-normal">
                <PathLink path={cell} />
              </th>
              <td className="px-2 text-muted">{cell.site}</td>
              <td className={`px-2 whitespace-nowrap ${cell.value === null ? 'text-failing' : ''}`}>
                {value(cell)}
              </td>
              <td className="px-2 whitespace-nowrap">{value(backOf(cell))}</td>
              <td className="px-2 text-muted">{cell.check}</td>
              <td className="px-2 whitespace-nowrap text-muted">
                <LocalTime at={new Date(cell.atMs).toISOString()} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {cells.length > shown.length && (
        <button type="button" className="button mt-2" onClick={() => setAll(true)}>
          {plural(cells.length - shown.length, 'Show {n} more path', 'Show {n} more paths')}
        </button>
      )}
    </div>
  )
}
