package io.waddleperf.api.accounts;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.waddleperf.api.access.AccessRules;
import io.waddleperf.api.access.AccessRules.Found;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Need;
import io.waddleperf.api.accounts.KnownCallers.Known;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.http.ProblemWriter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Set;
import org.jboss.logging.Logger;

/// Finds out who asks, and lets through what they may have. Nothing behind it is served to somebody
/// whom it has not seen.
@Singleton
public final class Gate {
    /// After the front door, before all else.
    private static final int PRIORITY = 900;

    /// No timer runs for longer: whoever listens for a day may ask again.
    private static final long LONGEST_MS = 86_400_000;

    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final KnownCallers callers;
    private final AccountSettings settings;
    private final RateLimits limits;
    private final ProblemWriter problems;

    Gate(KnownCallers callers, AccountSettings settings, RateLimits limits, ProblemWriter problems) {
        this.callers = callers;
        this.settings = settings;
        this.limits = limits;
        this.problems = problems;
    }

    void filter(@Observes Filters filters) {
        filters.register(this::pass, PRIORITY);
    }

    private void pass(RoutingContext context) {
        var found = AccessRules.find(context.request().method().name(), context.normalizedPath());
        try {
            if (found instanceof Found.Operation(Need need) && need == Need.NOTHING) {
                passUnknown(context);
            } else {
                ask(context, found);
            }
        } catch (ProblemException e) {
            problems.send(context, e);
        }
    }

    private void passUnknown(RoutingContext context) {
        boolean changes = !SAFE.contains(context.request().method().name());
        if (changes || !AccessRules.isPage(context.normalizedPath())) {
            limits.requireOfSource(source(context.request())); // of the database, too
        }
        if (changes) {
            requireOwnPage(context.request());
        }
        context.next();
    }

    private void ask(RoutingContext context, Found found) {
        String source = source(context.request());
        switch (Presented.of(context.request())) {
            case Presented.Nothing() -> {
                if (!isOperator(source)) {
                    limits.requireOfSource(source);
                    throw ProblemException.of(ProblemKind.UNAUTHENTICATED, "sign in, or send a token as Bearer");
                }
                admit(context, found, Caller.localOperator(source));
            }
            case Presented.Unusable(String why) -> {
                limits.requireOfSource(source);
                throw ProblemException.of(ProblemKind.UNAUTHENTICATED, why);
            }
            case Presented.Shown(Secret secret) -> {
                limits.requireOfSource(source);
                lookUp(context, found, secret);
            }
        }
    }

    private boolean isOperator(String source) {
        try {
            return !settings.required() && InetAddress.ofLiteral(source).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The database may take its time, the event loop may not.
    private void lookUp(RoutingContext context, Found found, Secret secret) {
        String source = source(context.request());
        context.vertx()
                .executeBlocking(() -> callers.find(secret, source), false)
                .onComplete(known -> {
                    try {
                        if (known.failed()) {
                            throw problem(known.cause());
                        }
                        closeWhenOver(context, known.result());
                        admit(context, found, known.result().caller());
                    } catch (ProblemException e) {
                        problems.send(context, e);
                    }
                });
    }

    private static ProblemException problem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known;
        }
        LOG.error("a caller was not looked up", failure);
        return ProblemException.of(ProblemKind.INTERNAL, "the log of the server says why");
    }

    /// What lasts longer than a request ends with the token that began it.
    private static void closeWhenOver(RoutingContext context, Known known) {
        known.left().ifPresent(left -> {
            long timer = context.vertx()
                    .setTimer(
                            Math.clamp(left.toMillis(), 1, LONGEST_MS),
                            _ -> context.response().reset()); // others may share the connection
            context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
        });
    }

    private void admit(RoutingContext context, Found found, Caller caller) {
        switch (found) {
            case Found.Operation(Need need) -> requireMay(context.request(), caller, need);
            case Found.OtherMethods(var methods) -> {
                context.response().putHeader("Allow", String.join(", ", methods));
                throw ProblemException.of(ProblemKind.METHOD_NOT_ALLOWED, "this path has other methods");
            }
            case Found.Nothing() ->
                throw ProblemException.of(ProblemKind.NOT_FOUND, "nothing is at " + context.normalizedPath());
        }
        Callers.put(context, caller);
        context.next();
    }

    private void requireMay(HttpServerRequest request, Caller caller, Need need) {
        if (caller.via() != Caller.Via.OPERATOR) {
            limits.requireOf(caller);
        }
        if (!SAFE.contains(request.method().name())) {
            requireOwnWish(request, caller);
        }
        if (caller.mustChange() && need != Need.NAME) {
            throw ProblemException.of(ProblemKind.PASSWORD_CHANGE, "PUT /api/v1/me/password with a new one");
        }
        if (!need.isMetBy(caller)) {
            throw ProblemException.of(
                    ProblemKind.FORBIDDEN,
                    "it takes " + need.words() + ", and " + caller.name() + " is " + article(caller));
        }
    }

    /// A browser sends the cookie of a session, or comes from this machine, whichever page made it ask.
    private static void requireOwnWish(HttpServerRequest request, Caller caller) {
        switch (caller.via()) {
            case SESSION -> {
                requireOwnPage(request);
                requireCsrf(request);
            }
            case OPERATOR -> requireOwnPage(request);
            case TOKEN, SYSTEM -> {}
        }
    }

    private static String article(Caller caller) {
        String role = caller.role().wireName();
        return (role.startsWith("a") ? "an " : "a ") + role + (caller.seesAll() ? "" : " with a bounded scope");
    }

    /// A browser tells where a request comes from (Fetch Metadata); an older one tells the origin at
    /// least, and a program neither.
    private static void requireOwnPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean own = site == null
                ? origin == null || isHostOf(request, origin)
                : site.equals("same-origin") || site.equals("none");
        if (!own) {
            throw ProblemException.of(ProblemKind.FORBIDDEN, "this may only be asked by WaddlePerf's own page");
        }
    }

    private static boolean isHostOf(HttpServerRequest request, String origin) {
        int slashes = origin.indexOf("//");
        var host = request.authority();
        return slashes > 0 && host != null && origin.substring(slashes + 2).equals(host.toString());
    }

    private static void requireCsrf(HttpServerRequest request) {
        Secret session = Presented.session(request);
        String given = request.getHeader("X-CSRF-Token");
        if (session == null || given == null || !session.csrf().equals(given)) {
            throw ProblemException.of(
                    ProblemKind.FORBIDDEN, "X-CSRF-Token must be the csrfToken that /api/v1/me tells this session");
        }
    }

    /// The address that asks, as the audit tells it.
    public static String source(HttpServerRequest request) {
        var address = request.remoteAddress();
        String host = address == null ? null : address.hostAddress();
        return host == null
                ? ""
                : host.substring(0, Math.min(64, host.length())).replaceFirst("%.*", "");
    }
}
