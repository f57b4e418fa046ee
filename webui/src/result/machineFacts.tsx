/** Of tests that look at a machine: SSH, ports, the probe's own system, a capture. */

import type {
  CaptureDetails,
  NetworkInterface,
  PortsDetails,
  SshDetails,
  SystemDetails,
} from '../api/details'
import { bytes } from '../format/numbers'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { Bad, type Fact, none, portWords } from './factParts'

export function sshFacts(details: SshDetails): Fact[] {
  const { version, keyExchange, hostKeyType, hostKey, cipher, mac, login } = details
  return [
    ...(version == null ? [] : [[t('Server'), version] as const]),
    ...(hostKey == null ? [] : [[t('Host key'), `${hostKeyType ?? ''} ${hostKey}`] as const]),
    ...(keyExchange == null ? [] : [[t('Key exchange'), keyExchange] as const]),
    ...(cipher == null ? [] : [[t('Cipher'), `${cipher}, MAC ${mac ?? ''}`] as const]),
    ...(login == null ? [] : [[t('Login'), login === 'none' ? t('not tried') : login] as const]),
    [t('Address'), portWords(details)],
  ]
}

export function portFacts({ address, open, closed, filtered }: PortsDetails): Fact[] {
  const listed = (ports: string): string => ports.replaceAll(',', ', ') || none()
  return [
    [t('Open||ports'), listed(open)],
    [t('Closed||ports'), listed(closed)],
    [t('No answer'), listed(filtered)],
    [t('Address'), address],
  ]
}

export function systemFacts({
  system,
  interfaces,
  routes,
  resolvers,
  clock,
}: SystemDetails): Fact[] {
  return [
    [t('System'), system],
    [t('Clock'), clock],
    ...interfaces.map((one): Fact => [one.name, interfaceWords(one)]),
    [t('Resolvers'), resolvers.join(', ') || none()],
    [
      t('Routes'),
      routes.length === 0
        ? none()
        : routes.map((route) => (
            <span key={route} className="block">
              {route}
            </span>
          )),
    ],
  ]
}

function interfaceWords(one: NetworkInterface): React.ReactNode {
  const errors = plural(one.errors, '{n} error', '{n} errors')
  const lost = `${errors}, ${plural(one.drops, '{n} drop', '{n} drops')}`
  return (
    <>
      {one.up ? t('up||an interface') : <Bad>{t('down||an interface')}</Bad>}, MTU {one.mtuBytes}
      {one.addresses.length > 0 && `, ${one.addresses.join(', ')}`}
      <span className="block text-muted">
        {rich('{received} in, {sent} out, {lost}', {
          received: bytes(one.receivedBytes),
          sent: bytes(one.sentBytes),
          lost: one.errors + one.drops > 0 ? <span className="text-breaching">{lost}</span> : lost,
        })}
      </span>
    </>
  )
}

export function captureFacts(details: CaptureDetails): Fact[] {
  const { filter, file, fileBytes, snapBytes, payload, endedBy, interfaceNames } = details
  const most = bytes(snapBytes)
  return [
    [t('Packets'), filter],
    [
      t('Kept||of each packet'),
      payload
        ? t('at most {most} of each packet', { most })
        : t('at most {most} of each packet, headers only', { most }),
    ],
    [t('Ended'), t(endedBy === 'size' ? 'when the file was full' : 'when its time was over')],
    ...(file == null
      ? []
      : ([
          [t('Interfaces'), interfaceNames.join(', ')],
          [t('Size'), `${bytes(fileBytes)}, pcapng`],
        ] as const)),
  ]
}
