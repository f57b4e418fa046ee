package io.waddleperf.sink.notify;

import static io.waddleperf.testkit.TestSql.execute;
import static io.waddleperf.testkit.TestSql.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Severity;
import io.waddleperf.database.Migrations;
import io.waddleperf.database.SqlValues;
import io.waddleperf.database.Transactions;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.TestServers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who sends, what is told again, and what becomes of both where the lease ends.
class DispatcherIT {
    private static final Duration SOON = Rig.SOON;
    private static final Duration LATER = Duration.ofHours(1);
    private static final String HOOK = "hook";

    private final Receiver receiver = new Receiver();
    private final Door door = new Door(
            true, Duration.ofSeconds(2), InetAddress::getAllByName, (SSLSocketFactory) SSLSocketFactory.getDefault());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ChannelSpec hook = new ChannelSpec.Webhook(HOOK, receiver.url("/hook"), null);

    @SuppressWarnings("NullAway.Init") // set before each test
    private DataSource database;

    @BeforeEach
    void migrate() throws Exception {
        database = Rig.source(TestServers.freshDatabase());
        Migrations.run(database);
    }

    @AfterEach
    void close() {
        door.close();
        receiver.close();
    }

    @Test
    void tellsAnAlertmanagerAgainOfWhatHasLeftItsRouteAndNoOtherOne() throws Exception {
        var told = new ChannelSpec.Alertmanager("told", receiver.url("/told"));
        var other = new ChannelSpec.Alertmanager("other", receiver.url("/other"));
        var routes = new Routes(
                List.of(critical(List.of("told")), only("elsewhere", List.of("other"))), List.of(told, other));
        var incident = Rig.incident();
        tell(routes, incident.severity(Severity.CRITICAL), Clock.systemUTC());
        tell(routes, incident.severity(Severity.WARNING), Clock.systemUTC());
        assertEquals(List.of(), routes.of(incident.next()));
        var standing = new Reminders(database, () -> routes, Clock.systemUTC()).standing();
        var sending = new Sending(door, () -> routes, "http://127.0.0.1:8080", Clock.systemUTC());
        sending.refreshStanding(told, standing);
        sending.refreshStanding(other, standing);
        assertEquals(
                List.of("/told/api/v2/alerts"),
                receiver.requests.stream().map(Receiver.Request::path).toList());
        var alert = receiver.requests.getFirst().json().get(0);
        assertEquals("warning", alert.at("/labels/severity").asText());
        assertTrue(Instant.parse(alert.path("endsAt").asText())
                .isAfter(Clock.systemUTC().instant().plusSeconds(60)));
        // and it hears of the end, after which it is told no more
        tell(routes, incident.closed(), Clock.systemUTC());
        assertEquals(
                "told", text(database, "SELECT GROUP_CONCAT(channel) FROM notification WHERE transition = 'closed'"));
        assertEquals(List.of(), new Reminders(database, () -> routes, Clock.systemUTC()).standing());
    }

    @Test
    void remindsAfterEachIntervalUntilSomebodyAcknowledges() throws Exception {
        var clock = new FakeClock(Clock.systemUTC().instant());
        var routes = new Routes(List.of(Rig.route(List.of(HOOK))), List.of(hook));
        var reminders = new Reminders(database, () -> routes, clock);
        var incident = Rig.incident();
        tell(routes, incident.open(), clock);
        clock.advance(Route.REPEAT_INTERVAL.minusSeconds(1));
        assertEquals("0", remindersAfter(reminders));
        clock.advance(Duration.ofSeconds(2));
        assertEquals("1", remindersAfter(reminders));
        assertEquals("1", remindersAfter(reminders));
        clock.advance(Route.REPEAT_INTERVAL.minusSeconds(1));
        assertEquals("1", remindersAfter(reminders), "the interval begins with the last message");
        clock.advance(Duration.ofSeconds(2));
        assertEquals("2", remindersAfter(reminders));
        tell(routes, incident.acknowledged("operator"), clock);
        clock.advance(Route.REPEAT_INTERVAL.multipliedBy(2));
        assertEquals("2", remindersAfter(reminders));
    }

    private String remindersAfter(Reminders reminders) throws Exception {
        reminders.add();
        return text(database, "SELECT COUNT(DISTINCT occurrence) FROM notification WHERE transition = 'reminder'");
    }

    @Test
    void sendsAndCountsNothingWhileAnotherProcessHasTheLeaseAndTakesUpWhatThatLeft() throws Exception {
        var routes = new Routes(List.of(slow()), List.of(hook));
        tell(routes, Rig.incident().open(), Clock.systemUTC()); // due in an hour
        var metrics = new NotifierMetrics(registry, Clock.systemUTC());
        try (var dispatcher = dispatcher(database, metrics, Clock.systemUTC())) {
            dispatcher.start();
            Await.equal(1L, SOON, () -> metrics.backlog().pending());
            execute(
                    database,
                    "UPDATE lease SET holder = 'thief', fence = fence + 1,"
                            + " until_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE name = 'notifications'");
            Await.equal(0L, SOON, () -> metrics.backlog().pending());
            execute(database, "UPDATE notification SET next_attempt_at = created_at, claimed_by = 'thief/webhook1'");
            tell(
                    new Routes(List.of(Rig.route(List.of(HOOK))), List.of(hook)),
                    Rig.incident().open(),
                    Clock.systemUTC());
            for (int turn = 0; turn < 3; turn++) {
                var before = dispatcher.lastGood();
                dispatcher.wake();
                Await.until("another turn", SOON, () -> dispatcher.lastGood().isAfter(before));
            }
            assertEquals(List.of(), receiver.requests);
            execute(
                    database,
                    "UPDATE lease SET until_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE name = 'notifications'");
            Await.equal(2, SOON, () -> receiver.taken("/hook").size());
            assertEquals(
                    1,
                    registry.get("waddleperf.notifications.possibly.doubled")
                            .counter()
                            .count());
        }
    }

    /// Held up between the look at its lease and its claim: who has the lease by then has taken over from it before.
    @Test
    void claimsNothingOnceItsLeaseIsAnothers() throws Exception {
        var routes = new Routes(List.of(Rig.route(List.of(HOOK))), List.of(hook));
        var heldUp = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        var metrics = new NotifierMetrics(registry, Clock.systemUTC());
        try (var dispatcher = dispatcher(slow(database, heldUp, goesOn), metrics, Clock.systemUTC())) {
            tell(routes, Rig.incident().open(), Clock.systemUTC());
            dispatcher.start();
            assertTrue(heldUp.await(SOON.toSeconds(), TimeUnit.SECONDS));
            execute(
                    database,
                    "UPDATE lease SET holder = 'thief', fence = fence + 1,"
                            + " until_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE name = 'notifications'");
            goesOn.countDown();
        }
        assertEquals(List.of(), receiver.requests);
        assertEquals("pending", text(database, "SELECT state FROM notification WHERE claimed_by IS NULL"));
    }

    @Test
    void countsNoBacklogWhereTheDatabaseIsAwayForLongerThanTheLease() throws Exception {
        var clock = new FakeClock(Clock.systemUTC().instant());
        var away = new AtomicBoolean();
        var routes = new Routes(List.of(slow()), List.of(hook));
        tell(routes, Rig.incident().open(), clock);
        var metrics = new NotifierMetrics(registry, clock);
        try (var dispatcher = dispatcher(cut(database, away), metrics, clock)) {
            dispatcher.start();
            Await.equal(1L, SOON, () -> metrics.backlog().pending());
            away.set(true);
            clock.advance(Duration.ofMinutes(1));
            Await.equal(0L, SOON, () -> metrics.backlog().pending());
            assertEquals(Duration.ZERO, metrics.oldest());
            away.set(false);
            Await.equal(1L, SOON, () -> metrics.backlog().pending());
        }
    }

    // --- what they have in common --------------------------------------------------------------------

    private Dispatcher dispatcher(DataSource source, NotifierMetrics metrics, InstantSource clock) {
        var settings = Rig.settings("unread", List.of(hook), List.of(slow()));
        var book = new ChannelBook(settings.channels(), settings.routes(), settings.secrets());
        var sending = new Sending(door, book::routes, "http://127.0.0.1:8080", clock);
        return new Dispatcher(settings, source, book, sending, metrics, clock);
    }

    private static Route critical(List<String> channels) {
        return route("pages", Map.of(), Severity.CRITICAL, channels, Duration.ZERO);
    }

    private static Route only(String site, List<String> channels) {
        return route(site, Map.of(Labels.SITE, List.of(site)), Severity.WARNING, channels, Duration.ZERO);
    }

    private static Route slow() {
        return route("slow", Map.of(), Severity.WARNING, List.of(HOOK), LATER);
    }

    private static Route route(
            String name, Map<String, List<String>> match, Severity least, List<String> channels, Duration groupWait) {
        return new Route(
                name,
                match,
                least,
                channels,
                Route.CHOICE,
                false,
                List.of(IncidentLabels.INCIDENT),
                groupWait,
                Duration.ZERO,
                Route.REPEAT_INTERVAL);
    }

    /// What the reader does with a revision.
    private void tell(Routes routes, Incident revision, InstantSource clock) throws SQLException {
        Transactions.once(database, connection -> {
            var known = IncidentTable.find(connection, revision.id()).orElse(null);
            var told = NotificationUpkeep.told(connection, SqlValues.bytes(revision.id()))
                    .keySet();
            var step = Transitions.of(known, revision, told, clock.instant());
            IncidentTable.put(connection, step.next());
            for (var news : News.of(step, told, routes)) {
                NotificationTable.add(connection, news.fact(), news.delivery(), news.silenced(), clock.instant());
            }
            return step;
        });
    }

    /// The same database, but the thread of the channel waits before its first connection.
    private static DataSource slow(DataSource database, CountDownLatch heldUp, CountDownLatch goesOn) {
        return before(database, () -> {
            if (Thread.currentThread().getName().equals("notify-" + HOOK)) {
                heldUp.countDown();
                assertTrue(goesOn.await(SOON.toSeconds(), TimeUnit.SECONDS));
            }
        });
    }

    /// The same database, but it does not answer while `away`.
    private static DataSource cut(DataSource database, AtomicBoolean away) {
        return before(database, () -> {
            if (away.get()) {
                throw new SQLException("the database is away", "08001");
            }
        });
    }

    /// What happens before each question.
    @FunctionalInterface
    private interface Happening {
        void happens() throws Exception;
    }

    private static DataSource before(DataSource database, Happening happening) {
        return (DataSource) Proxy.newProxyInstance(
                DispatcherIT.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    happening.happens();
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }
}
