package io.waddleperf.api.system;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.system.SystemView.ArchiveFindings;
import io.waddleperf.api.system.SystemView.DatabaseFindings;
import io.waddleperf.api.system.SystemView.Group;
import io.waddleperf.api.system.SystemView.KafkaFindings;
import io.waddleperf.api.system.SystemView.Kept;
import io.waddleperf.api.system.SystemView.OutboxFindings;
import io.waddleperf.api.system.SystemView.SinkFindings;
import io.waddleperf.api.system.SystemView.Versions;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.utils.AppInfoParser;
import org.eclipse.microprofile.config.Config;

/// Asks all parts of the system how they are.
@Singleton
final class SystemReader {
    /// All parts are asked at once, so this is the most that an answer takes.
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final InstantSource clock = Clock.systemUTC();
    private final String version;
    private final List<Kept> retention;
    private final PartReader<KafkaFindings> kafka;
    private final PartReader<List<Group>> consumers;
    private final PartReader<SinkFindings> sink;
    private final PartReader<DatabaseFindings> database;
    private final PartReader<OutboxFindings> outbox;
    private final PartReader<ArchiveFindings> archive;

    SystemReader(KafkaPart kafka, SinkPart sink, DatabasePart database, ArchivePart archive, Config config) {
        version = config.getOptionalValue("quarkus.application.version", String.class)
                .orElse("unpackaged");
        retention = Retained.of(config);
        this.kafka = reader("kafka", kafka::kafka);
        consumers = reader("consumers", kafka::consumers);
        this.sink = reader("sink", () -> sink.sink(clock));
        this.database = reader("database", database::database);
        outbox = reader("outbox", () -> database.outbox(clock));
        this.archive = reader("archive", archive::archive);
    }

    private static <T> PartReader<T> reader(String name, Callable<Part<T>> question) {
        return new PartReader<>(name, question, PATIENCE, System::nanoTime);
    }

    /// All parts are asked at once, and each has 3 s.
    ///
    /// @throws ProblemException where who asks is interrupted
    SystemView read() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafkaPart = threads.submit(kafka::read);
            var consumersPart = threads.submit(consumers::read);
            var sinkPart = threads.submit(sink::read);
            var databasePart = threads.submit(database::read);
            var outboxPart = threads.submit(outbox::read);
            var archivePart = threads.submit(archive::read);
            return view(
                    answer(kafkaPart),
                    answer(consumersPart),
                    answer(sinkPart),
                    answer(databasePart),
                    answer(outboxPart),
                    answer(archivePart));
        }
    }

    private SystemView view(
            Part<KafkaFindings> kafkaPart,
            Part<List<Group>> consumersPart,
            Part<SinkFindings> sinkPart,
            Part<DatabaseFindings> databasePart,
            Part<OutboxFindings> outboxPart,
            Part<ArchiveFindings> archivePart) {
        Map<String, Part<?>> parts = new TreeMap<>(Map.of(
                "kafka", kafkaPart,
                "consumers", consumersPart,
                "sink", sinkPart,
                "database", databasePart,
                "outbox", outboxPart,
                "archive", archivePart));
        var reasons = new ArrayList<String>();
        parts.forEach((name, part) -> {
            if (part.state() != Part.State.OK) {
                reasons.add(name + ": " + part.reason());
            }
        });
        return new SystemView(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                parts.values().stream()
                        .map(Part::state)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                reasons,
                new Versions(
                        version,
                        Runtime.version().toString(),
                        AppInfoParser.getVersion(),
                        ManagementFactory.getRuntimeMXBean().getUptime() / 1_000),
                retention,
                kafkaPart,
                consumersPart,
                sinkPart,
                databasePart,
                outboxPart,
                archivePart);
    }

    private static <T> T answer(Future<T> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemKind.INTERNAL, "WaddlePerf is stopping", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part is always answered for", e);
        }
    }
}
