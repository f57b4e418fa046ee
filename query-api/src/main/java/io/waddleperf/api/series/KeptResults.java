package io.waddleperf.api.series;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.ResultPartitions.Slot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Since when results are kept: whoever drops them is another service with settings of its own, and does it early where
/// a disk is full, so the days that the table has are what counts.
final class KeptResults {
    /// Of the usual tests; those after a suspicion are kept for longer, but are few.
    private static final int TIER = 1;

    private final Cache<Integer, Instant> begins = Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    boolean reachTo(Instant from, Connection connection) throws SQLException {
        Optional<Instant> begin = Optional.ofNullable(begins.getIfPresent(TIER));
        if (begin.isEmpty()) {
            begin = begin(connection);
            begin.ifPresent(known -> begins.put(TIER, known));
        }
        return begin.isPresent() && !from.isBefore(begin.get());
    }

    private static Optional<Instant> begin(Connection connection) throws SQLException {
        return ResultPartitions.existing(connection).stream()
                .filter(slot -> slot.tier() == TIER)
                .map(Slot::day)
                .min(LocalDate::compareTo)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
