import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type Topic, type TopicList, useTopics } from '../api/topics'
import { useRead } from '../app/search'
import { FILTER_ID, useListKeys } from '../fleet/keys'
import { count } from '../format/numbers'
import { ProblemCard, Skeleton, StaleNote } from '../ui/parts'
import { Documents, Unknown } from './Parts'
import { TopicTable } from './TopicTable'
import { matching, topicsSearch } from './search'
import { AUDIENCES } from './words'

/** What there is to read in Kafka: every topic, how it flows, and who reads it. */
export function TopicsPage() {
  const topics = useTopics()
  useListKeys()
  useEffect(() => {
    document.title = 'Topics · WaddlePerf'
  }, [])
  return (
    <>
      <h1 className="text-lg font-semibold">Topics</h1>
      <p className="max-w-prose text-muted">
        Every result, decision and incident is a record on a topic of Kafka. Choose one to see its
        fields, a sample, and how a program of yours follows it.
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
  const { q = '' } = useRead(useSearch({ from: '/topics' }), topicsSearch)
  const navigate = useNavigate({ from: '/topics' })
  const find = (words: string): void =>
    void navigate({ search: words === '' ? {} : { q: words }, replace: true, resetScroll: false })
  const found = matching(items, q)
  const audiences = Object.keys(AUDIENCES) as Topic['audience'][]
  return (
    <>
      {unknown !== null && <Unknown reason={unknown} />}
      <div className="flex flex-wrap items-center gap-3">
        <label className="sr-only" htmlFor={FILTER_ID}>
          Filter by name, words, key, reader or writer
        </label>
        <input
          id={FILTER_ID}
          type="search"
          value={q}
          placeholder="Filter: name, reader, key"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => find(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            find('')
            event.currentTarget.blur()
          }}
          className="h-8 w-full rounded-md border border-edge bg-panel px-2.5 placeholder:text-muted
            sm:max-w-md"
        />
        <p role="status" className="text-muted">
          {count(found.length)} of {count(items.length)} topics
        </p>
      </div>
      {found.length === 0 && (
        <div className="card p-6">
          <p className="font-semibold">No topic matches this filter.</p>
          <button type="button" className="button mt-3" onClick={() => find('')}>
            Show all topics
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
