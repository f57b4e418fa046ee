import type { Certificate } from '../api/details'
import type { Result } from '../api/types'
import { metricValue } from '../format/words'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { LocalTime } from '../ui/parts'

export type Fact = readonly [name: string, value: React.ReactNode]

export type Metrics = Result['metrics']

/** Of answers, ports and the like. */
export const none = (): string => t('none||of several things')

export const portWords = ({ address, port }: { address: string; port: number }): string =>
  t('{address}, port {port}', { address, port })

export function certificateFacts(certificate: Certificate, { certificateDays }: Metrics): Fact[] {
  const until = <LocalTime at={certificate.notAfter} />
  const left = certificateDays === undefined ? '' : metricValue('certificateDays', certificateDays)
  return [
    [t('Certificate'), `${certificate.verdict}, ${certificate.subject}`],
    [t('Expires'), left === '' ? until : rich('in {left}, {until}', { left, until })],
    ['TLS', `${certificate.protocol}, ${certificate.cipher}`],
  ]
}

export function Bad({ children }: { children: React.ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom text-failing">
      <StateIcon state="failing" size={13} />
      {children}
    </span>
  )
}
