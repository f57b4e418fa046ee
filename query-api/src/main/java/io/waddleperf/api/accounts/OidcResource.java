package io.waddleperf.api.accounts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.waddleperf.api.access.AccessRules;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.oidc.Attempt;
import io.waddleperf.api.oidc.Oidc;
import io.waddleperf.api.oidc.OidcClient;
import io.waddleperf.api.oidc.OidcClient.SignedIn;
import io.waddleperf.api.oidc.OidcException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Signing in by a provider of OpenID Connect: a browser is sent there, and comes back with a code. Whatever goes
/// wrong then, the browser ends at the sign-in screen, which is told in a word what it was.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class OidcResource {
    private static final String PATH = "/api/v1/oidc";
    private static final String CALLBACK = PATH + "/callback";
    private static final String COOKIE = "waddleperf_sign_in";
    /// To type a password and find the phone.
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /// A path of this host: `//host` and `/\host` would be others.
    private static final Pattern LOCAL = Pattern.compile("/(?:[!-~&&[^/\\\\]][!-~&&[^\\\\]]{0,998})?");
    /// Fewer than may ask the provider in all: sign-ins must not hold up whoever is in.
    private static final int EXCHANGES_AT_ONCE = 4;

    private static final Logger LOG = Logger.getLogger(OidcResource.class);

    private final Oidc oidc;
    private final ExternalAccounts accounts;
    private final Credentials credentials;
    private final ProviderSessions providers;
    private final FirstAdmin firstAdmin;
    private final RateLimits limits;
    private final Semaphore exchanges = new Semaphore(EXCHANGES_AT_ONCE);
    private final SecureRandom random = new SecureRandom();

    @Inject
    OidcResource(
            Oidc oidc,
            ExternalAccounts accounts,
            Credentials credentials,
            ProviderSessions providers,
            FirstAdmin firstAdmin,
            RateLimits limits) {
        this.oidc = oidc;
        this.accounts = accounts;
        this.credentials = credentials;
        this.providers = providers;
        this.firstAdmin = firstAdmin;
        this.limits = limits;
    }

    /// How somebody may sign in.
    ///
    /// @param provider null: by a password only
    public record Methods(boolean password, @Nullable Way provider) {}

    /// @param name of the provider, for people
    /// @param url  where a browser begins; `?to=` a path is where it ends
    public record Way(String name, String url) {}

    /// Why it went wrong, as the page is told.
    private enum Wrong {
        FAILED,
        NO_ROLE,
        LOCKED_OUT,
        AWAY;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @GET
    @Path("/sign-in-methods")
    public Methods methods() {
        return new Methods(
                true,
                oidc.client()
                        .map(client -> new Way(client.name(), PATH + "/login"))
                        .orElse(null));
    }

    @GET
    @Path("/oidc/login")
    public Response login(@QueryParam("to") @Nullable String to, @Context HttpServerRequest request) {
        var client = requireClient();
        String wanted = Objects.requireNonNullElse(to, "/");
        if (!isPage(wanted)) {
            throw ProblemException.badRequest("to", "must be the path of a page here, such as /incidents");
        }
        var attempt = Attempt.begin(random, wanted);
        try {
            URI there = client.signInAt(attempt, callback(client, request));
            return goTo(there.toString(), request, attempt.cookie());
        } catch (OidcException e) {
            return wrong(wrong(e), e.getMessage(), request);
        }
    }

    private OidcClient requireClient() {
        return oidc.client()
                .orElseThrow(() -> ProblemException.of(
                        ProblemKind.NOT_FOUND, "nobody signs in by OpenID Connect here: waddleperf.oidc.issuer"));
    }

    private static boolean isPage(String to) {
        return LOCAL.matcher(to).matches() && AccessRules.isPage(to.replaceFirst("[?#].*", ""));
    }

    /// Scheme and host, as the browser asks.
    static String base(HttpServerRequest request) {
        return request.scheme() + "://" + request.authority();
    }

    private static URI callback(OidcClient client, HttpServerRequest request) {
        return URI.create(client.base(base(request)) + CALLBACK);
    }

    @GET
    @Path("/oidc/callback")
    public Response callback(
            @QueryParam("code") @Nullable String code,
            @QueryParam("state") @Nullable String state,
            @QueryParam("error") @Nullable String error,
            @QueryParam("iss") @Nullable String issuer,
            @Context HttpServerRequest request) {
        var client = requireClient();
        var attempt = attempt(request).filter(one -> state != null && one.isAnsweredBy(state));
        if (attempt.isEmpty()) {
            return wrong(Wrong.FAILED, "it was begun by another browser, or more than 10 minutes ago", request);
        }
        if (!client.isOwnAnswer(Optional.ofNullable(issuer))) {
            return wrong(Wrong.FAILED, "the answer is another provider's", request);
        }
        if (code == null || error != null) {
            String said = String.valueOf(error).replaceAll("[^ -~]", "?");
            return wrong(Wrong.FAILED, "the provider says " + said.substring(0, Math.min(100, said.length())), request);
        }
        if (!limits.mayExchange(Gate.source(request))) {
            return wrong(Wrong.AWAY, "too many sign-ins of this address", request);
        }
        try {
            return signedIn(client, attempt.get(), code, request);
        } catch (OidcException e) {
            String subject = e.subject();
            if (subject != null) {
                accounts.endAll(client.issuer(), subject, String.valueOf(e.getMessage()), Gate.source(request));
            }
            return wrong(wrong(e), e.getMessage(), request);
        }
    }

    private static Optional<Attempt> attempt(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null ? Optional.empty() : Attempt.of(cookie.getValue());
    }

    private Response signedIn(OidcClient client, Attempt attempt, String code, HttpServerRequest request) {
        if (!exchanges.tryAcquire()) {
            return wrong(Wrong.AWAY, EXCHANGES_AT_ONCE + " sign-ins are under way", request);
        }
        SignedIn signedIn;
        try {
            signedIn = client.signIn(attempt, code, callback(client, request));
        } finally {
            exchanges.release();
        }
        String source = Gate.source(request);
        firstAdmin.ensure();
        var account = accounts.admit(signedIn.person(), source);
        if (account.disabled()) {
            return wrong(Wrong.LOCKED_OUT, account.name() + " is locked out", request);
        }
        Secret old = Presented.session(request);
        if (old != null) {
            credentials.endSession(old);
        }
        Secret session = credentials.openSession(account, source);
        providers.keep(session, signedIn.held(), client);
        return goTo(isPage(attempt.to()) ? attempt.to() : "/", request, null, SessionCookie.of(request, session));
    }

    private static Wrong wrong(OidcException e) {
        return switch (e.why()) {
            case REFUSED -> Wrong.FAILED;
            case NO_ROLE -> Wrong.NO_ROLE;
            case AWAY -> Wrong.AWAY;
        };
    }

    private static Response wrong(Wrong wrong, @Nullable String reason, HttpServerRequest request) {
        LOG.warnf("a sign-in from %s ended: %s", Gate.source(request), reason);
        return goTo("/?sign-in=" + wrong.word(), request, null);
    }

    /// @param attempt null: it is over
    private static Response goTo(String where, HttpServerRequest request, @Nullable String attempt, String... cookies) {
        String of = attempt == null
                ? SessionCookie.lax(request, COOKIE, "", PATH, 0)
                : SessionCookie.lax(request, COOKIE, attempt, PATH, PATIENCE.toSeconds());
        var answer = Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, where)
                .header(HttpHeaders.SET_COOKIE, of);
        for (String cookie : cookies) {
            answer.header(HttpHeaders.SET_COOKIE, cookie);
        }
        return answer.build();
    }
}
