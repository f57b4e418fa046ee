import { useMutation } from '@tanstack/react-query'
import { type ChannelTest, isOver, sendTest, useChannelTest } from '../api/channels'
import type { Channel } from '../api/configuration'
import { useNow } from '../app/clock'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Badge } from '../incidents/Marks'
import { testWords } from './sent'

/** Sends a test by a channel, and says what the receiver answered. */
export function SendTest({ channel }: { channel: Channel }) {
  const sending = useMutation({ mutationFn: () => sendTest(channel.id) })
  const asked = useChannelTest(sending.data)
  const test = asked.data ?? sending.data
  const error = sending.error ?? asked.error
  return (
    <section aria-labelledby="test" className="card space-y-2 p-3">
      <h3 id="test" className="font-semibold">
        {t('A test')}
      </h3>
      <p className="text-muted">
        {t(
          channel.enabled
            ? 'One message by the way that incidents take.'
            : 'One message by the way that incidents take, also while the channel is switched off.',
        )}
      </p>
      <button
        type="button"
        className="button border-accent!"
        disabled={sending.isPending || (test !== undefined && !isOver(test))}
        onClick={() => sending.mutate()}
      >
        {t(test === undefined ? 'Send a test' : 'Send another test')}
      </button>
      <div role="status" className="empty:hidden">
        {test && <Answer test={test} type={channel.type} />}
      </div>
      {error !== null && <ProblemCard error={error} />}
    </section>
  )
}

function Answer({ test, type }: { test: ChannelTest; type: Channel['type'] }) {
  const { look, sentence, next } = testWords(test, type, useNow())
  return (
    <>
      <p>
        <Badge look={look} />
      </p>
      <p className="wrap-anywhere">{sentence}</p>
      {next !== undefined && <p className="text-muted wrap-anywhere">{next}</p>}
    </>
  )
}
