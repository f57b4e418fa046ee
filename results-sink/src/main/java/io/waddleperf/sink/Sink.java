package io.waddleperf.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.database.Leases;
import io.waddleperf.database.Migrations;
import io.waddleperf.database.WriteFailure;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.Config;

/// Puts the sink together, and takes batches from intake to commit.
@Singleton
public class Sink {
    private final SinkSettings settings;
    private final DataSource database;
    private final SinkMetrics metrics;
    private final DatabaseState state;
    private final DatabasePulse pulse;
    private final Intake intake;
    private final BatchWriter<ResultRow> results;
    private final BatchWriter<RunEventRow> runEvents;
    private final LatestFlusher latest;
    private final DeadLetters deadLetters;
    private final Upkeep upkeep;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch schemaReady = new CountDownLatch(1);

    Sink(DataSource database, MeterRegistry registry, Config config) {
        var clock = Clock.systemUTC();
        this.settings = SinkSettings.of(config);
        this.database = database;
        metrics = new SinkMetrics(registry);
        state = new DatabaseState(clock);
        pulse = new DatabasePulse(database, state);
        intake = new Intake(settings.retention());
        var leases = new Leases(database, clock);
        var partitions = new KnownPartitions(database, leases, settings.retention());
        results = new BatchWriter<>(database, new ResultTable(partitions, new SeriesTable()), patience("results"));
        runEvents = new BatchWriter<>(database, new RunEventTable(), patience("run-events"));
        latest = new LatestFlusher(database, patience("latest"), metrics, settings.latestFlush());
        deadLetters = new DeadLetters(settings, clock, stopping);
        upkeep = new Upkeep(database, leases, settings, clock);
    }

    private Patience patience(String what) {
        return new Patience(what, state, metrics, stopping);
    }

    void start(@Observes StartupEvent event) {
        pulse.start();
        latest.start();
        Thread.ofVirtual().name("sink-start").start(this::prepareSchema);
    }

    /// Later than the start of anything else would be too late: batches wait for it.
    private void prepareSchema() {
        var ended = patience("schema").until(this::migrate);
        if (ended instanceof Patience.Done) {
            upkeep.start();
            schemaReady.countDown();
        }
    }

    /// Whatever is wrong with it may be mended while we wait.
    private Integer migrate() throws SQLException {
        try {
            return settings.migrateAtStart() ? Migrations.run(database) : 0;
        } catch (RuntimeException e) {
            throw e.getCause() instanceof SQLException cause
                            && WriteFailure.of(cause).passing()
                    ? cause
                    : new SQLException(e.getMessage(), "HY000", e);
        }
    }

    /// Before the channels close: what is in hand is written, and its offsets pass.
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
        latest.close();
        upkeep.close();
        pulse.close();
    }

    /// After the channels have closed.
    @PreDestroy
    void close() {
        deadLetters.close();
    }

    /// @param stored runs once nothing of this batch can be lost any more; never, where the sink stops before
    void results(Iterable<ConsumerRecord<byte[], byte[]>> batch, Runnable stored) {
        if (!awaitSchema()) {
            return;
        }
        var taken = intake.results(batch);
        metrics.received(taken.rows().size() + taken.bad().size());
        long startNs = System.nanoTime();
        var written = results.write(taken.rows());
        metrics.batch().record(System.nanoTime() - startNs, TimeUnit.NANOSECONDS);
        if (written.isPresent()) {
            var rows = written.get().stored();
            var bad = both(taken.bad(), written.get().bad());
            if (deadLetters.bury(bad)) {
                metrics.results(rows.size(), bad.size());
                latest.note(rows, stored);
            }
        }
    }

    /// @param stored as for results
    void runEvents(Iterable<ConsumerRecord<byte[], byte[]>> batch, Runnable stored) {
        if (!awaitSchema()) {
            return;
        }
        var taken = intake.runEvents(batch);
        var written = runEvents.write(taken.rows());
        if (written.isPresent()) {
            var bad = both(taken.bad(), written.get().bad());
            if (deadLetters.bury(bad)) {
                metrics.runEvents(written.get().stored().size(), bad.size());
                stored.run();
            }
        }
    }

    /// What is wrong with the database, by who waits; empty when all is well.
    Map<String, String> problems() {
        return state.problems();
    }

    private boolean awaitSchema() {
        try {
            while (!schemaReady.await(100, TimeUnit.MILLISECONDS)) {
                if (stopping.getCount() == 0) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<Bad> both(List<Bad> first, List<Bad> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
