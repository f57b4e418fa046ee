import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '../account/me'
import { type Topic, type TopicEvent, useSchema, useTopics } from '../api/topics'
import { useRead } from '../app/search'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { FieldTable } from './FieldTable'
import { Documents, SchemaLink, Unknown } from './Parts'
import { ReadIt } from './ReadIt'
import { Samples } from './Samples'
import { topicSearch } from './search'
import { AUDIENCES, behindWords, keptWords, lagsOf, rateWords } from './words'

/** One topic: what is on it, how it flows, and how a program reads it. */
export function TopicPage() {
  const { topic: name } = useParams({ from: '/topics/$topic' })
  const topics = useTopics()
  const topic = topics.data?.items.find((one) => one.name === name)
  useEffect(() => {
    document.title = `${name} · WaddlePerf`
  }, [name])
  return (
    <>
      <nav aria-label={t('Place||where this page stands')}>
        <Link to="/topics" className="inline-flex min-h-6 items-center text-accent underline">
          {t('Topics')}
        </Link>
      </nav>
      <h1 className="font-mono text-lg font-semibold wrap-anywhere">{name}</h1>
      {topics.data && topics.isError && (
        <StaleNote error={topics.error} dataAt={topics.dataUpdatedAt} />
      )}
      {topic ? (
        <Shown topic={topic} unknown={topics.data?.unknown ?? null} />
      ) : topics.data ? (
        <div className="card p-6">
          <p className="font-semibold">{t('There is no topic of this name')}</p>
          <p className="mt-1 text-muted">{t('The list has all that there are.')}</p>
        </div>
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

function Shown({ topic, unknown }: { topic: Topic; unknown: string | null }) {
  const { accounts } = useMe()
  return (
    <>
      <p className="max-w-prose">{topic.description}</p>
      <p className="max-w-prose text-muted">
        <strong className="text-text">{t(AUDIENCES[topic.audience].word)}.</strong>{' '}
        {t(AUDIENCES[topic.audience].means)}
      </p>
      {unknown !== null && <Unknown reason={unknown} />}
      <div className="gap-4 max-xl:space-y-4 xl:grid xl:grid-cols-2">
        <Facts topic={topic} />
        {topic.audience === 'public' && <ReadIt topic={topic} accounts={accounts} />}
      </div>
      {topic.events.map((event) => (
        <Event key={event.type} topic={topic} event={event} />
      ))}
      {topic.audience === 'public' && <Documents />}
    </>
  )
}

function Facts({ topic }: { topic: Topic }) {
  const { key, partitions, recordsPerSecond, writers, readers, contentType } = topic
  const lags = lagsOf(topic)
  const rows: [string, React.ReactNode][] = [
    [t('Key||of a record'), key],
    [t('Partitions'), partitions ?? '–'],
    [t('Kept||how long a record stays'), keptWords(topic)],
    [t('Values'), contentType],
    [t('Records a second'), recordsPerSecond === null ? '–' : rateWords(recordsPerSecond)],
    [t('Written by'), writers.join(', ')],
    [t('Read by'), readers.join(', ') || t('programs of yours alone')],
  ]
  return (
    <section aria-label={t('Facts')} className="card p-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        {rows.map(([word, value]) => (
          <div key={word} className="contents">
            <dt className="text-muted">{word}</dt>
            <dd className="wrap-anywhere tabular-nums">{value}</dd>
          </div>
        ))}
        <dt className="text-muted">{t('Not read yet')}</dt>
        <dd>
          {lags === undefined || lags.length === 0 ? (
            '–'
          ) : (
            <ul>
              {lags.map((lag) => (
                <li key={lag.group} className={lag.late ? 'text-breaching' : ''}>
                  {lag.group}: {behindWords(lag)}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
    </section>
  )
}

/** What a value can be: its sample beside its fields. */
function Event({ topic, event }: { topic: Topic; event: TopicEvent }) {
  return (
    <section aria-label={event.type} className="space-y-3">
      <h2 className="font-semibold wrap-anywhere">
        <span className="text-muted">{t('Event')}</span> {event.type}
      </h2>
      {event.schema === null ? (
        <p className="text-muted">
          {t('Its values are {type}, which has no JSON Schema and no sample to read here.', {
            type: topic.contentType,
          })}
        </p>
      ) : (
        <div className="gap-4 max-xl:space-y-4 xl:grid xl:grid-cols-2">
          <Fields address={event.schema} />
          <Samples topic={topic} event={event} />
        </div>
      )}
    </section>
  )
}

function Fields({ address }: { address: string }) {
  const schema = useSchema(address)
  const { open = [] } = useRead(useSearch({ from: '/topics/$topic' }), topicSearch)
  const navigate = useNavigate({ from: '/topics/$topic' })
  if (schema.data === undefined) {
    return schema.isError ? (
      <ProblemCard error={schema.error} onRetry={() => void schema.refetch()} />
    ) : (
      <div className="card">
        <Skeleton rows={6} className="h-8" />
      </div>
    )
  }
  const turn = (key: string): void => {
    const next = open.includes(key) ? open.filter((one) => one !== key) : [...open, key]
    void navigate({
      search: next.length === 0 ? {} : { open: next },
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <div className="min-w-0 space-y-2">
      <FieldTable schema={schema.data} open={open} onTurn={turn} />
      <SchemaLink address={address} />
    </div>
  )
}
