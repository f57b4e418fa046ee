package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.oidc.Oidc;
import io.waddleperf.api.oidc.OidcClient;
import io.waddleperf.api.oidc.OidcException;
import io.waddleperf.api.oidc.Person;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Tells who shows a secret: a session, a token of ours, or one that the provider of OpenID Connect has signed.
@Singleton
final class KnownCallers {
    private static final Logger LOG = Logger.getLogger(KnownCallers.class);

    private final Credentials credentials;
    private final Oidc oidc;
    private final ExternalAccounts accounts;
    private final InstantSource clock;

    @Inject
    KnownCallers(Credentials credentials, Oidc oidc, ExternalAccounts accounts) {
        this.credentials = credentials;
        this.oidc = oidc;
        this.accounts = accounts;
        this.clock = Clock.systemUTC();
    }

    /// Somebody who is known.
    ///
    /// @param left for how long at most; empty: what lasts looks at the credential again
    record Known(Caller caller, Optional<Duration> left) {}

    /// @throws ProblemException where it is nobody
    Known find(Secret secret, String source) {
        if (secret.kind() == Secret.Kind.TOKEN && OidcClient.isJwt(secret.text()) && !credentials.isBootstrap(secret)) {
            return oidc.client().map(client -> bearer(client, secret, source)).orElseThrow(() -> unknown(secret));
        }
        return credentials
                .find(secret, source)
                .map(caller -> new Known(caller, Optional.empty()))
                .orElseThrow(() -> unknown(secret));
    }

    /// Whoever is known by a provider's token alone: nothing of them is stored here.
    static boolean isByJwt(Caller caller) {
        return caller.via() == Caller.Via.TOKEN
                && caller.credential() == null
                && !caller.name().equals(Credentials.BOOTSTRAP);
    }

    private static ProblemException unknown(Secret secret) {
        return ProblemException.of(
                ProblemKind.UNAUTHENTICATED,
                secret.kind() == Secret.Kind.SESSION
                        ? "the session is over: sign in again"
                        : "the token is unknown, revoked or over");
    }

    private Known bearer(OidcClient client, Secret secret, String source) {
        try {
            var bearer = client.bearer(secret.text());
            return new Known(
                    caller(bearer.person(), source), Optional.of(Duration.between(clock.instant(), bearer.until())));
        } catch (OidcException e) {
            throw switch (e.why()) {
                case REFUSED -> ProblemException.of(ProblemKind.UNAUTHENTICATED, String.valueOf(e.getMessage()), e);
                case NO_ROLE -> ProblemException.of(ProblemKind.FORBIDDEN, String.valueOf(e.getMessage()), e);
                case AWAY -> {
                    LOG.warnf("a token was not looked at: %s", e.getMessage());
                    yield ProblemException.of(
                            ProblemKind.PROVIDER_AWAY, "try again in some seconds; the log of the server says why", e);
                }
            };
        }
    }

    /// Programs have no account. Who has one is known by its name, and locked out by it, too.
    private Caller caller(Person person, String source) {
        var account = accounts.find(person);
        if (account.filter(Account::disabled).isPresent()) {
            throw ProblemException.of(ProblemKind.UNAUTHENTICATED, "the account is locked out");
        }
        return new Caller(
                account.map(Account::name).orElseGet(() -> programName(person)),
                account.map(Account::name).orElse(null),
                Caller.Via.TOKEN,
                null,
                person.role(),
                List.of(person.scope()),
                false,
                source);
    }

    /// As the audit tells it: no account has a colon in its name.
    private static String programName(Person person) {
        String name = "oidc:" + person.name().replaceAll("[^ -~]", "_");
        return name.substring(0, Math.min(128, name.length()));
    }
}
