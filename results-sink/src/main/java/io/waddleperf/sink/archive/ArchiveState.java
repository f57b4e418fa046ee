package io.waddleperf.sink.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.waddleperf.archive.FinishedPart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// How the archive does: who writes it and the pulse tell, health and metrics ask. What one of them
/// waits for the other cannot take back. An outage is two lines in the log.
final class ArchiveState {
    private static final Logger LOG = Logger.getLogger(ArchiveState.class);

    private final InstantSource clock;
    private final Counter files;
    private final Counter lines;
    private final Counter bytes;
    private final Counter unreadable;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable Instant oldest;

    ArchiveState(InstantSource clock, MeterRegistry registry) {
        this.clock = clock;
        files = counter(registry, "files", "Files stored in the archive");
        lines = counter(registry, "lines", "Results, decisions and rules in these files");
        bytes = Counter.builder("waddleperf.archive.written")
                .baseUnit("bytes")
                .description("Bytes of these files")
                .register(registry);
        unreadable = counter(registry, "unreadable", "Records that could not be read and are in no file");
        Gauge.builder("waddleperf.archive.waiting", () -> waiting.isEmpty() ? 0 : 1)
                .description("1 while the archive cannot be written")
                .register(registry);
        Gauge.builder("waddleperf.archive.behind", this::behindSeconds)
                .baseUnit("seconds")
                .description("Age of the oldest record that was read and is in no stored file yet")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("waddleperf.archive." + name)
                .description(description)
                .register(registry);
    }

    private record Waiting(Instant since, String reason) {}

    /// @param what is waited for, in a word
    void waiting(String what, Exception cause) {
        var reason = String.valueOf(cause.getMessage());
        var now = clock.instant();
        var before = waiting.get(what);
        if (before == null) {
            LOG.warnf("the archive waits (%s), Kafka keeps what belongs into it: %s", what, reason);
        }
        waiting.put(what, new Waiting(before == null ? now : before.since(), reason));
    }

    void fine(String what) {
        if (waiting.isEmpty()) {
            return; // nearly always
        }
        var before = waiting.remove(what);
        if (before != null) {
            LOG.infof("the archive goes on (%s) after %s", what, Duration.between(before.since(), clock.instant()));
        }
    }

    void stored(FinishedPart part) {
        files.increment();
        lines.increment(part.lines());
        bytes.increment((double) part.bytes());
    }

    void leftOut(int records) {
        unreadable.increment(records);
    }

    /// @param appendedAt of the oldest record that is in no stored file; null where all are
    void open(@Nullable Instant appendedAt) {
        oldest = appendedAt;
    }

    private double behindSeconds() {
        var since = oldest;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1e3);
    }

    /// By what is waited for; empty when all is well.
    Map<String, String> problems() {
        var problems = new TreeMap<String, String>();
        waiting.forEach((what, each) -> problems.put(what, "waiting since " + each.since() + ": " + each.reason()));
        return problems;
    }
}
