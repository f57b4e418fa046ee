package io.waddleperf.api.joining;

import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.kafka.WireCodec;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a probe is known by.
///
/// @param rotatedAt since when the newest key holds
/// @param revokedAt null: it may come in
record Identity(
        String probe,
        String host,
        ProbeKeys keys,
        Instant joinedAt,
        Instant rotatedAt,
        @Nullable Instant revokedAt) {
    /// As they are stored.
    static final String COLUMNS = "probe, host, document, joined_at, rotated_at, revoked_at";

    /// What was sent before a rotation may arrive after it.
    static final Duration GRACE = Duration.ofHours(1);

    /// Longer than results are on their topic.
    private static final Duration REMEMBERED = Duration.ofDays(8);

    private static final int MOST_KEYS = 32;

    static Identity of(Row row) throws SQLException {
        return new Identity(
                row.text("probe"),
                row.text("host"),
                WireCodec.read(ProbeKeys.class, row.text("document")),
                row.instant("joined_at"),
                row.instant("rotated_at"),
                row.instantOrNull("revoked_at"));
    }

    /// @param before null: it is the probe's first
    static Identity joined(String probe, String host, String key, @Nullable Identity before, Instant now) {
        var none = new ProbeKeys(probe, List.of(), 0);
        var keys = changed(before == null ? none : before.keys(), key, now, now);
        return new Identity(probe, host, keys, now, now, null);
    }

    /// With a new key; the one before holds a while longer.
    Identity rotated(String key, Instant now) {
        return new Identity(probe, host, changed(keys, key, now, now.plus(GRACE)), joinedAt, now, null);
    }

    /// With these keys, as they are on their topic.
    Identity told(ProbeKeys keys) {
        var last = keys.keys().getLast();
        return new Identity(probe, host, keys, joinedAt, last.from(), last.until());
    }

    /// No key of it holds any more.
    Identity revoked(Instant now) {
        var ended = new ProbeKeys(
                probe, keys.keys().stream().map(key -> key.endingAt(now)).toList(), keys.version() + 1);
        return new Identity(probe, host, ended, joinedAt, rotatedAt, now);
    }

    private static ProbeKeys changed(ProbeKeys before, String key, Instant now, Instant end) {
        var kept = new ArrayList<ProbeKeys.Key>();
        for (var old : before.keys()) {
            var ending = old.endingAt(end);
            if (ending.until() == null || ending.until().isAfter(now.minus(REMEMBERED))) {
                kept.add(ending);
            }
        }
        kept.add(ProbeKeys.Key.of(key, now));
        int from = Math.max(0, kept.size() - MOST_KEYS);
        return new ProbeKeys(before.probe(), kept.subList(from, kept.size()), before.version() + 1);
    }

    /// Does nothing where there is one already.
    Sql insert() {
        return Sql.of(
                "INSERT IGNORE INTO probe_identity (" + COLUMNS + ", version) VALUES (?, ?, ?, ?, ?, ?, ?)",
                probe,
                host,
                WireCodec.text(keys),
                joinedAt,
                rotatedAt,
                revokedAt,
                keys.version());
    }

    /// Does nothing where it has changed since it was read.
    Sql replacing(Identity before) {
        return Sql.of(
                "UPDATE probe_identity SET host = ?, document = ?, joined_at = ?, rotated_at = ?, revoked_at = ?,"
                        + " version = ? WHERE probe = ? AND version = ?",
                host,
                WireCodec.text(keys),
                joinedAt,
                rotatedAt,
                revokedAt,
                keys.version(),
                before.probe,
                before.keys.version());
    }

    /// Whether this is the key that it is known by now.
    boolean holds(String key) {
        return revokedAt == null && newest().secret().equals(key);
    }

    /// The one that holds.
    ProbeKeys.Key newest() {
        return keys.keys().getLast();
    }
}
