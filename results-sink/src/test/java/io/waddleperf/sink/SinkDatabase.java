package io.waddleperf.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.database.Leases;
import io.waddleperf.database.Migrations;
import io.waddleperf.database.Retention;
import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import io.waddleperf.testkit.TestSql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// A migrated database with the sink's parts in front of it, but no Kafka.
final class SinkDatabase {
    final DataSource database;
    final CountDownLatch stopping = new CountDownLatch(1);
    final DatabaseState state = new DatabaseState(Clock.systemUTC());
    final MeterRegistry registry = new SimpleMeterRegistry();
    final SinkMetrics metrics = new SinkMetrics(registry);
    final KnownPartitions partitions;
    final BatchWriter<ResultRow> writer;
    final Leases leases;
    private final Intake intake = new Intake(Retention.DEFAULT, RowRetention.DEFAULT);

    SinkDatabase() throws SQLException {
        this(TestServers.freshDatabase());
    }

    SinkDatabase(TestDatabase test) throws SQLException {
        var source = test.source();
        source.getConnection().close(); // it reads its settings then, and for one thread only
        database = source;
        Migrations.run(database);
        leases = new Leases(database, Clock.systemUTC());
        partitions = new KnownPartitions(database, leases, Retention.DEFAULT);
        writer = writer(new ResultTable(partitions, new SeriesTable(SeriesTable.Tests.FOLLOWED)));
    }

    <R extends Row> BatchWriter<R> writer(Table<R> table) {
        return new BatchWriter<>(database, table, patience());
    }

    BatchWriter<RollupRow> rollupWriter() {
        return writer(new RollupTable(new KnownDays(database, leases), new SeriesTable(SeriesTable.Tests.KEPT)));
    }

    Patience patience() {
        return new Patience("test", state, metrics, stopping);
    }

    LatestFlusher flusher(Duration period, Consumer<Map<TopicPartition, Long>> progress) {
        return new LatestFlusher(database, patience(), metrics, period, progress);
    }

    List<ResultRow> rows(List<ConsumerRecord<byte[], byte[]>> records) {
        return intake.results(records).rows();
    }

    BatchWriter.Written<ResultRow> write(List<ConsumerRecord<byte[], byte[]>> records) {
        return writer.write(rows(records)).orElseThrow();
    }

    void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    String text(String sql) throws SQLException {
        return TestSql.text(database, sql);
    }

    long count() throws SQLException {
        return Long.parseLong(text("SELECT COUNT(*) FROM result"));
    }
}
