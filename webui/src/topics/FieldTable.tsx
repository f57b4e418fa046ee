import { useMemo } from 'react'
import type { Schema } from '../api/topics'
import { t } from '../language/text'
import { Words } from './Parts'
import { type FieldLine, fieldLines } from './fields'

const CELL = 'px-3 py-1.5 align-top'

/** The fields of a record with what they mean; what has something inside opens. */
export function FieldTable(props: {
  schema: Schema
  open: readonly string[]
  onTurn: (key: string) => void
}) {
  const { schema, open, onTurn } = props
  const opened = useMemo(() => new Set(open), [open])
  const lines = useMemo(() => fieldLines(schema, opened), [schema, opened])
  return (
    <div
      className="card relative overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label={t('Fields of {what}', { what: schema.description ?? t('the record') })}
    >
      <table className="w-full text-left">
        <caption className="px-3 pt-2 text-left">
          <Words text={schema.description ?? ''} />
        </caption>
        <thead>
          <tr>
            {[t('Field'), t('Type and unit'), t('Meaning')].map((title) => (
              <th key={title} scope="col" className="px-3 py-2 font-medium text-muted">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} className="border-t border-line">
              <th scope="row" className={`${CELL} font-normal`}>
                <Name line={line} open={opened.has(line.key)} onTurn={onTurn} />
              </th>
              <td className={CELL}>
                {line.type}
                {line.unit !== undefined && (
                  <span className="whitespace-nowrap">, {line.unit}</span>
                )}
                {!line.always && !line.form && (
                  <span className="block text-muted">{t('may be absent')}</span>
                )}
              </td>
              <td className={`${CELL} min-w-44`}>
                <Words text={line.means} />
                {line.values.length > 0 && (
                  <span className="block text-muted">{line.values.join(', ')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Name(props: { line: FieldLine; open: boolean; onTurn: (key: string) => void }) {
  const { line, open, onTurn } = props
  const { key, name, depth, form, opens } = line
  const indent = { paddingLeft: `${depth * 1.25}rem` }
  const word = <span className={`font-mono ${form ? 'italic' : ''}`}>{name}</span>
  if (!opens) {
    return (
      <span className="flex min-h-6 items-center gap-2" style={indent}>
        <span aria-hidden="true" className="w-3" />
        {word}
      </span>
    )
  }
  return (
    <button
      type="button"
      aria-expanded={open}
      className="flex min-h-6 items-center gap-2 text-left hover:text-accent"
      style={indent}
      onClick={() => onTurn(key)}
    >
      <span aria-hidden="true" className="w-3 text-muted">
        {open ? '▾' : '▸'}
      </span>
      {word}
    </button>
  )
}
