package io.waddleperf.api.reports;

import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.WireName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which report is wanted; null: of all.
///
/// @param from        a full hour, as is the end
/// @param metric      of the percentiles
/// @param percentiles whether they are wanted
/// @param format      null: as `Accept` says
record ReportRequest(
        Instant from,
        Instant to,
        Set<By> by,
        @Nullable String site,
        @Nullable String probe,
        @Nullable String target,
        @Nullable String check,
        String metric,
        boolean percentiles,
        @Nullable Format format) {
    private static final Duration DEFAULT_RANGE = Duration.ofDays(30);
    private static final Duration LONGEST_RANGE = Duration.ofDays(400);
    static final String DEFAULT_METRIC = Test.PING.headline().wireName();

    /// How it is written.
    enum Format implements WireName {
        JSON("json"),
        CSV("csv");

        private final String wireName;

        Format(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    static ReportRequest of(Parameters query, Instant now) {
        Instant to = Objects.requireNonNullElse(query.instant("to"), now).truncatedTo(ChronoUnit.HOURS);
        Instant from = Objects.requireNonNullElse(query.instant("from"), to.minus(DEFAULT_RANGE))
                .truncatedTo(ChronoUnit.HOURS);
        Set<By> by = query.choices("by", List.of(By.values()));
        String metric = Objects.requireNonNullElse(query.text("metric", 64), DEFAULT_METRIC);
        query.require(from.isBefore(to), "from", "must be an hour before to, or more: reports are made of full hours");
        query.require(
                Duration.between(from, to).compareTo(LONGEST_RANGE) <= 0,
                "from",
                "must be at most " + LONGEST_RANGE.toDays() + " days before to");
        query.require(headlines().contains(metric), "metric", "must be one of " + String.join(", ", headlines()));
        var request = new ReportRequest(
                from,
                to,
                by.isEmpty() ? Set.of(By.PATH) : by,
                query.name("site"),
                query.name("probe"),
                query.name("target"),
                query.name("check"),
                metric,
                query.flag("percentiles", true),
                query.choice("format", List.of(Format.values())));
        query.check();
        return request;
    }

    /// Rollups have the headline of each test.
    private static List<String> headlines() {
        return Arrays.stream(Test.values())
                .map(test -> test.headline().wireName())
                .distinct()
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }

    long hours() {
        return Duration.between(from, to).toHours();
    }
}
