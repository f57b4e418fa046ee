package io.waddleperf.api.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a report as RFC 4180 has it: a header, lines that end with CRLF, quotes where they are needed.
final class Csv {
    private static final String END = "\r\n";
    private static final List<String> COLUMNS = Arrays.stream(ReportRow.class.getRecordComponents())
            .map(component -> component.getName())
            .toList();

    private Csv() {}

    static String of(Report report) {
        var text = new StringBuilder(256 + report.items().size() * 128);
        text.append(String.join(",", COLUMNS)).append(",metric").append(END);
        report.items()
                .forEach(row -> text.append(fields(row).stream().map(Csv::field).collect(Collectors.joining(",")))
                        .append(',')
                        .append(field(report.metric()))
                        .append(END));
        return text.toString();
    }

    /// In the order of the record's components.
    private static List<@Nullable Object> fields(ReportRow row) {
        return Arrays.asList(
                row.month(),
                row.day(),
                row.site(),
                row.probe(),
                row.target(),
                row.check(),
                row.availability(),
                row.results(),
                row.answered(),
                row.failed(),
                row.notRun(),
                row.missed(),
                row.hours(),
                row.maintenanceHours(),
                row.lossRatio(),
                row.measured(),
                row.min(),
                row.mean(),
                row.p50(),
                row.p95(),
                row.p99(),
                row.max());
    }

    static String field(@Nullable Object value) {
        String text = Objects.toString(value, "");
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
