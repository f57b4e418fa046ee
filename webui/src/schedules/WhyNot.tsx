import { useRef } from 'react'
import { type Outlook, useOutlook } from '../api/configuration'
import { useMinute } from '../app/clock'
import { localTime } from '../format/times'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { type IconName, StateIcon } from '../ui/icons'
import { clockWords, zonedTime } from './zones'

type Item = Outlook['items'][number]

const STATES: Record<Item['state'], { word: Message; icon: IconName; colour: string }> = {
  due: { word: msg('Runs||a verb'), icon: 'healthy', colour: 'text-healthy' },
  'held-up': { word: msg('Held up'), icon: 'breaching', colour: 'text-breaching' },
  'not-due': { word: msg('Does not run'), icon: 'withheld', colour: 'text-muted' },
}

/** Each series of a schedule: when it runs next, and what is in its way. */
export function WhyNot(props: {
  schedule: string
  only: { probe?: string; target?: string }
  zone: string | undefined
  onOnly: (only: { probe?: string; target?: string }) => void
}) {
  const { schedule, only, zone, onOnly } = props
  const outlook = useOutlook(schedule, only)
  const heading = useRef<HTMLHeadingElement>(null)
  const showAll = (): void => {
    heading.current?.focus() // the button is gone then
    onOnly({})
  }
  return (
    <section
      aria-labelledby="why-not"
      aria-busy={outlook.isPlaceholderData}
      className="card space-y-3 p-3"
    >
      <h2 id="why-not" ref={heading} tabIndex={-1} className="font-semibold">
        {t('What runs, and what does not')}
      </h2>
      <Only only={only} onAll={showAll} />
      {outlook.data && outlook.isError && (
        <StaleNote error={outlook.error} dataAt={outlook.dataUpdatedAt} />
      )}
      {outlook.data ? (
        <Series outlook={outlook.data} zone={zone} onOnly={onOnly} />
      ) : outlook.isError ? (
        <ProblemCard error={outlook.error} onRetry={() => void outlook.refetch()} />
      ) : (
        <Skeleton rows={3} />
      )}
    </section>
  )
}

function Only(props: { only: { probe?: string; target?: string }; onAll: () => void }) {
  const { only, onAll } = props
  const { probe, target } = only
  if (probe === undefined && target === undefined) return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="wrap-anywhere">{onlyWords(probe, target)}</span>
      <button type="button" className="button" onClick={onAll}>
        {t('Show all')}
      </button>
    </p>
  )
}

function onlyWords(probe: string | undefined, target: string | undefined): string {
  if (probe && target) return t('Only probe {probe}, target {target}', { probe, target })
  return probe
    ? t('Only probe {probe}', { probe })
    : t('Only target {target}', { target: target ?? '' })
}

function Series(props: {
  outlook: Outlook
  zone: string | undefined
  onOnly: (only: { probe?: string; target?: string }) => void
}) {
  const { outlook, zone, onOnly } = props
  const { items, complete } = outlook
  const now = useMinute()
  const clock = clockWords(zone)
  if (items.length === 0) {
    return (
      <p className="text-muted">
        {t('No series: no probe is asked, or no test fits a target of it.')}
      </p>
    )
  }
  const titles = [
    t('State'),
    t('Probe'),
    t('Target'),
    t('Test||what is measured'),
    clock ? t('Next, by {clock}', { clock }) : t('Next||run of a test'),
  ]
  const held = items.filter(({ state }) => state !== 'due').length
  return (
    <>
      <p className="text-muted">
        {held === 0
          ? plural(items.length, 'All {n} series run.', 'All {n} series run.')
          : plural(
              held,
              '{n} series of {all} do not run as they should; they come first.',
              '{n} series of {all} do not run as they should; they come first.',
              { all: items.length },
            )}
        {!complete && ` ${t('There are more: choose a probe or a target to see its own.')}`}
      </p>
      <div
        className="max-h-[32rem] overflow-auto"
        tabIndex={0}
        role="group"
        aria-label={t('Series of this schedule')}
      >
        <table className="w-full text-left">
          <thead>
            <tr className="text-muted">
              {titles.map((title) => (
                <th key={title} scope="col" className="py-1 pr-4 font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row key={keyOf(item)} item={item} zone={zone} now={now} onOnly={onOnly} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const keyOf = ({ probe, target, check, family }: Item): string =>
  [probe, target, check, family].join(' ')

function Row(props: {
  item: Item
  zone: string | undefined
  now: number
  onOnly: (only: { probe?: string; target?: string }) => void
}) {
  const { item, zone, now, onOnly } = props
  const { probe, target, check, family, state, nextSlot, reasons } = item
  const { word, icon, colour } = STATES[state]
  return (
    <>
      <tr className="border-t border-line align-top">
        <td className={`py-1.5 pr-4 whitespace-nowrap ${colour}`}>
          <span className="inline-flex items-center gap-1.5 font-medium">
            <StateIcon state={icon} />
            {t(word)}
          </span>
        </td>
        <td className="py-1.5 pr-4">
          {probe === '*' ? (
            <span className="text-muted">{t('every probe')}</span>
          ) : (
            <Narrow label={t('Only probe {probe}', { probe })} onClick={() => onOnly({ probe })}>
              {probe}
            </Narrow>
          )}
        </td>
        <td className="py-1.5 pr-4">
          {target === null ? (
            <span className="text-muted">{t('every target')}</span>
          ) : (
            <Narrow
              label={t('Only target {target}', { target })}
              onClick={() => onOnly({ target })}
            >
              {target}
            </Narrow>
          )}
        </td>
        <td className="py-1.5 pr-4 whitespace-nowrap">
          {check ?? <span className="text-muted">{t('every test')}</span>}
          {family !== null && <span className="text-muted"> {family}</span>}
        </td>
        <td className="py-1.5 pr-4 whitespace-nowrap tabular-nums">
          {nextSlot === null ? (
            <span className="text-muted">–</span>
          ) : (
            <time
              dateTime={nextSlot}
              title={t('{time} by your clock', { time: localTime(Date.parse(nextSlot), now) })}
            >
              {zonedTime(Date.parse(nextSlot), zone, now)}
            </time>
          )}
        </td>
      </tr>
      {reasons.length > 0 && (
        <tr>
          <td colSpan={5} className="pb-2 pl-5.5">
            <div className="sticky left-5.5 max-w-[75vw] wrap-anywhere">
              {reasons.map(({ code, detail, advice }) => (
                <p key={code}>
                  {detail} <span className="text-muted">→ {advice}</span>
                </p>
              ))}
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

function Narrow(props: { label: string; onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      className="min-h-6 text-left underline decoration-line underline-offset-4
        hover:decoration-text wrap-anywhere"
      onClick={props.onClick}
    >
      {props.children}
    </button>
  )
}
