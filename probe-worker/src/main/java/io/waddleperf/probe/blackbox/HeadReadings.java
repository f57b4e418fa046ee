package io.waddleperf.probe.blackbox;

import io.waddleperf.probe.measure.Sight;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What the head of a response says under blackbox_exporter's names.
record HeadReadings(Sight.Head head, int status) {
    /// As the server told it; -1 where it told none.
    double contentLength() {
        if (status == 204 || status == 304) {
            return 0;
        }
        boolean chunked = head.values("transfer-encoding").stream()
                .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).endsWith("chunked"));
        var told = head.values("content-length");
        boolean known = !chunked && !told.isEmpty() && told.getFirst().matches("\\d{1,18}");
        return known ? Double.parseDouble(told.getFirst()) : -1;
    }

    /// Nothing where the server said none, or no time.
    void lastModified(Exposition into) {
        var told = head.values("last-modified");
        if (told.isEmpty()) {
            return;
        }
        try {
            into.put(
                    "probe_http_last_modified_timestamp_seconds",
                    "Returns the Last-Modified HTTP response header in unixtime",
                    (double) ZonedDateTime.parse(told.getFirst(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toEpochSecond());
        } catch (DateTimeException _) {
            // no time, as there
        }
    }
}
