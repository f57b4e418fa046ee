import type { Hop, TracerouteDetails } from '../api/details'
import { type AddressNetwork, useNetworks } from '../api/geo'
import { milliseconds, percent } from '../format/numbers'
import { rich } from '../language/rich'
import { msg, t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { type HopBar, type HopLoss, barsOf, knownOf, lossRatio, lossesOf, noteWords } from './hops'
import { type Step, isSlower } from './ways'

const CELL = 'py-1 pl-2 text-right'
/** Where there is little room these stand below the bar. */
const WIDE = 'hidden @sm:table-cell'
const HEADS = [
  [msg('Loss'), ''],
  [msg('Min'), WIDE],
  [msg('Mean'), ''],
  [msg('Max'), WIDE],
] as const

/** The way to a target, a hop a row; beside an earlier way it says what has changed. */
export function HopTable(props: {
  details: TracerouteDetails
  label: string
  steps?: Step[] | undefined
}) {
  const { details, label } = props
  const { hops, address, reached } = details
  const steps =
    props.steps ?? hops.map((hop): Step => ({ fate: 'same', now: hop, before: undefined }))
  const bars = barsOf(hops)
  const losses = lossesOf(hops)
  const networks = useNetworks(hops.flatMap(({ addresses }) => addresses))
  return (
    <div className="@container my-2">
      <table className="w-full border-collapse tabular-nums">
        <caption className="pb-1 text-left text-muted">
          {t('{label}, {protocol}; times in ms', { label, protocol: details.protocol })}
        </caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="w-6 py-1 text-left font-medium">
              <abbr title={t("Time to live: the hop's number")} className="no-underline">
                #
              </abbr>
            </th>
            <th scope="col" className="py-1 pl-2 text-left font-medium">
              {t('Address')}
            </th>
            {HEADS.map(([head, narrow]) => (
              <th key={t(head)} scope="col" className={`${CELL} w-12 font-medium ${narrow}`}>
                {t(head)}
              </th>
            ))}
            <td className="hidden w-1/3 @lg:table-cell" />
          </tr>
        </thead>
        <tbody>
          {steps.map((step, i) => {
            const { now, before } = step
            if (now === undefined) return before && <Gone key={`gone ${i}`} hop={before} />
            const place = hops.indexOf(now)
            return (
              <Row
                key={now.ttl}
                step={step}
                hop={now}
                bar={bars[place]}
                loss={losses[place] ?? 'none'}
                networks={networks}
              />
            )
          })}
        </tbody>
      </table>
      {!reached && (
        <p className="border-t border-line pt-1 text-failing">
          {t('The way ends here: the target, {address}, did not answer.', { address })}
        </p>
      )}
    </div>
  )
}

/** A hop of the earlier way that is not on this one. */
function Gone({ hop }: { hop: Hop }) {
  return (
    <tr className="border-t border-line align-top text-muted">
      <th scope="row" className="py-1 text-left font-normal">
        –
      </th>
      <td className="py-1 pl-2 wrap-anywhere">
        {rich('<s>{address}</s> is gone, it was hop {ttl}', {
          s: (address) => <s>{address}</s>,
          address: hop.addresses.join(', ') || t('no answer'),
          ttl: hop.ttl,
        })}
      </td>
      <td colSpan={HEADS.length + 1} />
    </tr>
  )
}

function Row(props: {
  step: Step
  hop: Hop
  bar: HopBar | undefined
  loss: HopLoss
  networks: Map<string, AddressNetwork>
}) {
  const { step, hop, bar, loss, networks } = props
  const ms = (us: number | null | undefined): string => (us == null ? '–' : milliseconds(us))
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1 text-left font-normal text-muted">
        {hop.ttl}
      </th>
      <td className="py-1 pl-2 wrap-anywhere">
        {hop.addresses.length === 0 && <span className="text-muted">{t('no answer')}</span>}
        {hop.addresses.map((address, i) => (
          <span key={address} className="block">
            {address}
            <span className="block text-muted">
              {knownOf(hop.names?.[i], networks.get(address))}
            </span>
          </span>
        ))}
        <Change step={step} />
        {hop.note !== '' && <span className="block text-breaching">{noteWords(hop.note)}</span>}
        {bar && <Bar bar={bar} className="mt-1 @lg:hidden" />}
        {bar && (
          <span className="text-muted @sm:hidden">
            {t('{min} to {max}', { min: ms(hop.minUs), max: ms(hop.maxUs) })}
          </span>
        )}
      </td>
      <td className={CELL}>
        <Loss hop={hop} loss={loss} />
      </td>
      <td className={`${CELL} ${WIDE} text-muted`}>{ms(hop.minUs)}</td>
      <td className={CELL}>
        {ms(hop.meanUs)}
        {isSlower(step) && (
          <span className="block whitespace-nowrap text-breaching">
            {t('was {before}', { before: ms(step.before?.meanUs) })}
          </span>
        )}
      </td>
      <td className={`${CELL} ${WIDE} text-muted`}>{ms(hop.maxUs)}</td>
      <td className="hidden py-2 pl-3 @lg:table-cell">{bar && <Bar bar={bar} className="" />}</td>
    </tr>
  )
}

function Change({ step: { fate, before } }: { step: Step }) {
  if (fate !== 'changed' && fate !== 'new') return null
  return (
    <span className="flex items-center gap-1.5 text-breaching">
      <StateIcon state="breaching" size={13} />
      {fate === 'new'
        ? t('new')
        : t('was {before}', { before: before?.addresses.join(', ') ?? '' })}
    </span>
  )
}

function Loss({ hop, loss }: { hop: Hop; loss: HopLoss }) {
  if (hop.received === 0 && loss === 'here-only') return <span className="text-muted">–</span>
  const words = percent(lossRatio(hop))
  if (loss === 'none') return words
  if (loss === 'from-here-on') return <strong className="text-failing">{words}</strong>
  return (
    <span className="text-muted" title={t('Later hops answer: this router just answers rarely')}>
      ({words})
    </span>
  )
}

/** From the shortest to the longest round trip, the mean as a mark. */
function Bar({ bar, className }: { bar: HopBar; className: string }) {
  const at = (share: number): string => `${(share * 98).toFixed(1)}%`
  return (
    <span
      aria-hidden="true"
      className={`relative block h-1.5 overflow-hidden rounded-sm bg-raised ${className}`}
    >
      <span
        className="absolute inset-y-0 min-w-1 rounded-sm bg-edge"
        style={{ left: at(bar.from), width: at(bar.to - bar.from) }}
      />
      <span className="absolute inset-y-0 w-1 bg-accent" style={{ left: at(bar.mean) }} />
    </span>
  )
}
