package io.waddleperf.sink.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.testkit.TestDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// A notifier in a JVM of its own, to be killed; says on its output how many messages it counts as
/// possibly doubled.
final class NotifierProcess {
    private NotifierProcess() {}

    /// @param args Kafka's address, the database's URL, user and password, the group, the receiver
    public static void main(String[] args) throws Exception {
        var metrics = new SimpleMeterRegistry();
        var channel = new ChannelSpec.Webhook("hook", URI.create(args[5]), null);
        var settings = new NotifierSettings(
                KafkaAccess.open(args[0]),
                4,
                args[4],
                UUID.randomUUID().toString(),
                "http://127.0.0.1:8080",
                true,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(6),
                new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), Integer.MAX_VALUE),
                List.of(channel),
                List.of(Rig.route(List.of("hook"))),
                Rig.SECRETS);
        var database = Rig.source(new TestDatabase(args[1], args[2], args[3]));
        var notifier = new Notifier(database, metrics, settings, Clock.systemUTC(), Rig.SOON);
        notifier.start();
        var parent = ProcessHandle.current().parent();
        double said = -1;
        while (parent.isPresent() && parent.get().isAlive()) {
            double now = metrics.find("waddleperf.notifications.possibly.doubled").counters().stream()
                    .mapToDouble(Counter::count)
                    .sum();
            if (now != said) {
                System.out.println("possibly doubled: " + (int) now);
                said = now;
            }
            LockSupport.parkNanos(20_000_000);
        }
        notifier.close();
    }
}
