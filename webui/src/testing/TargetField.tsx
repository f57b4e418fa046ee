import { useId } from 'react'
import type { components } from '../api/openapi'
import { t } from '../language/text'
import { useTyped } from '../ui/useTyped'

/** What is tested: something that has a name here, or any address. */
export function TargetField(props: {
  value: string
  targets: readonly components['schemas']['Target'][]
  wrong: string | undefined
  onChange: (target: string) => void
}) {
  const { targets, wrong } = props
  const { value, write, around } = useTyped(props.value, props.onChange)
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-0.5 block font-medium">
        {t('Target')}
      </label>
      <input
        id={id}
        type="text"
        list={`${id}-known`}
        spellCheck={false}
        autoComplete="off"
        value={value}
        aria-describedby={`${id}-help${wrong === undefined ? '' : ` ${id}-wrong`}`}
        {...(wrong !== undefined && { 'aria-invalid': true })}
        className="min-h-8 w-full min-w-0 rounded-md border border-edge bg-bg px-2 py-1"
        onChange={(event) => write(event.target.value)}
        {...around}
      />
      <datalist id={`${id}-known`}>
        {targets.map(({ id: name, address }) => (
          <option key={name} value={name}>
            {address === name ? '' : address}
          </option>
        ))}
      </datalist>
      <p id={`${id}-help`} className="mt-0.5 text-muted">
        {t('A target by its name, or an address: 192.0.2.7, host, host:port or a URL.')}
      </p>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="mt-0.5 font-medium text-failing">
          {wrong}
        </p>
      )}
    </div>
  )
}
