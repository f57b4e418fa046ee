package io.waddleperf.api.speed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.http.ProblemWriter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// A browser's speed test: what it downloads and uploads goes through here to the speed tests' door of a responder
/// (docs/reference/responder.md), since a page asks no host but its own.
@Singleton
public final class SpeedRelay {
    private static final String PATH = "/api/v1/speedtest/";
    private static final int MOST_MEBIBYTES = 64;
    private static final int CONNECT_MS = 3_000;
    /// As long as a responder waits for a transfer that does not move.
    private static final int IDLE_S = 15;
    /// A connection that nobody uses is left well before the responder closes it.
    private static final int KEPT_S = 5;
    private static final int MOST_CONNECTIONS = 2 * SpeedTurn.MOST_TRANSFERS;

    private final ProblemWriter problems;
    private final Optional<URI> server;
    private final HttpClient client;
    private final SpeedTurn turn = new SpeedTurn(System::nanoTime);

    SpeedRelay(
            ProblemWriter problems,
            Vertx vertx,
            @ConfigProperty(name = "waddleperf.api.speed-server") Optional<URI> server) {
        server.ifPresent(SpeedRelay::requireServer);
        this.problems = problems;
        this.server = server;
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MS)
                        .setIdleTimeout(IDLE_S)
                        .setKeepAliveTimeout(KEPT_S),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_CONNECTIONS));
    }

    private static void requireServer(URI server) {
        boolean plain = "http".equals(server.getScheme()) && server.getHost() != null && server.getPort() > 0;
        if (!plain) {
            throw new IllegalArgumentException(
                    "waddleperf.api.speed-server must be a URL such as http://192.0.2.7:8989, not " + server);
        }
    }

    void route(@Observes Router router) {
        router.get(PATH + "ping").handler(context -> serve(context, this::ping));
        router.get(PATH + "download").handler(context -> serve(context, this::download));
        router.post(PATH + "upload").handler(context -> serve(context, this::upload));
    }

    private interface Serving {
        void serve(RoutingContext context, URI server);
    }

    private void serve(RoutingContext context, Serving serving) {
        try {
            serving.serve(context, server.orElseThrow(SpeedRelay::unset));
        } catch (ProblemException e) {
            context.request().resume(); // what else it brings is not read by anybody
            problems.send(context, e);
        }
    }

    private static ProblemException unset() {
        return ProblemException.of(
                ProblemKind.CONFLICT,
                "no responder is there for speed tests: waddleperf.api.speed-server names one, as http://host:port");
    }

    /// A round trip to the responder: of no test in particular, as it is measured while others transfer, too.
    private void ping(RoutingContext context, URI server) {
        relay(context, server, "empty.php").onFailure(e -> tell(context, e));
    }

    private void download(RoutingContext context, URI server) {
        var parameters = Parameters.of(context.queryParams());
        int mebibytes = parameters.integer("mebibytes", MOST_MEBIBYTES, 1, MOST_MEBIBYTES);
        transfer(context, parameters, () -> relay(context, server, "garbage.php?ckSize=" + mebibytes));
    }

    private void upload(RoutingContext context, URI server) {
        transfer(context, Parameters.of(context.queryParams()), () -> relay(context, server, "empty.php"));
    }

    private interface Relaying {
        Future<Void> begin();
    }

    private void transfer(RoutingContext context, Parameters parameters, Relaying relaying) {
        String test = parameters.name("test");
        parameters.check();
        if (test == null) {
            throw ProblemException.badRequest("test", "is missing: a name of the test that this is a transfer of");
        }
        turn.begin(test);
        relaying.begin().onComplete(done -> {
            turn.end();
            if (done.failed()) {
                tell(context, done.cause());
            }
        });
    }

    /// What was begun cannot become a problem any more: its end must not look like that of a whole answer.
    private void tell(RoutingContext context, Throwable failure) {
        var response = context.response();
        if (!response.headWritten()) {
            problems.send(context, away(failure));
        } else if (!response.reset()) {
            context.request().connection().close();
        }
    }

    /// Ends when the answer has been sent whole, or either side went away. Where a connection is closed before its
    /// answer, as a kept one may be while the next request is on its way, it is asked once more (RFC 9112, 9.3.1);
    /// what brings something is not.
    private Future<Void> relay(RoutingContext context, URI server, String file) {
        return attempt(context, server, file).recover(failure -> {
            boolean again = failure instanceof HttpClosedException
                    && context.request().method().equals(HttpMethod.GET)
                    && !context.response().headWritten()
                    && !context.response().closed();
            return again ? attempt(context, server, file) : Future.failedFuture(failure);
        });
    }

    private Future<Void> attempt(RoutingContext context, URI server, String file) {
        var asked = context.request();
        var options = new RequestOptions()
                .setMethod(asked.method())
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI("/backend/" + file);
        return client.request(options).compose(request -> {
            context.response().closeHandler(_ -> request.reset());
            return send(context, request)
                    .compose(answer -> answer(context, answer))
                    .onFailure(_ -> request.reset()); // whoever closes the page ends its transfers
        });
    }

    private static Future<HttpClientResponse> send(RoutingContext context, HttpClientRequest request) {
        var asked = context.request();
        if (!asked.method().equals(HttpMethod.POST)) {
            return request.send();
        }
        String length = asked.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            request.setChunked(true);
        } else {
            request.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        return request.send(asked);
    }

    private static Future<Void> answer(RoutingContext context, HttpClientResponse answer) {
        if (answer.statusCode() != 200) {
            answer.resume();
            return Future.failedFuture(busyOrWrong(answer));
        }
        String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        var response = context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        if (length == null) {
            response.setChunked(true);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        return answer.pipe().endOnFailure(false).to(response);
    }

    private static ProblemException busyOrWrong(HttpClientResponse answer) {
        return answer.statusCode() == 503
                ? ProblemException.tooMany("the responder is busy with another test", SpeedTurn.KEPT)
                : ProblemException.of(ProblemKind.RESPONDER_AWAY, "the responder answered with " + answer.statusCode());
    }

    private static ProblemException away(Throwable failure) {
        return failure instanceof ProblemException known
                ? known
                : ProblemException.of(
                        ProblemKind.RESPONDER_AWAY,
                        "the responder does not answer: is it running, and is waddleperf.api.speed-server its address?",
                        failure);
    }
}
