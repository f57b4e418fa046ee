import type { Me } from '../api/accounts'
import type { Topic } from '../api/topics'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { Copy } from '../ui/Copy'
import { READER_LINE, followLines } from './words'

const code = (text: React.ReactNode): React.ReactNode => <code>{text}</code>

/** How a program of one's own reads a public topic. */
export function ReadIt({ topic, accounts }: { topic: Topic; accounts: Me['accounts'] }) {
  const byAccount = accounts === 'required'
  return (
    <section aria-labelledby="read" className="card min-w-0 space-y-2 p-3">
      <h2 id="read" className="font-semibold">
        {t('Read it')}
      </h2>
      {byAccount && (
        <>
          <p className="max-w-prose">
            {t(
              'Somebody with a shell on the server makes an account that may read the public topics and nothing else. The file that comes of it and data/authority/authority.pem go to the machine that reads:',
            )}
          </p>
          <Lines text={READER_LINE} what={t("the server's line")} />
        </>
      )}
      <p className="max-w-prose">
        {t(
          byAccount
            ? 'There, kcat follows the topic (an account needs librdkafka 2.6.1 or newer):'
            : 'On this machine, kcat follows the topic. 9092 is the port unless it was started with another one, which data/runtime.json has:',
        )}
      </p>
      <Lines text={followLines(topic.name, accounts)} what={t("kcat's lines")} />
      <ul className="max-w-prose list-disc pl-5 text-muted">
        <li>
          {t(
            'Fields and forms are added, and nothing is removed: skip what you do not know, and take an unknown word for unknown.',
          )}
        </li>
        <li>
          {rich(
            'Read with <code>isolation.level=read_committed</code>: a decision that was taken back is none.',
            { code },
          )}
        </li>
        <li>
          {rich(
            'After a crash the same record may come twice, with the same header <code>ce_id</code>.',
            { code },
          )}
        </li>
        {byAccount && (
          <li>
            {rich(
              'Groups of an account begin with its prefix, which reader.env has as <code>KAFKA_GROUP_PREFIX</code>.',
              { code },
            )}
          </li>
        )}
      </ul>
    </section>
  )
}

function Lines({ text, what }: { text: string; what: string }) {
  return (
    <div className="space-y-2">
      <pre
        className="overflow-x-auto rounded bg-raised px-3 py-2 font-mono whitespace-pre-wrap select-all"
        tabIndex={0}
        aria-label={what}
      >
        {text}
      </pre>
      <div className="flex flex-wrap items-center gap-3">
        <Copy text={text} what={what} />
      </div>
    </div>
  )
}
