package io.waddleperf.sink.archive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.kafka.KafkaAccess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;

/// The archive of the sink as it is, into a folder.
@NullMarked
public final class ArchiveLoop implements AutoCloseable {
    private static final String GROUP = "results-sink-archive";

    private final Archiving.Running running;

    public ArchiveLoop(String bootstrap, DataSource database, Path folder) {
        var settings = new ArchiveSettings(
                KafkaAccess.open(bootstrap),
                GROUP,
                folder.resolve("work"),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Map.of(),
                Duration.ofSeconds(8));
        String location = "dir:" + folder.resolve("archive");
        var store = ObjectStores.open(StoreSettings.of(
                name -> name.equals(StoreSettings.LOCATION) ? Optional.of(location) : Optional.empty()));
        running = new Archiving.Running(settings, store, database, new SimpleMeterRegistry(), Clock.systemUTC());
        running.start();
    }

    /// Returns when it has taken so many records in all, or throws after the limit.
    public void awaitTaken(long records, Duration limit) throws InterruptedException, JMException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (taken() < records) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("the archive has taken " + taken() + " of " + records + " records");
            }
            Thread.sleep(5);
        }
    }

    /// By the consumer's own count.
    private static long taken() throws JMException {
        var name = new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=" + GROUP);
        var server = ManagementFactory.getPlatformMBeanServer();
        return server.isRegistered(name)
                ? ((Number) server.getAttribute(name, "records-consumed-total")).longValue()
                : 0;
    }

    @Override
    public void close() {
        running.close();
    }
}
