import type { ReactNode } from 'react'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'

const LINK = 'inline-flex min-h-6 items-center text-accent underline'

/** What describes the public topics for programs. */
export function Documents() {
  return (
    <p className="flex flex-wrap gap-x-4">
      <a className={LINK} href="/api/v1/topics/asyncapi.yaml">
        {t('AsyncAPI as YAML')}
      </a>
      <a className={LINK} href="/api/v1/topics/asyncapi.json">
        {t('AsyncAPI as JSON')}
      </a>
    </p>
  )
}

/** Where an event's JSON Schema is. */
export function SchemaLink({ address }: { address: string }) {
  return (
    <a className={LINK} href={address}>
      {t('JSON Schema')}
    </a>
  )
}

/** Why rates and lags are not told. */
export function Unknown({ reason }: { reason: string }) {
  return (
    <p role="status" className="card flex items-center gap-2 px-3 py-2">
      <span className="text-muted">
        <StateIcon state="unproven" />
      </span>
      <span>
        {rich('<b>Rates and lags are not known:</b> {reason}.', {
          b: (text) => <strong>{text}</strong>,
          reason,
        })}
      </span>
    </p>
  )
}

/** Words with code in backticks. */
export function Words({ text }: { text: string }): ReactNode {
  return text.split('`').map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <code key={i} className="wrap-anywhere">
        {part}
      </code>
    ),
  )
}
