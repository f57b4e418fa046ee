package io.waddleperf.sink.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// How the archive does: the reader tells, health and metrics ask. An outage is two lines in the log.
final class ArchiveState {
    private static final Logger LOG = Logger.getLogger(ArchiveState.class);

    private final InstantSource clock;
    private final Counter files;
    private final Counter lines;
    private final Counter unreadable;
    private volatile @Nullable Waiting waiting;

    ArchiveState(InstantSource clock, MeterRegistry registry) {
        this.clock = clock;
        files = counter(registry, "files", "Files stored in the archive");
        lines = counter(registry, "lines", "Results, decisions and rules in these files");
        unreadable = counter(registry, "unreadable", "Records that could not be read and are in no file");
        Gauge.builder("waddleperf.archive.waiting", () -> waiting == null ? 0 : 1)
                .description("1 while the archive cannot be written")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("waddleperf.archive." + name)
                .description(description)
                .register(registry);
    }

    private record Waiting(Instant since, String reason) {}

    void waiting(Exception cause) {
        var before = waiting;
        var reason = String.valueOf(cause.getMessage());
        if (before == null) {
            LOG.warnf("the archive waits, Kafka keeps what belongs into it: %s", reason);
        }
        waiting = new Waiting(before == null ? clock.instant() : before.since(), reason);
    }

    void fine() {
        var before = waiting;
        if (before != null) {
            LOG.infof("the archive goes on after %s", Duration.between(before.since(), clock.instant()));
            waiting = null;
        }
    }

    void stored(int count) {
        files.increment();
        lines.increment(count);
        fine();
    }

    void leftOut(int records) {
        unreadable.increment(records);
    }

    /// Empty when all is well.
    Map<String, String> problems() {
        var now = waiting;
        return now == null ? Map.of() : Map.of("waiting", "since " + now.since() + ": " + now.reason());
    }
}
