import { useId } from 'react'
import type { TestKind } from '../api/kinds'
import { span } from '../format/numbers'
import { type Message, msg, served, t } from '../language/text'

const TIERS = [
  [1, msg('Tier 1: cheap, may run all the time')],
  [2, msg('Tier 2: looks deeper')],
  [3, msg('Tier 3: diagnosis')],
] as const

const NEEDS: Record<TestKind['needs'][number], Message> = {
  'owned-target': msg('Only for a target that is owned; for another it is refused.'),
  responder: msg('The target must answer this very test, such as `./waddleperf responder` does.'),
  permission: msg('The probe must allow it, and have the privilege.'),
}

/** Chooses a kind of test, and says what it measures and needs. */
export function KindChooser(props: {
  kinds: TestKind[]
  chosen: TestKind
  onChoose: (kind: TestKind) => void
  /** Where it is not what is filled in first. */
  autoFocus?: boolean
}) {
  const { kinds, chosen, onChoose, autoFocus = true } = props
  const id = useId()
  const choose = (name: string): void => {
    const kind = kinds.find((one) => one.name === name)
    if (kind) onChoose(kind)
  }
  return (
    <div className="max-w-3xl">
      <label htmlFor={id} className="mb-0.5 block font-medium">
        {t('Test||what is measured')}
      </label>
      <select
        id={id}
        autoFocus={autoFocus}
        value={chosen.name}
        aria-describedby={`${id}-what`}
        className="min-h-8 rounded-md border border-edge bg-bg px-2 py-1"
        onChange={(event) => choose(event.target.value)}
      >
        {TIERS.map(([tier, label]) => (
          <optgroup key={tier} label={t(label)}>
            {kinds
              .filter((kind) => kind.tier === tier)
              .map((kind) => (
                <option key={kind.name} value={kind.name}>
                  {served(kind.title)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <p id={`${id}-what`} className="mt-1">
        {served(chosen.measures)}
        <span className="text-muted">
          {chosen.needs.map((need) => ` ${t(NEEDS[need])}`)}
          {chosen.exclusive &&
            ` ${t('It fills the path: one at a time at each end, so it may wait.')}`}
          {` ${t('With its defaults it ends within {time}.', { time: span(chosen.limitUs) })}`}
        </span>
      </p>
    </div>
  )
}
