package io.waddleperf.sink.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.waddleperf.sink.notify.NotificationUpkeep.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The notifier in numbers.
final class NotifierMetrics {
    private static final List<String> ENDINGS = List.of("sent", "failed", "silenced", "dropped");

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Counter doubled;
    private volatile Backlog backlog = new Backlog(0, null, 0);

    NotifierMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        doubled = Counter.builder("waddleperf.notifications.possibly.doubled")
                .description("Messages that a process had in hand when it died: sent again, maybe the second time")
                .register(registry);
        Gauge.builder("waddleperf.notifications.pending", this, metrics -> metrics.backlog.pending())
                .description("Transitions that wait for their channel")
                .register(registry);
        Gauge.builder(
                        "waddleperf.notifications.pending.age",
                        this,
                        metrics -> metrics.oldest().toMillis() / 1e3)
                .description("Age of the oldest of them")
                .baseUnit("seconds")
                .register(registry);
        // of a counter that begins with its first failure, no rate would show that
        ENDINGS.forEach(ending -> ended(ending, 0));
    }

    /// @param ending `sent`, `failed`, `silenced`, or `dropped` with its channel
    void ended(String ending, int transitions) {
        Counter.builder("waddleperf.notifications")
                .description("Transitions by how they ended")
                .tag("ending", ending)
                .register(registry) // the same one each time
                .increment(transitions);
    }

    /// Messages may be sent by it from now on.
    void opened(String channel) {
        attempts(channel, "taken");
        attempts(channel, "refused");
    }

    /// @param ending `taken` or `refused`
    void attempt(String channel, String ending) {
        attempts(channel, ending).increment();
    }

    private Counter attempts(String channel, String ending) {
        return Counter.builder("waddleperf.notifications.attempts")
                .description("Messages that were tried to send")
                .tag("channel", channel)
                .tag("ending", ending)
                .register(registry); // the same one each time
    }

    void possiblyDoubled(int messages) {
        doubled.increment(messages);
    }

    void backlog(Backlog now) {
        backlog = now;
    }

    /// Another process sends, and counts what waits.
    void noBacklog() {
        backlog = new Backlog(0, null, 0);
    }

    Backlog backlog() {
        return backlog;
    }

    Duration oldest() {
        @Nullable Instant oldest = backlog.oldest();
        return oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
    }
}
