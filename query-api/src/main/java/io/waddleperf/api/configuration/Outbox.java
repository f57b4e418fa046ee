package io.waddleperf.api.configuration;

import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Events that are committed with the change they tell of, and go to their topics afterwards.
@Singleton
public final class Outbox {
    private static final long COUNTER_BITS = 12;

    private final InstantSource clock;
    private final LongSupplier chance;
    private long lastTick;

    @Inject
    public Outbox() {
        this(Clock.systemUTC(), () -> ThreadLocalRandom.current().nextLong());
    }

    Outbox(InstantSource clock, LongSupplier chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /// A row that waits.
    ///
    /// @param value null deletes the key
    record Entry(
            UUID id, String topic, String key, @Nullable String value) {
        static Entry of(Row row) throws SQLException {
            return new Entry(row.uuid("id"), row.text("topic"), row.text("record_key"), row.textOrNull("value"));
        }
    }

    /// Adds an event to the caller's transaction, after the row it tells of: that row's lock then
    /// keeps the events of one key in order.
    public <T> void add(Connection transaction, Topic<T> topic, String key, @Nullable T value) throws SQLException {
        Database.update(
                transaction,
                Sql.of(
                        "INSERT INTO outbox (id, topic, record_key, value, created_at) VALUES (?, ?, ?, ?, ?)",
                        nextId(),
                        topic.name(),
                        key,
                        value == null ? null : WireCodec.text(value),
                        clock.instant()));
    }

    /// The oldest rows.
    List<Entry> oldest(Database database, int most) {
        return database.list(
                Sql.of("SELECT id, topic, record_key, value FROM outbox ORDER BY id LIMIT ?", most), Entry::of);
    }

    void delete(Database database, List<Entry> done) {
        var ids = done.stream().map(Entry::id).toList();
        database.transaction(transaction -> Database.update(
                transaction, Sql.of("DELETE FROM outbox WHERE id IN ").addList(ids)));
    }

    /// A UUID of version 7 (RFC 9562) that sorts behind all that this process made before.
    private synchronized UUID nextId() {
        Instant now = clock.instant();
        long tick = Math.max(now.toEpochMilli() << COUNTER_BITS, lastTick + 1);
        lastTick = tick;
        long counter = tick & ((1 << COUNTER_BITS) - 1);
        long high = (tick >>> COUNTER_BITS) << 16 | 0x7000L | counter;
        return new UUID(high, (chance.getAsLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
