import type { Breach, Entry } from '../api/incidents'
import { decimal } from '../format/numbers'
import { metricValue, metricWord } from '../format/words'
import { type Message, msg, t } from '../language/text'
import { type Look, look, saidLook } from './words'

const KINDS: Record<string, Look<Message>> = {
  suspected: look(
    msg('First breach'),
    msg('the path is tested again at once'),
    'breaching',
    'breaching',
  ),
  dismissed: look(
    msg('Not confirmed'),
    msg('the tests that followed were fine'),
    'healthy',
    'healthy',
  ),
  confirmed: look(msg('Confirmed'), msg('the breach is real'), 'failing', 'failing'),
  deepened: look(
    msg('Tier {tier} started'),
    msg('deeper tests were ordered'),
    'looking',
    'unproven',
  ),
  suppressed: look(
    msg('Tier {tier} withheld'),
    msg('it would have been ordered'),
    'withheld',
    'unproven',
  ),
  'awaiting-approval': look(
    msg('Waits for approval'),
    msg('somebody must allow tier 3'),
    'waiting',
    'breaching',
  ),
  found: look(msg('Tier {tier} found'), msg('what a deeper test says'), 'looking', 'unproven'),
  worsened: look(msg('Another rule broke'), msg('on top of the first'), 'breaching', 'breaching'),
  recovering: look(msg('Within bounds again'), msg('for the first time'), 'improving', 'stale'),
  relapsed: look(msg('Relapsed'), msg('beyond its bound again'), 'failing', 'failing'),
  recovered: look(msg('Recovered'), msg('clear often enough in a row'), 'healthy', 'healthy'),
  'fell-silent': look(
    msg('Probe fell silent'),
    msg('nothing comes from it any more'),
    'stale',
    'stale',
  ),
  'heard-again': look(
    msg('Probe heard again'),
    msg('its results arrive again'),
    'healthy',
    'healthy',
  ),
  acknowledge: look(msg('Acknowledged'), msg('somebody looks at it'), 'person', 'unproven'),
  assign: look(msg('Assigned'), msg('somebody is to look after it'), 'person', 'unproven'),
  approve: look(msg('Tier 3 approved'), msg('somebody allowed it'), 'person', 'unproven'),
  comment: look(msg('Comment'), msg('somebody wrote this'), 'note', 'unproven'),
  close: look(msg('Closed by hand'), msg('somebody took it for done'), 'person', 'unproven'),
  opened: look(
    msg('Incident opened'),
    msg('a cause with everything that it breaks'),
    'failing',
    'failing',
  ),
  closed: look(msg('Incident closed'), msg('it is over'), 'healthy', 'healthy'),
  merged: look(msg('Merged'), msg('the same cause as another incident'), 'joined', 'unproven'),
  scope: look(msg('Scope changed'), msg('where the cause lies'), 'looking', 'unproven'),
}

/** How an entry of the story is shown; an unknown kind keeps its wire name. */
export function entryLook({ kind, tier, breach }: Entry): Look {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (known === undefined) return look(kind, '', 'unproven', 'unproven')
  const bad = kind === 'found' && breach != null
  const shown = saidLook(known, { tier: String(tier) })
  return bad ? { ...shown, tone: 'failing' } : shown
}

/** What a breach adds to the text of its entry, which says the numbers as a rule. */
export function breachNote(breach: Breach, text: string): string {
  const { check, family, rule, ruleVersion } = breach
  const numbers = text.includes('bound') ? timesWords(breach) : breachWords(breach)
  return [`${check} ${family}`, numbers, t('rule {rule}', { rule: `${rule}@${ruleVersion}` })]
    .filter(Boolean)
    .join(', ')
}

/** "2.5 × the bound", where that says something. */
function timesWords({ value, bound }: Breach): string {
  return value > bound && bound > 0
    ? t('{times}\u00a0× the bound', { times: ratio(value / bound) })
    : ''
}

const ratio = (times: number): string => decimal(String(Number(times.toFixed(times < 10 ? 1 : 0))))

/** The numbers of a breach: "mean round trip 140 ms, bound 100 ms". */
function breachWords({ metric, value, bound }: Breach): string {
  if (metric === 'unanswered') return t('no answer')
  return t('{metric} {value}, bound {bound}', {
    metric: metricWord(metric),
    value: metricValue(metric, value),
    bound: metricValue(metric, bound),
  })
}
