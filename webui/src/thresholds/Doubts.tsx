import { t } from '../language/text'
import { DOUBT_WORDS } from './words'

/** Which results that are in doubt count all the same. */
export function Doubts(props: {
  counted: readonly string[]
  onChange: (counted: string[]) => void
}) {
  const { counted, onChange } = props
  return (
    <details open={counted.length > 0}>
      <summary className="min-h-6 w-fit cursor-pointer">{t('Results that are in doubt')}</summary>
      <fieldset className="space-y-1 pt-2">
        <legend className="text-muted">
          {t('They neither breach nor clear, unless they are to count also when:')}
        </legend>
        {DOUBT_WORDS.map(([name, words]) => (
          <label key={name} className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              checked={counted.includes(name)}
              onChange={() =>
                onChange(
                  counted.includes(name)
                    ? counted.filter((one) => one !== name)
                    : [...counted, name],
                )
              }
              className="size-4 accent-accent"
            />
            {t(words)}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
