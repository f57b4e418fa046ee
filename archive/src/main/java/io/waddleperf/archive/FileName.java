package io.waddleperf.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// The key of a file of the archive.
///
/// A part is `KIND/date=…/hour=…/PARTITION-WINDOW-FIRST-LAST.parquet` with the window's start in epoch
/// seconds and its first and last offset; what was merged is `…/PARTITION-compacted-HASH.parquet`.
///
/// @param hour      of append time
/// @param compacted whether it was merged from others
public record FileName(String key, Kind kind, Instant hour, int partition, boolean compacted) {
    private static final Pattern PATTERN = Pattern.compile("(?<kind>[a-z]+)/date=(?<date>\\d{4}-\\d\\d-\\d\\d)"
            + "/hour=(?<hour>\\d\\d)/(?<partition>\\d{1,6})-(?<rest>compacted-[0-9a-f]+|\\d+-\\d+-\\d+)\\.parquet");

    static String ofPart(Window window, long first, long last) {
        return Window.prefix(window.kind(), window.hour()) + window.partition() + '-'
                + window.start().getEpochSecond() + '-' + first + '-' + last + ".parquet";
    }

    static String ofCompacted(Kind kind, Instant hour, int partition, String hash) {
        return Window.prefix(kind, hour) + partition + "-compacted-" + hash + ".parquet";
    }

    /// Empty where the key is not one of the archive's.
    public static Optional<FileName> parse(String key) {
        var matcher = PATTERN.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant hour = LocalDate.parse(matcher.group("date"))
                    .atTime(Integer.parseInt(matcher.group("hour")), 0)
                    .toInstant(ZoneOffset.UTC);
            boolean compacted = matcher.group("rest").startsWith("compacted");
            int partition = Integer.parseInt(matcher.group("partition"));
            return Kind.ofPrefix(matcher.group("kind"))
                    .map(kind -> new FileName(key, kind, hour, partition, compacted));
        } catch (DateTimeException e) { // 2026-13-41
            return Optional.empty();
        }
    }
}
