import type { ChannelTest } from '../api/channels'
import { type Look, saidLook } from '../incidents/words'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'
import type { Type } from './words'

/** After so long a notifier that runs has taken it up. */
const PATIENCE_MS = 15_000

const LOOKS: Record<ChannelTest['status'], Look<Message>> = {
  queued: {
    word: msg('On its way'),
    means: msg('nothing was tried yet'),
    icon: 'waiting',
    tone: 'stale',
  },
  refused: {
    word: msg('Refused'),
    means: msg('it is tried again'),
    icon: 'breaching',
    tone: 'breaching',
  },
  taken: {
    word: msg('Taken'),
    means: msg('the receiver took it'),
    icon: 'healthy',
    tone: 'healthy',
  },
  'given-up': {
    word: msg('Given up'),
    means: msg('it is not tried again'),
    icon: 'failing',
    tone: 'failing',
  },
}

/** How a test is getting on: what happened, and what whoever sent it does now. */
export function testWords(
  { status, attempts, answer, requestedAt }: ChannelTest,
  type: Type,
  nowMs: number,
): { look: Look; sentence: string; next?: string } {
  const look = saidLook(LOOKS[status])
  const said = answer ?? ''
  switch (status) {
    case 'queued':
      return nowMs - Date.parse(requestedAt) < PATIENCE_MS
        ? { look, sentence: t('It goes to the notifier.') }
        : {
            look,
            sentence: t('No notifier has taken it up yet.'),
            next: t('See whether results-sink runs, of which the notifier is a part.'),
          }
    case 'refused':
      return {
        look,
        sentence: plural(attempts, 'After {n} attempt: {answer}', 'After {n} attempts: {answer}', {
          answer: said,
        }),
        next: t('It is tried again, for ten minutes from its begin.'),
      }
    case 'taken':
      return {
        look,
        sentence: said === '' ? t('The receiver took it.') : said,
        next:
          type === 'syslog'
            ? t('A log says to nobody whether it arrived: look there.')
            : t('Look whether it arrived where it should.'),
      }
    case 'given-up':
      return {
        look,
        sentence: said === '' ? t('It was not sent.') : said,
        next: t('Change the channel or what it leads to, then send another one.'),
      }
  }
}
