package io.waddleperf.api.stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.http.ProblemWriter;
import io.waddleperf.api.live.TopicListener;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/stream`: results, decisions and incidents as Server-Sent Events.
///
/// A route of its own instead of a resource method: it needs to know how much a connection has not
/// read. What changed in the snapshot of all paths is made here every two seconds, while somebody
/// wants it. `Last-Event-ID` resumes within the newest events of this process, in their order here; they
/// are kept while somebody listens and five minutes more. When the server stops it closes the
/// connections, and clients come back by themselves.
@Singleton
public final class EventStream implements TopicListener {
    private static final Logger LOG = Logger.getLogger(EventStream.class);
    /// Of the setting: each may hold some 320 KiB, and a connection besides.
    private static final int MOST_LISTENERS = 20_000;
    private static final String PATH = "/api/v1/stream";
    private static final int RING_EVENTS = 5_000;
    private static final long RING_BYTES = 16 << 20;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /// Heartbeats without a listener after which nothing is kept: it would be the most of what outlives
    /// a garbage collection, and nobody comes back for it.
    private static final int QUIET_HEARTBEATS = 20;

    /// Who was signed out, or sees other probes now, notices within it.
    private static final Duration RIGHTS_EVERY = Duration.ofSeconds(5);

    /// Changes of all paths are told together.
    private static final Duration PATHS_EVERY = Duration.ofSeconds(2);

    /// The header by which a client says how far it has come.
    public static final String LAST_ID = "Last-Event-ID";

    private static final Buffer GREETING = Buffer.buffer("retry: 2000\n\n");

    private final ProblemWriter problems;
    private final Rights rights;
    private final FleetChanges changes;
    private final Vertx vertx;
    private final int mostListeners;
    private final LongAdder dropped = new LongAdder();
    /// Both under this object's lock, so that a resume and what follows it have no seam.
    private final EventRing<HeldEvent> ring = new EventRing<>(RING_EVENTS, RING_BYTES);
    private final Set<StreamListener> listeners = new LinkedHashSet<>();
    private int quietHeartbeats = QUIET_HEARTBEATS;

    /// @param mostListeners at a time; more are told so
    EventStream(
            ProblemWriter problems,
            Rights rights,
            FleetChanges changes,
            Vertx vertx,
            MeterRegistry metrics,
            @ConfigProperty(name = "waddleperf.api.stream-listeners", defaultValue = "2000") int mostListeners) {
        if (mostListeners < 1 || mostListeners > MOST_LISTENERS) {
            throw new IllegalArgumentException(
                    "waddleperf.api.stream-listeners must be 1 to " + MOST_LISTENERS + ", not " + mostListeners);
        }
        this.problems = problems;
        this.rights = rights;
        this.changes = changes;
        this.vertx = vertx;
        this.mostListeners = mostListeners;
        Gauge.builder("waddleperf.api.stream.listeners", this, EventStream::listenerCount)
                .description("Clients that listen to events")
                .register(metrics);
        FunctionCounter.builder("waddleperf.api.stream.dropped", dropped, LongAdder::sum)
                .description("Events that slow clients have missed")
                .register(metrics);
    }

    void route(@Observes Router router) {
        router.get(PATH).handler(this::serve);
        vertx.setPeriodic(HEARTBEAT.toMillis(), _ -> heartbeat());
        vertx.setPeriodic(RIGHTS_EVERY.toMillis(), _ -> rights.renew(current()));
        vertx.setPeriodic(PATHS_EVERY.toMillis(), _ -> tellPaths());
    }

    private void tellPaths() {
        var wanting = current().stream().filter(StreamListener::wantsPaths).toList();
        if (wanting.isEmpty()) {
            changes.forget();
        } else {
            vertx.executeBlocking(
                            () -> changes.tell(change -> wanting.forEach(listener -> listener.offer(change))), false)
                    .onFailure(e -> LOG.warnf("what changed of the paths was not told: %s", e.getMessage()));
        }
    }

    private void heartbeat() {
        removeThoseThatAreOver();
        var listening = current();
        listening.forEach(StreamListener::heartbeat);
        if (listening.isEmpty()) {
            quiet();
        }
    }

    private synchronized void quiet() {
        quietHeartbeats = listeners.isEmpty() ? quietHeartbeats + 1 : 0;
        if (!isKept()) {
            ring.forget(); // results are not read from now on: who comes back has a gap
        }
    }

    @Override
    public Set<Topic<?>> topics() {
        return Arrays.stream(StreamType.values())
                .map(StreamType::topic)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Decisions and incidents are few, results are thousands a second.
    @Override
    public boolean wants(Topic<?> topic) {
        return !topic.equals(Topics.RESULTS) || isKept();
    }

    private synchronized boolean isKept() {
        return quietHeartbeats < QUIET_HEARTBEATS;
    }

    /// Whoever hears of an incident or a result asks for it next.
    @Override
    public int rank() {
        return 1;
    }

    /// Reads the record before it takes the lock: clients that come and go do not wait for that.
    @Override
    public void take(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return; // a tombstone
        }
        var event = new HeldEvent(StreamType.of(topic), record);
        if (listenerCount() > 0) {
            var _ = event.event();
        }
        publish(event);
    }

    private synchronized void publish(HeldEvent event) {
        if (isKept()) {
            ring.add(event);
        } else {
            ring.pass(event);
        }
        if (!listeners.isEmpty()) {
            event.event().ifPresent(read -> listeners.forEach(listener -> listener.offer(List.of(read))));
        }
    }

    private void serve(RoutingContext context) {
        try {
            var filter = StreamFilter.of(Parameters.of(context.queryParams()));
            who(context).onSuccess(who -> listen(context, filter, who)).onFailure(e -> refuse(context, e));
        } catch (ProblemException e) {
            problems.send(context, e);
        }
    }

    /// Who asks; the gate has let them pass.
    public Future<StreamListener.Who> who(RoutingContext context) {
        return rights.of(Objects.requireNonNull(Callers.of(context), "the gate lets nobody pass by"));
    }

    public void refuse(RoutingContext context, Throwable failure) {
        problems.send(context, problem(failure));
    }

    private static ProblemException problem(Throwable failure) {
        return failure instanceof ProblemException known
                ? known
                : ProblemException.of(ProblemKind.INTERNAL, "the log of the server says why", failure);
    }

    private void listen(RoutingContext context, StreamFilter filter, StreamListener.Who who) {
        var listener = new StreamListener(context.request(), vertx.getOrCreateContext(), filter, who, dropped);
        if (!add(listener, context, context.request().getHeader(LAST_ID))) {
            refuseAsFull(context);
        }
    }

    /// A client among the others, who is told of something else than what they hear: with heartbeats, and as long as
    /// they may listen. On the event loop of the connection; where there is no room, the client is told so.
    ///
    /// @return empty where there is no room
    public Optional<StreamListener> open(RoutingContext context, StreamListener.Who who) {
        var listener =
                new StreamListener(context.request(), vertx.getOrCreateContext(), StreamFilter.NOTHING, who, dropped);
        if (add(listener, context, null)) {
            return Optional.of(listener);
        }
        refuseAsFull(context);
        return Optional.empty();
    }

    private void refuseAsFull(RoutingContext context) {
        problems.send(
                context,
                ProblemException.of(
                        ProblemKind.BUSY,
                        "at most " + mostListeners
                                + " clients may listen at a time: try again later, or another instance"));
    }

    private synchronized boolean add(StreamListener listener, RoutingContext context, @Nullable String lastId) {
        if (listeners.size() >= mostListeners) {
            removeThoseThatAreOver();
        }
        if (listeners.size() >= mostListeners) {
            return false;
        }
        var response = context.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .closeHandler(_ -> remove(listener))
                .exceptionHandler(_ -> remove(listener))
                .write(GREETING);
        listeners.add(listener);
        quietHeartbeats = 0;
        resume(listener, lastId);
        return true;
    }

    private void resume(StreamListener listener, @Nullable String lastId) {
        if (lastId != null && !lastId.isEmpty()) {
            ring.after(lastId)
                    .map(EventStream::read)
                    .ifPresentOrElse(listener::offer, () -> listener.tellGap(ring.missedSince(lastId)));
        }
    }

    private static List<StreamEvent> read(List<HeldEvent> held) {
        return held.stream().flatMap(event -> event.event().stream()).toList();
    }

    private synchronized void removeThoseThatAreOver() {
        listeners.removeIf(StreamListener::isOver);
    }

    private synchronized void remove(StreamListener listener) {
        listeners.remove(listener);
    }

    private synchronized List<StreamListener> current() {
        return List.copyOf(listeners);
    }

    private synchronized int listenerCount() {
        return listeners.size();
    }
}
