package io.waddleperf.api.topics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The newest reading, for whoever asks within a while of it: Kafka is asked by one at a time, and not
/// again at once where it did not answer.
final class TopicFlows {
    static final Duration FRESH = Duration.ofSeconds(5);

    private final FlowSource source;
    private final InstantSource clock;
    private @Nullable FlowReading newest;

    TopicFlows(FlowSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /// Asks Kafka, within a limit of its own.
    @FunctionalInterface
    interface FlowSource {
        FlowReading read(Instant now);
    }

    synchronized FlowReading now() {
        Instant now = clock.instant();
        FlowReading known = newest;
        if (known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(FRESH))) {
            return known;
        }
        FlowReading read = source.read(now);
        newest = read;
        return read;
    }
}
