package io.waddleperf.api.tests;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.stream.EventStream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// `GET /api/v1/tests/{id}/events`: the steps and results of a test on demand as Server-Sent Events, from its order to
/// its last ending, which ends the stream.
///
/// What was before the client came is told first, so that it is the same whenever that is. `Last-Event-ID` says what
/// need not be told again, at any instance of the API.
@Singleton
final class TestEvents {
    private static final Logger LOG = Logger.getLogger(TestEvents.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final EventStream stream;
    private final TestReader reader;
    private final RunProgress progress;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final InstantSource clock = Clock.systemUTC();
    /// As many as clients of the stream at most: each is one of these.
    private final Set<TestWatch> watches = ConcurrentHashMap.newKeySet();

    TestEvents(EventStream stream, TestReader reader, RunProgress progress, ObjectMapper json, Vertx vertx) {
        this.stream = stream;
        this.reader = reader;
        this.progress = progress;
        this.json = json;
        this.vertx = vertx;
    }

    void route(@Observes Router router) {
        router.get("/api/v1/tests/:id/events").handler(this::serve);
        vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> look());
    }

    private void serve(RoutingContext context) {
        try {
            var query = Parameters.of(context.queryParams());
            boolean results = query.flag("results", true);
            query.check();
            watch(context, results);
        } catch (ProblemException e) {
            stream.refuse(context, e);
        }
    }

    private void watch(RoutingContext context, boolean results) {
        stream.who(context)
                .compose(who -> vertx.executeBlocking(
                                () -> reader.request(String.valueOf(context.pathParam("id")), who.sight()), false)
                        .onSuccess(request -> stream.open(context, who).ifPresent(listener -> {
                            var told = Told.of(context.request().getHeader(EventStream.LAST_ID));
                            watches.add(new TestWatch(request, results, told, listener));
                        })))
                .onFailure(e -> stream.refuse(context, e));
    }

    private void look() {
        Instant now = clock.instant();
        watches.removeIf(TestWatch::isOver);
        for (var watch : watches) {
            if (watch.begin(progress, now)) {
                vertx.executeBlocking(
                                () -> {
                                    watch.look(reader, json);
                                    return watch;
                                },
                                false)
                        .onFailure(e -> LOG.warnf("what happened to a test was not told: %s", e.getMessage()));
            }
        }
    }
}
