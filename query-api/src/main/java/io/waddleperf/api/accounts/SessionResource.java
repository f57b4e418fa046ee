package io.waddleperf.api.accounts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.oidc.OidcClient.Held;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signing in and out, and what callers are told of themselves.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SessionResource {
    private final Accounts accounts;
    private final Credentials credentials;
    private final FailedSignIns failures;
    private final Passwords passwords;
    private final FirstAdmin firstAdmin;
    private final AccountSettings settings;
    private final ProviderSessions providers;
    private final Callers callers;

    SessionResource(
            Accounts accounts,
            Credentials credentials,
            FailedSignIns failures,
            Passwords passwords,
            FirstAdmin firstAdmin,
            AccountSettings settings,
            ProviderSessions providers,
            Callers callers) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.failures = failures;
        this.passwords = passwords;
        this.firstAdmin = firstAdmin;
        this.settings = settings;
        this.providers = providers;
        this.callers = callers;
    }

    /// Who asks.
    ///
    /// @param via       `session`, `token` or `operator`
    /// @param scopes    all of them bound what is seen; empty: everything is
    /// @param csrfToken to be sent with each change as `X-CSRF-Token`; null but for sessions
    /// @param accounts  `required` or `loopback-open`
    public record Me(
            String name,
            Caller.Via via,
            Role role,
            List<Scope> scopes,
            boolean mustChangePassword,
            @Nullable String csrfToken,
            String accounts) {}

    private record NameAndPassword(String name, String password) {
        static NameAndPassword read(byte[] json) {
            var body = JsonBody.read(json, List.of("name", "password"));
            String name = body.required("name", body.text("name"));
            String password = body.required("password", body.text("password"));
            body.require(name == null || name.length() <= 64, "name", "must be at most 64 characters");
            body.require(
                    password == null || password.length() <= Passwords.LONGEST,
                    "password",
                    "must be at most " + Passwords.LONGEST + " characters");
            return body.make(() -> new NameAndPassword(Objects.requireNonNull(name), Objects.requireNonNull(password)));
        }
    }

    @POST
    @Path("/login")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response login(byte[] body, @Context HttpServerRequest request) {
        var given = NameAndPassword.read(body);
        firstAdmin.ensure();
        Account account = find(given.name, given.password, Gate.source(request))
                .orElseThrow(
                        () -> ProblemException.of(ProblemKind.SIGN_IN_FAILED, "the name or the password is wrong"));
        Secret old = Presented.session(request);
        if (old != null) {
            credentials.endSession(old);
        }
        return opened(account, request);
    }

    /// Nothing, whatever is wrong: nobody learns which accounts there are.
    private Optional<Account> find(String name, String password, String source) {
        failures.attempt(name, source);
        Account account = accounts.find(name).orElse(null);
        boolean right =
                passwords.matches(password, account == null || account.isExternal() ? null : account.passwordHash());
        if (account == null || !right || account.disabled()) {
            return Optional.empty();
        }
        failures.succeeded(name, source);
        return Optional.of(account);
    }

    private Response opened(Account account, HttpServerRequest request) {
        Secret secret = credentials.openSession(account, Gate.source(request));
        var me = new Me(
                account.name(),
                Caller.Via.SESSION,
                account.role(),
                scopes(List.of(account.scope())),
                account.mustChangePassword(),
                secret.csrf(),
                settings.mode());
        return Response.ok(me)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.of(request, secret))
                .build();
    }

    private static List<Scope> scopes(List<Scope> all) {
        return all.stream().filter(scope -> !scope.isWhole()).toList();
    }

    /// Where to go on signing out.
    ///
    /// @param continueAt of the provider, which knows them still
    public record SignedOut(String continueAt) {}

    @POST
    @Path("/logout")
    public Response logout(@Context HttpServerRequest request) {
        Secret session = Presented.session(request);
        var held = session == null ? Optional.<Held>empty() : providers.heldBy(session);
        if (session != null) {
            credentials.endSession(session); // before the provider is asked, which may take its time
        }
        var next = held.flatMap(of -> providers.signOut(of, OidcResource.base(request)));
        return next.map(url -> Response.ok(new SignedOut(url.toString())))
                .orElseGet(Response::noContent)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.none(request))
                .build();
    }

    @GET
    @Path("/me")
    public Me me(@Context HttpServerRequest request) {
        Caller caller = callers.current();
        Secret session = caller.via() == Caller.Via.SESSION ? Presented.session(request) : null;
        return new Me(
                caller.name(),
                caller.via(),
                caller.role(),
                caller.scopes(),
                caller.mustChange(),
                session == null ? null : session.csrf(),
                settings.mode());
    }

    private record Another(String current, String password) {
        static Another read(String name, byte[] json) {
            var body = JsonBody.read(json, List.of("current", "password"));
            String current = body.required("current", body.text("current"));
            String password = body.required("password", body.text("password"));
            body.require(
                    current == null || current.length() <= Passwords.LONGEST,
                    "current",
                    "must be at most " + Passwords.LONGEST + " characters");
            String weakness = password == null ? null : Passwords.weakness(name, password);
            body.require(weakness == null, "password", String.valueOf(weakness));
            body.require(password == null || !password.equals(current), "password", "must be another one");
            return body.make(() -> new Another(Objects.requireNonNull(current), Objects.requireNonNull(password)));
        }
    }

    /// All other sessions of the account end; this one goes on under a new cookie.
    @PUT
    @Path("/me/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response changePassword(byte[] body, @Context HttpServerRequest request) {
        String name = requireSession();
        accounts.find(name).ifPresent(Accounts::requirePassword);
        var wanted = Another.read(name, body);
        if (find(name, wanted.current, Gate.source(request)).isEmpty()) {
            throw ProblemException.badRequest("current", "is not the password of " + name);
        }
        String hash = passwords.hash(wanted.password);
        return opened(accounts.setPassword(callers.current(), name, hash, false), request);
    }

    @DELETE
    @Path("/me/sessions")
    public Response endSessions(@Context HttpServerRequest request) {
        credentials.endSessions(requireSession());
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.none(request))
                .build();
    }

    private String requireSession() {
        Caller caller = callers.current();
        if (caller.via() != Caller.Via.SESSION || caller.account() == null) {
            throw ProblemException.of(ProblemKind.FORBIDDEN, "only somebody who has signed in by password may do this");
        }
        return caller.account();
    }
}
