package io.waddleperf.api.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What every request passes, be it for the API, the page, health or metrics: who asks is checked,
/// and each answer gets the headers that keep a browser safe.
@Singleton
public final class FrontDoor {
    private static final int FIRST = 1_000;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String ONE_YEAR = "max-age=31536000";
    private static final String PAGE = "/index.html";
    /// What is under these is no page.
    private static final List<String> OURS = List.of("/api", "/metrics", "/q", "/version");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /// Of RFC 9110, section 5.6.7: a server that has a clock says in each answer what time it is.
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final ProblemWriter problems;
    private final InstantSource clock = Clock.systemUTC();
    private final boolean localOnly;
    private final LocalHosts hosts;
    private final long mostBytes;

    /// @param mostBytes of a body; the server itself refuses larger ones without a word
    /// @param hosts     names by which this server is asked besides those of loopback
    FrontDoor(
            ProblemWriter problems,
            @ConfigProperty(name = "waddleperf.api.local-only", defaultValue = "true") boolean localOnly,
            @ConfigProperty(name = "waddleperf.api.hosts") Optional<List<String>> hosts,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes) {
        this.problems = problems;
        this.localOnly = localOnly;
        this.hosts = LocalHosts.and(hosts.orElse(List.of()));
        this.mostBytes = mostBytes.asLongValue();
    }

    void filter(@Observes Filters filters) {
        filters.register(this::secure, FIRST + 1);
        filters.register(this::admit, FIRST);
    }

    /// The page has routes of its own, which a browser may be sent to directly.
    void route(@Observes Router router) {
        router.route().handler(context -> {
            if (wantsPage(context)) {
                context.reroute(PAGE);
            } else {
                context.next();
            }
        });
    }

    private void secure(RoutingContext context) {
        context.addHeadersEndHandler(_ -> {
            var response = context.response();
            String path = context.normalizedPath();
            response.putHeader("Content-Security-Policy", POLICY)
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader("X-Frame-Options", "DENY")
                    .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                    .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                    .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                    .putHeader("Referrer-Policy", "no-referrer")
                    .putHeader(HttpHeaders.DATE, IMF_FIXDATE.format(clock.instant()))
                    .putHeader(HttpHeaders.CACHE_CONTROL, caching(path, response.getStatusCode()));
            if ("https".equals(context.request().scheme())) {
                response.putHeader("Strict-Transport-Security", ONE_YEAR);
            }
        });
        context.next();
    }

    /// Names of files under /assets/ hold a hash of their content. All else may change at any time;
    /// `no-store`, since files of one build and the next have the same date.
    private static String caching(String path, int status) {
        boolean found = status == 200 || status == 206 || status == 304;
        return path.startsWith("/assets/") && found ? "public, max-age=31536000, immutable" : "no-store";
    }

    private void admit(RoutingContext context) {
        var request = context.request();
        String host = request.authority() == null ? null : request.authority().toString();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (localOnly && !hosts.isLocal(host)) {
            refuse(context, "Host must be " + hosts + ", not " + host);
        } else if (localOnly && !hosts.isLocalOrigin(origin)) {
            refuse(context, "Origin must be " + hosts + ", not " + origin);
        } else if (length(request) > mostBytes) {
            refuseBody(context);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, String detail) {
        problems.send(context, ProblemException.of(ProblemKind.FORBIDDEN_HOST, detail));
    }

    /// As it is said; a body that comes in pieces is counted where it is read.
    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    /// What is left of the body is not read, so this connection has no next request.
    private void refuseBody(RoutingContext context) {
        var request = context.request();
        if (request.version() != HttpVersion.HTTP_2) {
            context.response()
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .endHandler(_ -> request.connection().close()); // the header alone closes nothing
        }
        problems.send(
                context,
                ProblemException.of(
                        ProblemKind.TOO_LARGE, "a request may have " + mostBytes + " bytes, not " + length(request)));
    }

    /// A name of a target may look like that of a file, so only the files themselves tell.
    private static boolean isFile(String path) {
        var loader = Thread.currentThread().getContextClassLoader();
        return path.endsWith("/") || loader.getResource("META-INF/resources" + path) != null;
    }

    private static boolean wantsPage(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accept == null
                || !accept.contains("text/html")
                || !READING.contains(context.request().method())) {
            return false;
        }
        String path = context.normalizedPath();
        boolean ours = OURS.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + '/'));
        return !ours && !isFile(path);
    }
}
