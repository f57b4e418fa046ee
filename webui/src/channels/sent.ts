import type { ChannelTest } from '../api/channels'
import { counted } from '../format/numbers'
import type { Look } from '../incidents/words'
import type { Type } from './words'

/** After so long a notifier that runs has taken it up. */
const PATIENCE_MS = 15_000

const LOOKS: Record<ChannelTest['status'], Look> = {
  queued: { word: 'On its way', means: 'nothing was tried yet', icon: 'waiting', tone: 'stale' },
  refused: {
    word: 'Refused',
    means: 'it is tried again',
    icon: 'breaching',
    tone: 'breaching',
  },
  taken: { word: 'Taken', means: 'the receiver took it', icon: 'healthy', tone: 'healthy' },
  'given-up': {
    word: 'Given up',
    means: 'it is not tried again',
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
  const look = LOOKS[status]
  const said = answer ?? ''
  switch (status) {
    case 'queued':
      return nowMs - Date.parse(requestedAt) < PATIENCE_MS
        ? { look, sentence: 'It goes to the notifier.' }
        : {
            look,
            sentence: 'No notifier has taken it up yet.',
            next: 'See whether results-sink runs, of which the notifier is a part.',
          }
    case 'refused':
      return {
        look,
        sentence: `After ${counted(attempts, 'attempt')}: ${said}`,
        next: 'It is tried again, for ten minutes from its begin.',
      }
    case 'taken':
      return {
        look,
        sentence: said === '' ? 'The receiver took it.' : said,
        next:
          type === 'syslog'
            ? 'A log says to nobody whether it arrived: look there.'
            : 'Look whether it arrived where it should.',
      }
    case 'given-up':
      return {
        look,
        sentence: said === '' ? 'It was not sent.' : said,
        next: 'Change the channel or what it leads to, then send another one.',
      }
  }
}
