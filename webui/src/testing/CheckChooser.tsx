import { useId } from 'react'
import type { TestKind } from '../api/kinds'
import type { components } from '../api/openapi'
import { type Message, inSchema, msg, served, t } from '../language/text'
import { type Choice, choicesOf } from './order'
import type { TestSearch } from './search'

const TIERS: Record<number, Message> = {
  1: msg('Tier 1: cheap, may run all the time'),
  2: msg('Tier 2: looks deeper'),
  3: msg('Tier 3: diagnosis'),
}

/** Which checks, by tier: those of the target's schedules, and each kind of test with its defaults. */
export function CheckChooser(props: {
  search: TestSearch
  kinds: readonly TestKind[]
  schedules: readonly components['schemas']['Schedule'][]
  wrong: string | undefined
  onChange: (part: Pick<TestSearch, 'check'>) => void
}) {
  const { search, kinds, schedules, wrong, onChange } = props
  const { check: chosen = [], target } = search
  const id = useId()
  const known = choicesOf(kinds, schedules, target)
  const names = new Set(known.map(({ name }) => name))
  const others = chosen.filter((name) => !names.has(name))
  const turn = (name: string): void =>
    onChange({
      check: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name],
    })
  return (
    <fieldset
      className="card p-3"
      tabIndex={-1}
      {...(wrong !== undefined && { 'data-wrong': '', 'aria-describedby': `${id}-wrong` })}
    >
      <legend className="sr-only">{t('Which checks')}</legend>
      <p aria-hidden="true" className="font-semibold">
        {t('Checks')}
      </p>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="mt-1 font-medium text-failing">
          {wrong}
        </p>
      )}
      <div className="mt-1 grid gap-x-6 gap-y-3 md:grid-cols-3">
        {Object.entries(TIERS).map(([tier, words]) => (
          <div key={tier} role="group" aria-label={t(words)}>
            <p className="text-muted">{t(words)}</p>
            {known
              .filter((choice) => choice.tier === Number(tier))
              .map((choice) => (
                <Box
                  key={choice.name}
                  choice={choice}
                  chosen={chosen.includes(choice.name)}
                  onTurn={() => turn(choice.name)}
                />
              ))}
          </div>
        ))}
      </div>
      {others.map((name) => (
        <Box
          key={name}
          choice={{ name, test: name, title: inSchema('by its name'), tier: 1 }}
          chosen
          onTurn={() => turn(name)}
        />
      ))}
    </fieldset>
  )
}

function Box(props: { choice: Choice; chosen: boolean; onTurn: () => void }) {
  const { choice, chosen, onTurn } = props
  const { name, test, title } = choice
  return (
    <label className="flex min-h-7 items-center gap-2">
      <input type="checkbox" checked={chosen} onChange={onTurn} />
      <span className="min-w-0 wrap-anywhere">
        {name === test ? served(title) : name}
        {name !== test && <span className="text-muted"> {served(title)}</span>}
      </span>
    </label>
  )
}
