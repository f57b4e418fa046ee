/** What stands in the form of a channel, and the channel that it says. */

import type { Channel, ChannelRoute, Destination } from '../api/configuration'
import { type Draft, type Errors, fieldsOf, valuesIn } from '../form/draft'
import { filled } from '../form/filled'
import { t } from '../language/text'
import { DESTINATIONS, SECRETS, TIMES } from './schema'
import { type Type, USUAL, whole } from './words'

/** One label of incidents, and the values of which they must have one. */
export interface Bound {
  label: string
  /** As it is typed: values with commas between them. */
  values: string
}

export interface ChannelForm {
  id: string
  enabled: boolean
  type: Type
  match: readonly Bound[]
  severity: Required<ChannelRoute>['severity']
  tell: readonly string[]
  groupBy: readonly string[]
  /** The texts of all fields of `schema.ts`. */
  draft: Draft
}

/** What can be sent. */
export interface ChannelBody {
  enabled: boolean
  destination: Destination
  route: Required<ChannelRoute>
}

/** A form that says this channel; without one, a webhook that is told of everything. */
export function formOf(channel: Channel | undefined): ChannelForm {
  const destination = channel?.destination ?? { type: 'webhook' as const }
  const { match, severity, tell, groupBy, ...times } = whole(channel?.route ?? USUAL)
  return {
    ...{ id: channel?.id ?? '', enabled: channel?.enabled ?? true, type: destination.type },
    ...{ severity, tell, groupBy },
    match: Object.entries(match).map(([label, values]) => ({ label, values: values.join(', ') })),
    draft: {
      ...usualOf(destination.type),
      ...filled(DESTINATIONS[destination.type], destination),
      ...filled(TIMES, times),
    },
  }
}

/** The defaults of a kind's choices. */
function usualOf(type: Type): Draft {
  return Object.fromEntries(
    fieldsOf(DESTINATIONS[type], false).flatMap(({ place, property }) =>
      property.default === undefined ? [] : [[place, String(property.default)]],
    ),
  )
}

/** The same form for another kind: a server stays one, the place of a secret does not. */
export function withType(form: ChannelForm, type: Type): ChannelForm {
  const gone = new Set([...SECRETS[form.type], ...SECRETS[type]])
  const kept = Object.entries(form.draft).filter(([place]) => !gone.has(place))
  return { ...form, type, draft: { ...usualOf(type), ...Object.fromEntries(kept) } }
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

/** The channel that a form says, and what is wrong with it by place. */
export function channelOf(form: ChannelForm): { body: ChannelBody; errors: Errors } {
  const errors: Record<string, string> = {}
  const id = form.id.trim()
  if (id === '') errors['id'] = t('must be given')
  else if (!ID.test(id)) {
    errors['id'] = t('must be letters, digits, - or _, and begin with a letter or a digit')
  }
  if (form.tell.length === 0) errors['tell'] = t('must be chosen: at least one')
  if (form.groupBy.length === 0) errors['groupBy'] = t('must be chosen: at least one')
  const destination = destinationOf(form, errors)
  const { match, severity, tell, groupBy } = { ...form, match: matchOf(form, errors) }
  const times = required(TIMES, form.draft, Object.keys(TIMES.properties ?? {}), errors)
  return {
    body: {
      enabled: form.enabled,
      destination: { type: form.type, ...destination },
      route: { match, severity, tell, groupBy, ...times } as Required<ChannelRoute>,
    },
    errors,
  }
}

type Errand = Record<string, string>

function destinationOf({ type, draft }: ChannelForm, errors: Errand): object {
  const schema = DESTINATIONS[type]
  const values = required(schema, draft, schema.required ?? [], errors) as Destination
  for (const place of SECRETS[type]) {
    if (errors[place] !== undefined && (draft[place] ?? '').trim() !== '') {
      errors[place] = t(
        'must be env:NOTIFY_… or file:NAME, which says where the notifier finds it; the secret itself is sent nowhere',
      )
    }
  }
  if (type === 'email' && (values.user === undefined) !== (values.password === undefined)) {
    const missing = values.user === undefined ? 'user' : 'password'
    errors[missing] ??= t(
      missing === 'user' ? 'must be given with a password' : 'must be given with a user',
    )
  }
  if (/[?#]|\/\/[^/]*@/.test(values.url ?? '') && !errors['url']) {
    errors['url'] = t(
      'may hold a secret after ?, # or before @: have the notifier keep it, and write env:NOTIFY_… or file:NAME',
    )
  }
  return values
}

/** The values of a group of fields, of which some must be there. */
function required(
  schema: (typeof DESTINATIONS)[Type],
  draft: Draft,
  places: readonly string[],
  errors: Errand,
): object {
  const { values, errors: found } = valuesIn(schema, draft)
  Object.assign(errors, found)
  for (const place of places) {
    if (!(place in values)) errors[place] ??= t('must be given')
  }
  return values
}

function matchOf({ match }: ChannelForm, errors: Errand): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  match.forEach(({ label, values }, i) => {
    const each = values
      .split(',')
      .map((value) => value.trim())
      .filter((value) => value !== '')
    if (each.length === 0) errors[`match[${i}]`] = t('must have a value')
    else if (label in found) errors[`match[${i}]`] = t('is there already')
    else found[label] = each
  })
  return found
}

/** A place in the form for each field that the server complains of: `route.match.site` and so on. */
export function serverErrors(
  fields: readonly { field: string; detail: string }[],
  match: readonly Bound[],
): Errors {
  const places = fields.map(({ field, detail }) => {
    const place = field.replace(/^(destination|route)\./, '').replace(/\[\d+\]$/, '')
    const label = /^match\.(.+)$/.exec(place)?.[1]
    const at = match.findIndex((bound) => bound.label === label)
    return [at < 0 ? place : `match[${at}]`, detail] as const
  })
  return Object.fromEntries(places.toReversed())
}
