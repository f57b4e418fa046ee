import { useEffect } from 'react'
import { type Topic, type TopicList, useTopics } from '../api/topics'
import { useSearchState } from '../app/search'
import { useListKeys } from '../fleet/keys'
import { count } from '../format/numbers'
import { t } from '../language/text'
import { ListFilter } from '../ui/ListFilter'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { Documents, Unknown } from './Parts'
import { TopicTable } from './TopicTable'
import { matching, topicsSearch } from './search'
import { AUDIENCES } from './words'

/** What there is to read in Kafka: every topic, how it flows, and who reads it. */
export function TopicsPage() {
  const topics = useTopics()
  useListKeys()
  useEffect(() => {
    document.title = `${t('Topics')} · WaddlePerf`
  }, [])
  return (
    <>
      <h1 className="text-lg font-semibold">{t('Topics')}</h1>
      <p className="max-w-prose text-muted">
        {t(
          'Every result, decision and incident is a record on a topic of Kafka. Choose one to see its fields, a sample, and how a program of yours follows it.',
        )}
      </p>
      <Documents />
      {topics.data && topics.isError && (
        <StaleNote error={topics.error} dataAt={topics.dataUpdatedAt} />
      )}
      {topics.data ? (
        <Shown list={topics.data} />
      ) : topics.isError ? (
        <ProblemCard error={topics.error} onRetry={() => void topics.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={8} />
        </div>
      )}
    </>
  )
}

function Shown({ list: { items, unknown } }: { list: TopicList }) {
  const [{ q = '' }, change] = useSearchState(topicsSearch)
  const find = (words: string): void => change({ q: words })
  const found = matching(items, q)
  const audiences = Object.keys(AUDIENCES) as Topic['audience'][]
  return (
    <>
      {unknown !== null && <Unknown reason={unknown} />}
      <div className="flex flex-wrap items-center gap-3">
        <ListFilter
          label={t('Filter by name, words, key, reader or writer')}
          hint={t('Filter: name, reader, key')}
          q={q}
          onChange={find}
        />
        <p role="status" className="text-muted">
          {t('{shown} of {all} topics', { shown: count(found.length), all: count(items.length) })}
        </p>
      </div>
      {found.length === 0 && (
        <div className="card p-6">
          <p className="font-semibold">{t('No topic matches this filter.')}</p>
          <button type="button" className="button mt-3" onClick={() => find('')}>
            {t('Show all topics')}
          </button>
        </div>
      )}
      {audiences.map((audience) => (
        <TopicTable
          key={audience}
          audience={audience}
          topics={found.filter((topic) => topic.audience === audience)}
        />
      ))}
    </>
  )
}
