package io.waddleperf.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// A span of append time in one partition: with it a file of results begins and ends, so that its
/// borders follow from the log and not from who reads it when.
///
/// @param start on a full length of the hour
record Window(Kind kind, int partition, Instant start, Duration length) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("'date='yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("'date='yyyy-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

    /// @param length whole seconds, of which an hour is a multiple
    static Window of(Kind kind, int partition, Instant appendedAt, Duration length) {
        long seconds = appendedAt.getEpochSecond();
        long start = seconds - Math.floorMod(seconds, length.toSeconds());
        return new Window(kind, partition, Instant.ofEpochSecond(start), length);
    }

    boolean takes(Instant appendedAt) {
        return !appendedAt.isBefore(start) && appendedAt.isBefore(end());
    }

    Instant end() {
        return start.plus(length);
    }

    Instant hour() {
        return start.truncatedTo(ChronoUnit.HOURS);
    }

    /// Of the keys of all files of a kind and an hour; ends with a slash.
    static String prefix(Kind kind, Instant hour) {
        return kind.prefix() + '/' + HOUR.format(hour) + '/';
    }

    /// Of the keys of all files of a kind and a day (UTC); ends with a slash.
    static String dayPrefix(Kind kind, Instant day) {
        return kind.prefix() + '/' + DAY.format(day) + '/';
    }
}
