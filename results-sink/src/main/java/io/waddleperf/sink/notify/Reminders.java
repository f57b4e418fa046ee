package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.SqlValues;
import io.waddleperf.database.Transactions;
import io.waddleperf.sink.notify.NotificationUpkeep.Earlier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What is told again though nothing is new: open incidents that nobody has acknowledged.
final class Reminders {
    private final DataSource database;
    private final Supplier<Routes> routes;
    private final InstantSource clock;

    Reminders(DataSource database, Supplier<Routes> routes, InstantSource clock) {
        this.database = database;
        this.routes = routes;
        this.clock = clock;
    }

    /// Incidents that go on and that people know of, silenced ones too: who is not told again of an
    /// alert takes it for resolved.
    List<Standing> standing() throws SQLException {
        return Transactions.once(database, connection -> {
            var channels = NotificationUpkeep.toldOfOpen(connection);
            return IncidentTable.open(connection).stream()
                    .filter(known -> known.told() != null)
                    .map(Known::newest)
                    .map(incident -> new Standing(incident, channels.getOrDefault(incident.id(), Set.of())))
                    .toList();
        });
    }

    /// Adds what is due, each incident in a transaction of its own; the same for each process that would
    /// work it out.
    void add() throws SQLException, InterruptedException {
        Instant now = clock.instant();
        for (var known : Transactions.once(database, IncidentTable::open)) {
            if (unattended(known)) {
                Transactions.retried(
                        database,
                        RetryPolicy.CONFLICTS,
                        connection -> remind(connection, known.newest().id(), now));
            }
        }
    }

    private static boolean unattended(Known known) {
        var incident = known.newest();
        return known.told() != null
                && incident.state() == Incident.State.OPEN
                && incident.acknowledgedBy() == null
                && incident.silencedBy() == null;
    }

    /// As it stands now: somebody may have acknowledged it since.
    private boolean remind(Connection connection, UUID id, Instant now) throws SQLException {
        var known = IncidentTable.find(connection, id).filter(Reminders::unattended);
        if (known.isPresent()) {
            remind(connection, known.get().newest(), now);
        }
        return known.isPresent();
    }

    private void remind(Connection connection, Incident incident, Instant now) throws SQLException {
        var told = NotificationUpkeep.told(connection, SqlValues.bytes(incident.id()));
        var current = routes.get();
        for (var delivery : current.deliveries(Transition.REMINDER, incident)) {
            Optional<Duration> interval = current.repeatInterval(delivery.channel(), incident);
            @Nullable Earlier earlier = told.get(delivery.channel());
            Instant last = earlier == null ? incident.openedAt() : earlier.last();
            if (interval.isPresent() && !last.plus(interval.get()).isAfter(now)) {
                long count = earlier == null ? 1 : earlier.reminders() + 1;
                var fact = new Fact(Transition.REMINDER, count, delivery.channel(), incident);
                NotificationTable.add(connection, fact, delivery, false, now);
            }
        }
    }
}
