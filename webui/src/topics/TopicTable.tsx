import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Topic } from '../api/topics'
import { ROW_LINK } from '../fleet/keys'
import { type Message, msg, t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { AUDIENCES, behindWords, keptWords, lagsOf, rateWords } from './words'

const HEAD: [word: Message, className: string, means?: Message][] = [
  [msg('Topic'), 'min-w-56'],
  [
    msg('Records a second'),
    'w-36 text-right!',
    msg('Over the last minute; marks of transactions count, too'),
  ],
  [msg('Not read yet'), 'w-56 min-w-44', msg('By the group of readers that is furthest behind')],
  [msg('Read by'), 'w-52', msg("WaddlePerf's own parts; groups of other programs are not shown")],
  [msg('Kept||how long a record stays'), 'w-36'],
]

/** The topics that are for somebody, with how they flow. */
export function TopicTable(props: { audience: Topic['audience']; topics: Topic[] }) {
  const { audience, topics } = props
  const heading = useId()
  const { word, means } = AUDIENCES[audience]
  if (topics.length === 0) return null
  return (
    <section aria-labelledby={heading} className="space-y-2">
      <h2 id={heading} className="font-semibold">
        {t(word)}
      </h2>
      <p className="text-muted">{t(means)}</p>
      {/* a region that scrolls takes the keyboard, too; what only readers hear must stay within it */}
      <div
        className="card relative overflow-x-auto"
        tabIndex={0}
        role="group"
        aria-label={t('Topics: {audience}', { audience: t(word) })}
      >
        <table className="w-full text-left">
          <thead>
            <tr>
              {HEAD.map(([title, className, means]) => (
                <th
                  key={className}
                  scope="col"
                  title={means && t(means)}
                  className={`px-3 py-2 font-medium text-muted ${className}`}
                >
                  {t(title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {topics.map((topic) => (
              <Row key={topic.name} topic={topic} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const CELL = 'px-3 py-2 align-top'

function Row({ topic }: { topic: Topic }) {
  const { name, description, recordsPerSecond, readers } = topic
  return (
    <tr className="relative border-t border-line hover:bg-raised has-[a:focus-visible]:bg-raised">
      <th scope="row" className={`${CELL} font-normal`}>
        <Link
          to="/topics/$topic"
          params={{ topic: name }}
          className="inline-flex min-h-6 items-center font-mono font-medium whitespace-nowrap
            after:absolute after:inset-0"
          {...{ [ROW_LINK]: '' }}
        >
          {name}
        </Link>
        <span className="block min-w-56 text-muted">{description}</span>
      </th>
      <td className={`${CELL} text-right tabular-nums`}>
        {recordsPerSecond === null ? NONE : rateWords(recordsPerSecond)}
      </td>
      <td className={CELL}>
        <Furthest topic={topic} />
      </td>
      <td className={CELL}>
        {readers.length === 0 ? <span className="text-muted">{t('programs of yours')}</span> : null}
        {readers.map((reader) => (
          <span key={reader} className="block whitespace-nowrap">
            {reader}
          </span>
        ))}
      </td>
      <td className={CELL}>{keptWords(topic)}</td>
    </tr>
  )
}

const NONE = <span className="text-muted">–</span>

/** The group that is furthest behind; a reader without a group notes no place. */
function Furthest({ topic }: { topic: Topic }) {
  const [lag, ...others] = lagsOf(topic) ?? []
  if (lag === undefined) return NONE
  if (lag.records === 0) return <span className="text-muted">{t('all is read')}</span>
  return (
    <span className={lag.late ? 'text-breaching' : ''}>
      {lag.late && (
        <span className="mr-1.5 inline-block align-text-bottom">
          <StateIcon state="breaching" />
        </span>
      )}
      <span className="tabular-nums">{behindWords(lag)}</span>
      <span className="block text-muted">
        {others.length > 0
          ? t('{group} and {n} more', { group: lag.group, n: others.length })
          : lag.group}
      </span>
    </span>
  )
}
