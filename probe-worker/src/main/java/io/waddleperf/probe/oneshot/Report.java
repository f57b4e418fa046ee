package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.MetricWords;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A result as a table for people.
record Report(Paint paint, Picture picture) {
    private static final String INDENT = "  ";

    /// Of those in a row, the sum is the total.
    private static final List<Metric> PHASES = List.of(
            Metric.RESOLVE_US,
            Metric.CONNECT_US,
            Metric.TLS_US,
            Metric.BANNER_US,
            Metric.KEY_EXCHANGE_US,
            Metric.AUTHENTICATION_US,
            Metric.FIRST_BYTE_US,
            Metric.TRANSFER_US);

    List<String> lines(Result result) {
        var lines = new ArrayList<String>();
        lines.add(paint.strong(result.check()) + ' ' + paint.faint(where(result)) + ' ' + ended(result));
        result.metrics()
                .values()
                .forEach((metric, value) -> lines.add(row(
                        MetricWords.name(metric.wireName()),
                        MetricWords.number(metric.wireName(), value),
                        Meanings.of(result.test(), metric, value))));
        lines.addAll(pictures(result));
        if (result.details() != null) {
            new Seen(paint).lines(result.details()).forEach(line -> lines.add(INDENT + line));
        }
        if (result.outcome() instanceof Outcome.Measured) {
            lines.add(INDENT + paint.faint(how(result)));
        }
        lines.add("");
        return lines;
    }

    /// The last line of all.
    String verdict(int tests, int failed) {
        String counted = tests + (tests == 1 ? " test, " : " tests, ");
        return failed == 0 ? paint.good(counted + "all fine") : paint.bad(counted + failed + " failed");
    }

    private static String row(String name, String value, String meaning) {
        return String.format("%s%-28s %12s   %s", INDENT, name, value, meaning).stripTrailing();
    }

    private static String where(Result result) {
        return result.target() + " over " + (result.family().wireName().equals("ipv6") ? "IPv6" : "IPv4") + ':';
    }

    private String ended(Result result) {
        return switch (result.outcome()) {
            case Outcome.Measured _ -> paint.good("fine");
            case Outcome.Failed failed ->
                paint.bad("failed") + " (" + failed.failure().wireName() + "): " + Paint.plain(failed.detail());
            case Outcome.TimedOut late ->
                paint.bad("no answer") + " within " + MetricWords.number("timeUs", (double) late.afterUs());
            case Outcome.Refused refused -> paint.bad("not run") + ": " + Paint.plain(refused.reason());
            case Outcome.Unsupported unsupported ->
                paint.bad("cannot run here") + ": " + Paint.plain(unsupported.reason());
            case Outcome.Unknown _ -> paint.bad("ended in a way that this version does not know");
        };
    }

    private List<String> pictures(Result result) {
        var lines = new ArrayList<String>();
        switch (result.samples()) {
            case Samples.Raw raw
            when raw.us().size() > 1 -> {
                lines.add(drawn("each round trip", picture.sparkline(raw.us(), lost(result)), range(result)));
                lines.add(drawn("how often which", picture.histogram(raw.us()), range(result)));
            }
            case Samples.Sketch _ -> lines.add(drawn("least to greatest", box(result), range(result)));
            case null, default -> lines.addAll(phases(result));
        }
        lines.removeIf(String::isEmpty);
        return lines;
    }

    private String drawn(String name, String drawing, String range) {
        return drawing.isBlank()
                ? ""
                : String.format("%s%-28s %s", INDENT, name, paint.picture(drawing)) + "  " + paint.faint(range);
    }

    private static Set<Integer> lost(Result result) {
        return result.details() instanceof Details.PingDetails ping ? Set.copyOf(ping.lostSequences()) : Set.of();
    }

    private static String range(Result result) {
        return text(result, Metric.RTT_MIN_US) + " to " + text(result, Metric.RTT_MAX_US);
    }

    private static String text(Result result, Metric metric) {
        return MetricWords.number(metric.wireName(), number(result, metric));
    }

    private static double number(Result result, Metric metric) {
        return result.metrics().get(metric).orElse(0);
    }

    private String box(Result result) {
        return picture.box(
                number(result, Metric.RTT_MIN_US),
                number(result, Metric.RTT_P50_US),
                number(result, Metric.RTT_P95_US),
                number(result, Metric.RTT_MAX_US));
    }

    /// One below the other, as they follow each other.
    private List<String> phases(Result result) {
        Map<Metric, Double> phases = new LinkedHashMap<>();
        for (var phase : PHASES) {
            result.metrics().get(phase).ifPresent(us -> phases.put(phase, us));
        }
        double whole = phases.values().stream().mapToDouble(one -> one).sum();
        var lines = new ArrayList<String>();
        double at = 0;
        if (phases.size() < 2) {
            return lines;
        }
        for (var phase : phases.entrySet()) {
            String bar = picture.phase(at, phase.getValue(), whole);
            String name = MetricWords.name(phase.getKey().wireName());
            lines.add(String.format("%s%-28s %s", INDENT, name, paint.picture(bar)));
            at += phase.getValue();
        }
        return lines;
    }

    private static String how(Result result) {
        var quality = result.quality();
        String clock = switch (quality.timestampSource()) {
            case KERNEL_TX_RX -> "timed by the kernel, sending and receiving";
            case KERNEL_RX -> "timed by the kernel when receiving, by this process when sending";
            case KERNEL_TCP -> "timed by the kernel's own TCP bookkeeping";
            case USER -> "timed by this process";
            case UNKNOWN -> "timed in an unknown way";
        };
        return clock + "; " + quality.method() + ", " + quality.protocol();
    }
}
