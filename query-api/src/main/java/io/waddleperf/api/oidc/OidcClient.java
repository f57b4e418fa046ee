package io.waddleperf.api.oidc;

import io.waddleperf.api.oidc.TokenVerifier.Verified;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Signs people in by the provider, and knows its tokens: the authorization code flow with PKCE, refresh and
/// sign-out of OpenID Connect, and JWTs as Bearer.
public final class OidcClient implements AutoCloseable {
    /// Servers take some 8 kB of an address; without the hint the provider asks who it is about.
    private static final int LONGEST_HINT = 4_000;

    private final OidcSettings settings;
    private final Provider provider;
    private final TokenVerifier verifier;
    private final InstantSource clock;

    OidcClient(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.provider = new Provider(settings, clock);
        this.verifier = new TokenVerifier(settings);
        this.clock = clock;
    }

    /// Of a session, for as long as it lasts.
    ///
    /// @param idToken says at the sign-out whose it is
    /// @param refresh empty: the provider cannot be asked again
    public record Held(String idToken, Optional<String> refresh) {}

    /// Somebody, and what to keep for their session.
    public record SignedIn(Person person, Held held) {}

    /// What the provider says of a session.
    ///
    /// @param person empty: nothing new
    public record Confirmed(Optional<Person> person, Held held) {}

    /// A program, or somebody by a program.
    ///
    /// @param until then the token is over
    public record Bearer(Person person, Instant until) {}

    /// As the sign-in screen tells it.
    public String name() {
        return settings.name();
    }

    public String issuer() {
        return settings.issuer();
    }

    public Duration confirmEvery() {
        return settings.confirmEvery();
    }

    /// By which browsers know this service.
    ///
    /// @param asked scheme and host of a request
    public String base(String asked) {
        return settings.publicUrl()
                .map(url -> url.toString().replaceFirst("/$", ""))
                .orElse(asked);
    }

    /// Where a browser goes to sign in.
    public URI signInAt(Attempt attempt, URI callback) {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", callback.toString());
        query.put("scope", settings.scopes());
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        return with(provider.metadata().authorize(), Provider.encoded(query));
    }

    private static URI with(URI url, String query) {
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
    }

    /// Whether an answer at the callback is this provider's, where it says so (RFC 9207).
    public boolean isOwnAnswer(Optional<String> issuer) {
        return issuer.isEmpty() || issuer.get().equals(settings.issuer());
    }

    /// @throws OidcException where it is nobody who may come in
    public SignedIn signIn(Attempt attempt, String code, URI callback) {
        var answer = provider.exchange(code, attempt.verifier(), callback);
        String idToken = answer.idToken()
                .orElseThrow(
                        () -> OidcException.away("the provider gives no ID token: ask for the scope openid", null));
        var verified = verifier.idToken(idToken, attempt.nonce(), provider.keys(), clock.instant());
        return new SignedIn(person(verified, answer), new Held(idToken, answer.refresh()));
    }

    /// @param subject whose session it is
    /// @param rotated keeps what came instead of a refresh token that is used up, whatever becomes of the rest
    /// @throws OidcException REFUSED or NO_ROLE: the session is over
    public Confirmed confirm(Held held, String subject, Consumer<Held> rotated) {
        String before = held.refresh().orElseThrow(() -> OidcException.refused("there is nothing to refresh it by"));
        var answer = provider.refresh(before);
        answer.refresh().ifPresent(next -> rotated.accept(new Held(held.idToken(), Optional.of(next))));
        var refresh = Optional.of(answer.refresh().orElse(before));
        if (answer.idToken().isEmpty()) { // it need not come again (OpenID Connect Core, 12.2)
            return new Confirmed(Optional.empty(), new Held(held.idToken(), refresh));
        }
        String idToken = answer.idToken().get();
        var verified = verifier.idToken(idToken, null, provider.keys(), clock.instant());
        if (!verified.subject().equals(subject)) {
            throw OidcException.refused("the provider speaks of somebody else: sub");
        }
        return new Confirmed(Optional.of(person(verified, answer)), new Held(idToken, refresh));
    }

    /// @throws OidcException where it is not good
    public Bearer bearer(String token) {
        var verified = verifier.bearer(token, provider.keys(), clock.instant());
        return new Bearer(person(verified, verified.claims().texts(settings.roleClaim())), verified.expiresAt());
    }

    /// Some providers put roles into the access token only, as Keycloak does with those of a realm.
    private Person person(Verified idToken, Provider.Answer answer) {
        var values = idToken.claims().texts(settings.roleClaim());
        boolean elsewhere = !idToken.claims().has(settings.roleClaim());
        return person(idToken, elsewhere ? rolesOfAccessToken(idToken, answer) : values);
    }

    private List<String> rolesOfAccessToken(Verified idToken, Provider.Answer answer) {
        return answer.accessToken()
                .filter(OidcClient::isJwt)
                .flatMap(this::read)
                .filter(access -> access.subject().equals(idToken.subject()))
                .map(access -> access.claims().texts(settings.roleClaim()))
                .orElse(List.of());
    }

    /// Nothing where it is not for us to read.
    private Optional<Verified> read(String accessToken) {
        try {
            return Optional.of(verifier.ownAccessToken(accessToken, provider.keys(), clock.instant()));
        } catch (OidcException e) {
            return Optional.empty();
        }
    }

    /// Three parts: header, claims and signature.
    public static boolean isJwt(String token) {
        return token.chars().filter(c -> c == '.').count() == 2;
    }

    private Person person(Verified verified, List<String> values) {
        String name = verified.claims()
                .text(settings.nameClaim())
                .or(() -> verified.claims().text("email"))
                .or(() -> verified.claims().text("client_id"))
                .orElse(verified.subject());
        var granted = Rights.of(settings.roles(), values)
                .orElseThrow(() -> OidcException.noRole(
                        "no value of the claim " + settings.roleClaim() + " means a role here", verified.subject()));
        return new Person(settings.issuer(), verified.subject(), name, granted.role(), granted.scope());
    }

    /// Where a browser goes to sign out there, too; nowhere if the provider does not know how
    /// (OpenID Connect RP-Initiated Logout 1.0).
    ///
    /// @param back where the provider sends it then
    public Optional<URI> signOutAt(String idToken, URI back) {
        var query = new LinkedHashMap<String, String>();
        if (idToken.length() <= LONGEST_HINT) {
            query.put("id_token_hint", idToken);
        }
        query.put("client_id", settings.clientId());
        query.put("post_logout_redirect_uri", back.toString());
        return provider.metadata().endSession().map(url -> with(url, Provider.encoded(query)));
    }

    @Override
    public void close() {
        provider.close();
    }
}
