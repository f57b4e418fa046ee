package io.waddleperf.api.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.it.RealServers;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.testkit.Await;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two transactions at the same time, one of which takes away what the other one names.
@QuarkusTest
@WithTestResource(RealServers.class)
final class ReferencesIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Database database;

    @Inject
    ConfigurationWrites writes;

    private final String suffix = UUID.randomUUID().toString();
    private final Target target = new Target("web-" + suffix, "192.0.2.1", false, Map.of(), 1, null);
    private final Schedule schedule = new Schedule(
            "all-" + suffix, true, List.of(), List.of(target.id()), List.of(), 60_000_000, Instant.EPOCH, 1);

    @BeforeEach
    void thereIsATarget() {
        database.transaction(transaction -> {
            References.hold(transaction);
            return put(transaction, Kind.TARGETS, target.id(), target);
        });
    }

    private <T> T put(Connection transaction, Kind<T> kind, String id, T value) throws SQLException {
        return writes.put(transaction, kind, id, _ -> value, Precondition.NONE, Caller.SYSTEM)
                .value();
    }

    private Schedule nameIt(Connection transaction) throws SQLException {
        References.hold(transaction);
        var written = put(transaction, Kind.SCHEDULES, schedule.id(), schedule);
        References.in(transaction).requireWhole(schedule);
        return written;
    }

    private Target takeItAway(Connection transaction) throws SQLException {
        References.hold(transaction);
        var gone = writes.remove(transaction, Kind.TARGETS, target.id(), Precondition.NONE, Caller.SYSTEM);
        References.in(transaction).requireUnused(target.id());
        return gone;
    }

    /// Work of a transaction.
    @FunctionalInterface
    private interface Work {
        Object in(Connection transaction) throws SQLException;
    }

    /// The first one is committed when the second one waits for it, or is done.
    private Future<Object> meanwhile(Work first, Work second) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            var one = threads.submit(() -> database.transaction(transaction -> {
                var done = first.in(transaction);
                begun.countDown();
                assertTrue(passed(goOn));
                return done;
            }));
            assertTrue(passed(begun));
            Future<Object> other = threads.submit(() -> database.transaction(second::in));
            Await.until("the second one waits, or is done", SOON, () -> other.isDone() || somebodyWaits());
            goOn.countDown();
            one.get();
            return other;
        }
    }

    private static boolean passed(CountDownLatch latch) {
        try {
            return latch.await(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean somebodyWaits() {
        var waiting =
                Sql.of("SELECT id FROM information_schema.processlist WHERE info LIKE 'UPDATE configuration_turn%'");
        return !database.list(waiting, row -> row.text("id")).isEmpty();
    }

    private static ProblemException refusal(Future<Object> refused) {
        var failure = assertThrows(ExecutionException.class, refused::get);
        return assertInstanceOf(ProblemException.class, failure.getCause());
    }

    @Test
    void aTargetStaysThatAScheduleNamesInTheSameMoment() throws Exception {
        var refused = refusal(meanwhile(this::nameIt, this::takeItAway));
        assertEquals(ProblemKind.CONFLICT, refused.kind());
        var query = new ConfigurationQuery(database);
        assertTrue(query.target(target.id()).isPresent());
        assertTrue(query.schedules().stream().anyMatch(one -> one.id().equals(schedule.id())));
    }

    @Test
    void aScheduleNamesNoTargetThatIsRemovedInTheSameMoment() throws Exception {
        var refused = refusal(meanwhile(this::takeItAway, this::nameIt));
        assertEquals(ProblemKind.BAD_REQUEST, refused.kind());
        assertEquals("targets[0]", refused.errors().getFirst().field());
        var query = new ConfigurationQuery(database);
        assertTrue(query.target(target.id()).isEmpty());
        assertTrue(query.schedules().stream().noneMatch(one -> one.id().equals(schedule.id())));
    }
}
