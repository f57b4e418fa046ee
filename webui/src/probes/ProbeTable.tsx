import type { ReactNode } from 'react'
import { rich } from '../language/rich'
import { msg, t } from '../language/text'
import { Ago, LocalTime } from '../ui/parts'
import { Confirm } from '../ui/Confirm'
import { type IconName, StateIcon } from '../ui/icons'
import { type ProbeRow, STANDINGS, type Standing, clockWords, labelText } from './rows'

const ICONS: Record<Standing, { icon: IconName; colour: string }> = {
  up: { icon: 'healthy', colour: 'text-healthy' },
  silent: { icon: 'stale', colour: 'text-stale' },
  'never-seen': { icon: 'unproven', colour: 'text-unproven' },
  waiting: { icon: 'waiting', colour: 'text-accent' },
  out: { icon: 'withheld', colour: 'text-failing' },
  off: { icon: 'withheld', colour: 'text-muted' },
}

const HEAD = [
  msg('Probe'),
  msg('Site'),
  msg('Tags'),
  msg('State'),
  msg('Version'),
  msg('Heard||when the probe was last heard of'),
  msg('Clock'),
  msg('Joined||when the probe joined'),
]

/** What may be done to a probe. */
export interface ProbeDeeds {
  busy: boolean
  /** Undefined: whoever looks may not. */
  onRevoke: ((id: string) => void) | undefined
  onWork: ((row: ProbeRow, enabled: boolean) => void) | undefined
}

/** All probes; with the means to take work from one, or shut it out, for whoever may. */
export function ProbeTable({ rows, deeds }: { rows: ProbeRow[]; deeds: ProbeDeeds }) {
  const acts = deeds.onRevoke !== undefined || deeds.onWork !== undefined
  return (
    // a region that scrolls takes the keyboard, too; what only readers hear must stay within it
    <div
      className="card relative overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label={t('Probes')}
    >
      <table className="w-full text-left">
        <thead>
          <tr>
            {HEAD.map((title) => (
              <th key={t(title)} scope="col" className="px-3 py-2 font-medium text-muted">
                {t(title)}
              </th>
            ))}
            {acts && (
              <th scope="col">
                <span className="sr-only">{t('Actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-t border-line">
              <Cell>
                <span className="font-mono whitespace-nowrap">{row.id}</span>
              </Cell>
              <Cell>{row.site}</Cell>
              <Cell>{labelText(row.labels) || NONE}</Cell>
              <Cell>
                <State row={row} />
              </Cell>
              <Cell>{row.version ?? NONE}</Cell>
              <Cell>{row.heardAt === undefined ? NONE : <Ago at={row.heardAt} />}</Cell>
              <Cell>
                <Clock aheadMs={row.clockAheadMs} />
              </Cell>
              <Cell>
                <Joined row={row} />
              </Cell>
              {acts && (
                <Cell>
                  <Deeds row={row} deeds={deeds} />
                </Cell>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NONE = <span className="text-muted">–</span>

function Deeds({ row, deeds: { busy, onRevoke, onWork } }: { row: ProbeRow; deeds: ProbeDeeds }) {
  return (
    <span className="flex flex-wrap gap-2">
      {onWork && mayBeDrained(row, onRevoke !== undefined) && (
        <button
          type="button"
          className="button"
          aria-label={t(row.enabled ? 'Drain {probe}' : 'Resume {probe}', { probe: row.id })}
          disabled={busy}
          onClick={() => onWork(row, !row.enabled)}
        >
          {t(row.enabled ? 'Drain' : 'Resume||give a probe work again')}
        </button>
      )}
      {onRevoke && mayBeShutOut(row) && (
        <Confirm
          does={t('Shut out')}
          what={row.id}
          disabled={busy}
          onSure={() => onRevoke(row.id)}
        />
      )}
    </span>
  )
}

/** What the configuration file declares is changed there; only admins are told which has joined instead. */
function mayBeDrained({ identity, revision, standing }: ProbeRow, admin: boolean): boolean {
  return revision !== undefined && standing !== 'out' && (identity !== undefined || !admin)
}

/**
 * The probe that WaddlePerf runs itself has no password to take away. One that was shut out and is still
 * configured is so by half: Kafka was away then, and it has to be done again.
 */
function mayBeShutOut({ identity, enabled, pasteUntil }: ProbeRow): boolean {
  return (
    (identity !== undefined && (identity.revokedAt == null || enabled)) || pasteUntil !== undefined
  )
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="px-3 py-2">{children}</td>
}

function State({ row: { standing, pasteUntil, identity } }: { row: ProbeRow }) {
  const { icon, colour } = ICONS[standing]
  const { word, means } = STANDINGS[standing]
  return (
    <span>
      <span
        className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${colour}`}
        title={t(means)}
      >
        <StateIcon state={icon} />
        {t(word)}
      </span>
      {pasteUntil !== undefined && (
        <span className="block text-muted">
          {rich(
            standing === 'waiting'
              ? 'its line is good until {time}'
              : 'a new line is good until {time}',
            { time: <LocalTime at={pasteUntil} /> },
          )}
        </span>
      )}
      {standing === 'out' && identity?.revokedAt != null && (
        <span className="block text-muted">
          {rich('since {time}', { time: <LocalTime at={identity.revokedAt} /> })}
        </span>
      )}
    </span>
  )
}

function Clock({ aheadMs }: { aheadMs: number | undefined }) {
  if (aheadMs === undefined) return NONE
  const { text, wrong } = clockWords(aheadMs)
  return wrong ? (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-breaching">
      <StateIcon state="breaching" />
      {text}
    </span>
  ) : (
    text
  )
}

function Joined({ row: { identity, standing } }: { row: ProbeRow }) {
  if (identity === undefined) {
    return standing === 'waiting' ? (
      NONE
    ) : (
      <span className="text-muted">{t('configured here')}</span>
    )
  }
  return (
    <span>
      <LocalTime at={identity.joinedAt} />
      {identity.host !== '' && (
        <span className="block text-muted">{t('on {host}', { host: identity.host })}</span>
      )}
    </span>
  )
}
