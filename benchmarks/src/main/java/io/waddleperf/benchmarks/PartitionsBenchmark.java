package io.waddleperf.benchmarks;

import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.Migrations;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.Retention;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The longest insert while partitions come and go beside it, and the longest without.
///
/// There are 90 days of `result` in three tiers and 365 days of `rollup_1m`; the oldest ten days hold
/// rows. Every second the oldest day of each is dropped and one more is added, by the statements of
/// the sink's upkeep. Options: `-Dseconds` (60, of each half), `-Drate` (5000 rows/s),
/// `-Dold.rows` (50000, a day that is dropped).
public final class PartitionsBenchmark {
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final int RATE = Integer.getInteger("rate", 5_000);
    private static final int OLD_ROWS = Integer.getInteger("old.rows", 50_000);
    private static final int RESULT_DAYS = 90;
    private static final int ROLLUP_DAYS = 365;
    private static final int DAYS_WITH_ROWS = 10;
    private static final double STALL_MS = 1_000;

    private final TestDatabase database;
    private final LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);

    private PartitionsBenchmark(TestDatabase database) {
        this.database = database;
    }

    public static void main(String[] args) {
        Exit.after(PartitionsBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        var database = TestServers.freshDatabase();
        Migrations.run(database.jdbcUrl(), database.user(), database.password());
        new PartitionsBenchmark(database).run();
    }

    private void run() throws Exception {
        try (var connection = database.connect()) {
            makePartitions(connection);
            for (int age = RESULT_DAYS; age > RESULT_DAYS - DAYS_WITH_ROWS; age--) {
                fill(connection, today.minusDays(age));
            }
            System.out.printf(
                    "%d partitions of result, %d of rollup_1m; %d rows in each of the oldest %d days%n",
                    ResultPartitions.existing(connection).size(), ROLLUP_DAYS, OLD_ROWS, DAYS_WITH_ROWS);
        }
        print("without a change", measured(0));
        print("while partitions change", measured(Math.min(SECONDS, RESULT_DAYS - 10)));
    }

    /// What a year of upkeep has left, made at once.
    private void makePartitions(Connection connection) throws SQLException {
        var slots = new TreeSet<Slot>();
        for (int tier = 1; tier <= 3; tier++) {
            for (int age = RESULT_DAYS; age >= -3; age--) {
                slots.add(new Slot(tier, today.minusDays(age)));
            }
        }
        ResultPartitions.add(connection, slots);
        String days = today.minusDays(ROLLUP_DAYS)
                .datesUntil(today.plusDays(4))
                .map(day -> "PARTITION d_%s VALUES LESS THAN ('%s')"
                        .formatted(day.toString().replace("-", ""), day.plusDays(1)))
                .collect(Collectors.joining(", ", "ALTER TABLE rollup_1m ADD PARTITION (", ")"));
        try (var statement = connection.createStatement()) {
            statement.execute(days);
        }
    }

    private void fill(Connection connection, LocalDate day) throws SQLException {
        var rows = new InsertLoad(connection, day.atStartOfDay().toInstant(ZoneOffset.UTC));
        for (int done = 0; done < OLD_ROWS; done += InsertLoad.ROWS) {
            rows.insert();
        }
    }

    /// @param changes one a second
    private double[] measured(int changes) throws Exception {
        try (var connection = database.connect();
                var writing = database.connect()) {
            var rows = new InsertLoad(
                    writing,
                    SqlValues.day(Clock.systemUTC().instant()).atStartOfDay().toInstant(ZoneOffset.UTC));
            var upkeep = new Thread(() -> change(connection, changes));
            upkeep.start();
            var ms = new ArrayList<Double>();
            long beginNs = System.nanoTime();
            for (long turn = 0; System.nanoTime() - beginNs < SECONDS * 1_000_000_000L; turn++) {
                long dueNs = beginNs + turn * InsertLoad.ROWS * 1_000_000_000L / RATE;
                java.util.concurrent.locks.LockSupport.parkNanos(Math.max(0, dueNs - System.nanoTime()));
                long startNs = System.nanoTime();
                rows.insert();
                ms.add((System.nanoTime() - startNs) / 1e6);
            }
            upkeep.join();
            rows.failures().forEach((why, times) -> System.out.printf("%d inserts were tried again: %s%n", times, why));
            return ms.stream().mapToDouble(each -> each).sorted().toArray();
        }
    }

    private void change(Connection connection, int changes) {
        double longestMs = 0;
        try {
            for (int turn = 1; turn <= changes; turn++) {
                long startNs = System.nanoTime();
                int days = RESULT_DAYS - turn;
                ResultPartitions.keep(connection, new Retention(days - 1, days - 1, days - 1));
                ResultPartitions.add(connection, java.util.List.of(new Slot(1, today.plusDays(3L + turn))));
                DayPartitions.keep(connection, ROLLUP_DAYS - turn - 1);
                DayPartitions.cover(connection, today.plusDays(3L + turn));
                double ms = (System.nanoTime() - startNs) / 1e6;
                longestMs = Math.max(longestMs, ms);
                Thread.sleep(Math.max(1, 1_000 - (long) ms));
            }
        } catch (SQLException e) {
            System.out.println("a change failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (changes > 0) {
            System.out.printf(
                    "%d times a day of each table dropped and one added, the longest turn %.0f ms%n",
                    changes, longestMs);
        }
    }

    private static void print(String when, double[] ms) {
        System.out.printf(
                "%s: %d inserts of %d rows, median %.1f ms, p99 %.1f ms, longest %.0f ms%s%n",
                when,
                ms.length,
                InsertLoad.ROWS,
                ms[ms.length / 2],
                ms[(int) (ms.length * 0.99)],
                ms[ms.length - 1],
                ms[ms.length - 1] > STALL_MS ? ", A STALL" : "");
    }
}
