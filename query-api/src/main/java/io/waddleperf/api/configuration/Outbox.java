package io.waddleperf.api.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Events that are committed with the change they tell of, and go to their topics afterwards.
@Singleton
public final class Outbox {
    /// Room for the key and the headers below the 1 MiB that a producer sends and a broker takes.
    static final int MOST_BYTES = 900_000;
    private static final long COUNTER_BITS = 12;
    private static final JsonMapper JSON = new JsonMapper();

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
    ///
    /// @throws ProblemException where the value is too large for a topic; its largest field is named
    public <T> void add(Connection transaction, Topic<T> topic, String key, @Nullable T value) throws SQLException {
        String json = value == null ? null : WireCodec.text(value);
        requireFits(topic, key, json);
        Database.update(
                transaction,
                Sql.of(
                        "INSERT INTO outbox (id, topic, record_key, value, created_at) VALUES (?, ?, ?, ?, ?)",
                        nextId(),
                        topic.name(),
                        key,
                        json,
                        clock.instant()));
    }

    private static void requireFits(Topic<?> topic, String key, @Nullable String json) {
        if (json == null) {
            return; // deletes the key
        }
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            String detail = "makes %s a record of %d bytes for %s, which takes %d: make it shorter"
                    .formatted(key, bytes, topic.name(), MOST_BYTES);
            throw ProblemException.of(ProblemKind.TOO_LARGE, List.of(new FieldError(largestField(json), detail)));
        }
    }

    private static String largestField(String json) {
        try {
            return JSON.readTree(json)
                    .propertyStream()
                    .max(Comparator.comparingInt(
                            member -> member.getValue().toString().length()))
                    .map(Map.Entry::getKey)
                    .orElse("body");
        } catch (JsonProcessingException e) { // longer than Jackson reads
            return "body";
        }
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
