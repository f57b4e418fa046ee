package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.SqlValues;
import io.waddleperf.database.Transactions;
import io.waddleperf.database.WriteFailure;
import io.waddleperf.sink.Bad;
import io.waddleperf.sink.DeadLetters;
import io.waddleperf.sink.TopicReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// From the topics to rows: a batch is one transaction, and its offsets pass after that.
///
/// The database being away holds it up, nothing else does: a bad record is a dead letter.
final class IncidentReader implements TopicReader.Reading, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IncidentReader.class);

    /// Somebody who asked for a test long ago has stopped waiting for it.
    static final Duration TEST_LASTS = Duration.ofMinutes(10);

    private final NotifierSettings settings;
    private final DataSource database;
    private final Supplier<Routes> routes;
    private final NotifierMetrics metrics;
    private final DeadLetters deadLetters;
    private final InstantSource clock;
    private final Runnable added;
    private volatile Instant lastGood;
    private final TopicReader reader;

    /// @param added runs when there is something to send
    IncidentReader(
            NotifierSettings settings,
            DataSource database,
            Supplier<Routes> routes,
            NotifierMetrics metrics,
            DeadLetters deadLetters,
            InstantSource clock,
            Runnable added) {
        this.settings = settings;
        this.database = database;
        this.routes = routes;
        this.metrics = metrics;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.added = added;
        this.lastGood = clock.instant();
        this.reader = new TopicReader("notify-reader", consumerSettings(), this);
    }

    /// When it last read and stored, be it nothing.
    Instant lastGood() {
        return lastGood;
    }

    void start() {
        reader.start();
    }

    @Override
    public TopicReader.Steps begin(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(Topics.INCIDENTS.name(), Topics.INCIDENT_ACTIONS.name()));
        return () -> {
            take(consumer, consumer.poll(TopicReader.POLL));
            lastGood = clock.instant();
            return true;
        };
    }

    @Override
    public void failed(Exception e) {
        LOG.warnf("notifications wait for Kafka: %s", e.getMessage());
    }

    /// Its health says so, too, when it has got nothing done for long enough.
    @Override
    public void ended(Throwable e) {
        LOG.error("incidents are read no more; it goes on after a restart", e);
    }

    private Map<String, Object> consumerSettings() {
        var values = TopicReader.settings(settings.kafka(), settings.group(), settings.session());
        values.put("client.id", "notifier");
        values.put("isolation.level", "read_committed");
        values.put("max.poll.records", "100");
        return values;
    }

    private void take(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        var read = Read.of(records);
        if (!deadLetters.bury(read.bad()) || !store(read.good())) {
            return; // the sink stops: the batch comes again
        }
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.infof("incidents come again: %s", e.getMessage()); // their rows are there already
        }
    }

    /// A record and what it holds, one of the two.
    private record Good(
            ConsumerRecord<byte[], byte[]> source,
            @Nullable Incident incident,
            @Nullable IncidentAction action) {}

    /// What a batch holds.
    private record Read(List<Good> good, List<Bad> bad) {
        static Read of(ConsumerRecords<byte[], byte[]> records) {
            var read = new Read(new ArrayList<>(), new ArrayList<>());
            for (var record : records) {
                try {
                    read.add(record);
                } catch (WireFormatException e) {
                    read.bad().add(new Bad(record, String.valueOf(e.getMessage())));
                }
            }
            return read;
        }

        private void add(ConsumerRecord<byte[], byte[]> source) {
            byte @Nullable [] value = source.value();
            if (value == null) {
                return; // a tombstone: the topic has forgotten it, we need not
            }
            good.add(
                    source.topic().equals(Topics.INCIDENTS.name())
                            ? new Good(source, WireCodec.read(Incident.class, value), null)
                            : new Good(source, null, WireCodec.read(IncidentAction.class, value)));
        }
    }

    /// @return false at the stop
    private boolean store(List<Good> batch) {
        for (int failed = 1; ; failed++) {
            try {
                var news = Transactions.once(database, connection -> rows(connection, batch));
                metrics.ended(
                        "silenced", (int) news.stream().filter(News::silenced).count());
                if (!news.isEmpty()) {
                    added.run();
                }
                return true;
            } catch (SQLException e) {
                if (WriteFailure.of(e) == WriteFailure.BAD_ROW) {
                    return without(batch, e);
                }
                if (failed == 1 || failed % 100 == 0) {
                    LOG.warnf("notifications wait for the database: %s", e.getMessage());
                }
            } catch (RuntimeException e) { // a fault of ours, with one of these values
                return without(batch, e);
            }
            if (!reader.pause(RetryPolicy.OUTAGE.pause(failed, ThreadLocalRandom.current()))) {
                return false;
            }
        }
    }

    /// Each record by itself; the one that no repetition will help is a dead letter.
    private boolean without(List<Good> batch, Exception cause) {
        if (batch.size() == 1) {
            var bad = new Bad(batch.getFirst().source(), String.valueOf(cause.getMessage()));
            return deadLetters.bury(List.of(bad));
        }
        for (var each : batch) {
            if (!store(List.of(each))) {
                return false;
            }
        }
        return true;
    }

    private List<News> rows(Connection connection, List<Good> batch) throws SQLException {
        var all = new ArrayList<News>();
        for (var record : batch) {
            var news = news(connection, record);
            for (var each : news) { // at once: the next revision's news asks who was told
                NotificationTable.add(connection, each.fact(), each.delivery(), each.silenced(), clock.instant());
            }
            all.addAll(news);
        }
        return all;
    }

    private List<News> news(Connection connection, Good record) throws SQLException {
        @Nullable Incident incident = record.incident();
        @Nullable IncidentAction action = record.action();
        if (incident != null) {
            return news(connection, incident);
        }
        return action != null && wanted(action) ? News.test(action, routes.get()) : List.of();
    }

    private List<News> news(Connection connection, Incident incident) throws SQLException {
        @Nullable Known before = IncidentTable.find(connection, incident.id()).orElse(null);
        var told = NotificationUpkeep.told(connection, SqlValues.bytes(incident.id()))
                .keySet();
        var step = Transitions.of(before, incident, told, clock.instant());
        if (before != null && step.next().newest().revision() <= before.newest().revision()) {
            return List.of(); // it came again
        }
        IncidentTable.put(connection, step.next());
        return News.of(step, told, routes.get());
    }

    private boolean wanted(IncidentAction action) {
        boolean test = action.kind() == IncidentAction.Kind.TEST_NOTIFICATION
                || (action.kind() == IncidentAction.Kind.TEST_CHANNEL && action.channel() != null);
        return test && action.at().isAfter(clock.instant().minus(TEST_LASTS));
    }

    void stop() {
        reader.stop();
    }

    @Override
    public void close() {
        reader.close();
    }
}
