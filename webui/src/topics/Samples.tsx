import { useEffect, useState } from 'react'
import type { Topic, TopicEvent } from '../api/topics'
import { throttle } from '../api/throttle'
import { live, useConnection } from '../app/live'
import { t } from '../language/text'
import { Copy } from '../ui/Copy'
import { recordText } from './words'

/** The topics whose records the page's stream brings as they are there. */
const STREAMED: Record<string, 'result' | 'escalation'> = {
  'io.waddleperf.result.v1': 'result',
  'io.waddleperf.escalation.v1': 'escalation',
}

/** Thousands may come in a second; nobody reads more than one. */
const EVERY_MS = 1_000

/** A record to look at: the newest that came, where they come here, and a made-up one. */
export function Samples({ topic, event }: { topic: Topic; event: TopicEvent }) {
  const kind = STREAMED[event.type]
  return (
    <div className="min-w-0 space-y-3">
      {kind && <Newest kind={kind} />}
      {event.sample !== null ? (
        <Sample
          heading={t('Made up')}
          label={t('Made up, as JSON')}
          text={recordText(event.sample)}
        >
          {t('Every field has the form that it has in a real record.')}
        </Sample>
      ) : (
        <p className="card p-3 text-muted">
          {t(
            topic.audience === 'secret'
              ? 'Of what is secret no sample is shown, not even a made-up one.'
              : 'There is no sample of it.',
          )}
        </p>
      )}
    </div>
  )
}

/** The newest record that came while the page is open; it holds still when somebody wants to read it. */
function Newest({ kind }: { kind: 'result' | 'escalation' }) {
  const [newest, setNewest] = useState<string>()
  const [held, setHeld] = useState(false)
  const isLive = useConnection() === 'live'
  useEffect(() => {
    if (held) return
    let came: unknown
    const { call, cancel } = throttle(() => setNewest(recordText(came)), EVERY_MS, EVERY_MS)
    const leave = live.events((event) => {
      if (event?.kind !== kind) return
      came = event.value
      call()
    })
    return () => {
      leave()
      cancel()
    }
  }, [kind, held])
  if (newest === undefined) {
    return (
      <p role="status" className="card p-3 text-muted">
        {t(
          isLive
            ? 'The newest record appears here as soon as one comes that you may see.'
            : 'The stream is interrupted: the newest record appears here when it is back.',
        )}
      </p>
    )
  }
  return (
    <Sample
      heading={t('The newest that came')}
      label={t('The newest that came, as JSON')}
      text={newest}
    >
      <button type="button" className="button" aria-pressed={held} onClick={() => setHeld(!held)}>
        {t('Hold still')}
      </button>{' '}
      {t('Of those that you may see; a reading account sees all sites.')}
    </Sample>
  )
}

function Sample(props: {
  heading: string
  label: string
  text: string
  children: React.ReactNode
}) {
  const { heading, label, text, children } = props
  return (
    <div className="card min-w-0 p-3">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="mr-auto font-semibold">{heading}</h3>
        <Copy text={text} what={t('the record')} />
      </div>
      <p className="my-2 text-muted">{children}</p>
      <pre
        className="max-h-96 overflow-auto rounded bg-raised px-3 py-2 font-mono text-xs"
        tabIndex={0}
        aria-label={label}
      >
        {text}
      </pre>
    </div>
  )
}
