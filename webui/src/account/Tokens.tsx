import type { MadeToken, Token } from '../api/accounts'
import { change } from '../api/client'
import { t } from '../language/text'
import { Confirm } from '../ui/Confirm'
import { ProblemCard } from '../ui/ProblemCard'
import { Ago, LocalTime } from '../ui/parts'
import { Cell, GrantList, type Listed } from './GrantList'
import { GrantForm } from './GrantForm'
import { Secret } from './Secret'
import { ROLE_NAMES } from './roles'
import { scopeOf, scopeText } from './scopes'
import { useChange } from './telling'

/** Which programs have a token. */
export function Tokens({ tokens }: { tokens: Listed<Token> }) {
  const { changing, told, forget } = useChange<MadeToken | undefined>(
    'tokens',
    (made) =>
      made && {
        words: t('The token {name}. It is shown this once:', { name: made.token.name }),
        secret: made.secret,
      },
  )
  return (
    <section aria-labelledby="tokens" className="space-y-3">
      <h2 id="tokens" className="font-semibold">
        {t('Programs')}
      </h2>
      <Secret told={told} onDone={forget} />
      {changing.isError && <ProblemCard error={changing.error} />}
      <GrantList
        query={tokens}
        head={[
          t('Token'),
          t('Of||whose token it is'),
          t('Role'),
          t('Sees||what an account or token may see'),
          t('Used||when a token was last used'),
          t('Until||when a token ends'),
          '',
        ]}
      >
        {(token) => (
          <tr key={token.id} className="border-t border-line">
            <Cell>{token.name}</Cell>
            <Cell>{token.account ?? t('nobody||whose token it is')}</Cell>
            <Cell>{t(ROLE_NAMES[token.role])}</Cell>
            <Cell>{scopeText(token.scope)}</Cell>
            <Cell>
              <Ago at={token.seenAt} />
            </Cell>
            <Cell>
              <LocalTime at={token.expiresAt} />
            </Cell>
            <Cell>
              <Confirm
                does={t('Remove')}
                what={t('the token {name}', { name: token.name })}
                onSure={() => changing.mutate(() => change('DELETE', `/tokens/${token.id}`))}
              />
            </Cell>
          </tr>
        )}
      </GrantList>
      <GrantForm
        title={t('Make a token')}
        submit={t('Make it')}
        onSubmit={({ name, role, scope = '' }) =>
          changing.mutate(() =>
            change<MadeToken>('POST', '/tokens', { name, role, ...scopeOf(scope) }),
          )
        }
      />
    </section>
  )
}
