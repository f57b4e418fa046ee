package io.waddleperf.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.contracts.kafka.StartGate;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WrongPartitionsException;
import io.waddleperf.contracts.signing.Signatures;
import io.waddleperf.database.Leases;
import io.waddleperf.database.Migrations;
import io.waddleperf.database.WriteFailure;
import io.waddleperf.sink.Intake.Taken;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Puts the sink together: a lane for each topic, and what they share.
@Singleton
public class Sink {
    private static final Logger LOG = Logger.getLogger(Sink.class);

    private final SinkSettings settings;
    private final DataSource database;
    private final SinkMetrics metrics;
    private final DatabaseState state;
    private final DatabasePulse pulse;
    private final LatestProgress latestProgress;
    private final LatestFlusher latest;
    private final DeadLetters deadLetters;
    private final Upkeep upkeep;
    private final Signatures signatures;
    private final Lanes<ResultRow> results;
    private final ResultReader reader;
    private final Lane<RunEventRow> runEvents;
    private final Lane<EscalationRow> escalations;
    private final Lane<IncidentRow> incidents;
    private final Lane<RollupRow> rollups;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile @Nullable Thread starter;
    private volatile @Nullable String refusal;

    Sink(DataSource database, MeterRegistry registry, Config config) {
        var clock = Clock.systemUTC();
        this.settings = SinkSettings.of(config);
        this.database = database;
        metrics = new SinkMetrics(registry);
        state = new DatabaseState(clock);
        metrics.database(state);
        pulse = new DatabasePulse(database, state);
        latestProgress = new LatestProgress(settings.kafka());
        latest = new LatestFlusher(
                database, patience("latest"), metrics, settings.latestFlush(), latestProgress::passed);
        deadLetters = new DeadLetters(settings, clock, stopping);
        var leases = new Leases(database, clock);
        upkeep = new Upkeep(database, leases, settings, clock);
        metrics.upkeep(upkeep);
        signatures = signatures(config);
        metrics.signatures(signatures);
        var intake = new Intake(settings.retention(), settings.rowRetention(), signatures);
        results = new Lanes<>(writers(intake, leases));
        reader = new ResultReader(
                Topics.RESULTS.name(), settings.resultConsumer(), this::results, new LatestRewind(latestProgress::of));
        runEvents = lane("run-events", intake::runEvents, new RunEventTable());
        escalations = lane("escalations", intake::escalations, new EscalationTable());
        incidents = lane("incidents", intake::incidents, new IncidentTable());
        rollups = lane("rollups", intake::rollups, rollupTable(leases));
    }

    private Signatures signatures(Config config) {
        String mode =
                config.getOptionalValue("waddleperf.signatures", String.class).orElse("off");
        return Signatures.of(mode, settings.kafka(), "results-sink");
    }

    /// Each with series of its own to remember, as it has partitions of its own.
    private List<Lane<ResultRow>> writers(Intake intake, Leases leases) {
        var partitions = new KnownPartitions(database, leases, settings.retention());
        var shared = metrics.lane("results");
        return IntStream.rangeClosed(1, settings.writers())
                .mapToObj(number -> {
                    var table = new ResultTable(partitions, new SeriesTable(SeriesTable.Tests.FOLLOWED));
                    String name = settings.writers() == 1 ? "results" : "results, writer " + number;
                    var writer = new BatchWriter<>(database, table, patience(name));
                    return new Lane<>(intake::results, writer, deadLetters, shared);
                })
                .toList();
    }

    private RollupTable rollupTable(Leases leases) {
        return new RollupTable(new KnownDays(database, leases), new SeriesTable(SeriesTable.Tests.KEPT));
    }

    private <R extends Row> Lane<R> lane(
            String topic, Function<Iterable<ConsumerRecord<byte[], byte[]>>, Taken<R>> intake, Table<R> table) {
        var writer = new BatchWriter<>(database, table, patience(topic));
        return new Lane<>(intake, writer, deadLetters, metrics.lane(topic));
    }

    private Patience patience(String what) {
        return new Patience(what, state, metrics, stopping);
    }

    void start(@Observes StartupEvent event) {
        open(this::topicsFit);
        reader.start();
    }

    /// Ready for batches, by whomever they come.
    void open() {
        open(() -> true);
    }

    private void open(BooleanSupplier fits) {
        pulse.start();
        latest.start();
        starter = Thread.ofVirtual().name("sink-start").start(() -> prepare(fits));
    }

    /// Later than the start of anything else would be too late: batches wait for it.
    private void prepare(BooleanSupplier fits) {
        var ended = patience("schema").until(this::migrate);
        if (ended instanceof Patience.Done && fits.getAsBoolean()) {
            upkeep.start();
            ready.countDown();
        }
    }

    /// Dead letters would else be where nobody looks for them, and nobody would know that settings differ.
    private boolean topicsFit() {
        try {
            new StartGate(settings.kafka(), "results-sink", settings.partitions()).pass(LOG::info);
            return true;
        } catch (WrongPartitionsException e) {
            refusal = e.getMessage();
            LOG.errorf("results-sink does not start and ends: %s", refusal);
            Quarkus.asyncExit(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // stopped before it began
        }
        return false;
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
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt(); // it may wait for Kafka
        }
        reader.close();
        latest.close();
        upkeep.close();
        pulse.close();
    }

    /// After the channels have closed.
    @PreDestroy
    void close() {
        results.close();
        latestProgress.close();
        deadLetters.close();
        signatures.close();
    }

    /// @return true once nothing of this batch can be lost any more; false where the sink stops before
    boolean results(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        var stored = new AtomicBoolean();
        if (awaitReady()) {
            results.take(batch, rows -> {
                latest.note(rows, ended(batch));
                stored.set(true);
            });
        }
        return stored.get();
    }

    private static Map<TopicPartition, Long> ended(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        var ended = new HashMap<TopicPartition, Long>();
        batch.forEach(record ->
                ended.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max));
        return ended;
    }

    /// @param stored runs once nothing of this batch can be lost any more; never, where the sink stops before. So below
    void runEvents(Iterable<ConsumerRecord<byte[], byte[]>> batch, Runnable stored) {
        take(runEvents, batch, _ -> stored.run());
    }

    void escalations(Iterable<ConsumerRecord<byte[], byte[]>> batch, Runnable stored) {
        take(escalations, batch, _ -> stored.run());
    }

    void incidents(Iterable<ConsumerRecord<byte[], byte[]>> batch, Runnable stored) {
        take(incidents, batch, _ -> stored.run());
    }

    void rollups(Iterable<ConsumerRecord<byte[], byte[]>> batch, Runnable stored) {
        take(rollups, batch, _ -> stored.run());
    }

    private <R extends Row> void take(
            Lane<R> lane, Iterable<ConsumerRecord<byte[], byte[]>> batch, Consumer<List<R>> stored) {
        if (awaitReady()) {
            lane.take(batch, stored);
        }
    }

    /// Why results are not read from Kafka, in words.
    Optional<String> kafkaProblem() {
        return Optional.ofNullable(refusal).or(reader::problem);
    }

    /// What is wrong with the database, by who waits; empty when all is well.
    Map<String, String> problems() {
        return state.problems();
    }

    private boolean awaitReady() {
        try {
            while (!ready.await(100, TimeUnit.MILLISECONDS)) {
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
}
