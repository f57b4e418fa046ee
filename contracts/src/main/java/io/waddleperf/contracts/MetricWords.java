package io.waddleperf.contracts;

import java.util.Locale;

/// Metrics as an operator reads them.
public final class MetricWords {
    private MetricWords() {}

    /// `rttMeanUs` → `mean RTT`
    public static String name(String metric) {
        if (metric.equals(Threshold.RECENT_LOSS)) {
            return "loss of the last 100 packets";
        }
        Metric known = Metric.ofWireName(metric);
        return switch (known) {
            case null -> metric;
            case PACKETS_SENT -> "packets sent";
            case PACKETS_RECEIVED -> "packets received";
            case LOSS_RATIO -> "loss";
            case RTT_MIN_US -> "least RTT";
            case RTT_MEAN_US -> "mean RTT";
            case RTT_P50_US -> "median RTT";
            case RTT_P95_US -> "95th percentile of RTT";
            case RTT_MAX_US -> "greatest RTT";
            case JITTER_US -> "jitter";
            case RESOLVE_US -> "name lookup";
            case CONNECT_US -> "connect time";
            case TLS_US -> "TLS handshake";
            case FIRST_BYTE_US -> "time to first byte";
            case TRANSFER_US -> "transfer time";
            case TOTAL_US -> "total time";
            case LOOKUP_US -> "lookup time";
            case BODY_BYTES -> "body";
            case CERTIFICATE_DAYS -> "days left of the certificate";
            case HOPS -> "hops";
            case PATH_MTU_BYTES -> "path MTU";
            case CPU_BUSY_RATIO -> "CPU busy";
            case LOAD_AVERAGE -> "load average";
            case MEMORY_AVAILABLE_BYTES -> "memory available";
            case INTERFACE_ERRORS -> "interface errors";
            case BANNER_US -> "time to the SSH banner";
            case KEY_EXCHANGE_US -> "key exchange";
            case AUTHENTICATION_US -> "authentication";
            case FORWARD_LOSS_RATIO -> "loss on the way there";
            case BACKWARD_LOSS_RATIO -> "loss on the way back";
            case FORWARD_PDV_US -> "delay variation on the way there";
            case BACKWARD_PDV_US -> "delay variation on the way back";
            case FORWARD_DELAY_US -> "delay on the way there";
            case BACKWARD_DELAY_US -> "delay on the way back";
            case REORDERED_RATIO -> "reordered";
            case DUPLICATE_RATIO -> "duplicates";
            case OPEN_PORTS -> "open ports";
            case CLOSED_PORTS -> "closed ports";
            case FILTERED_PORTS -> "silent ports";
            case BITS_PER_SECOND -> "throughput";
            case FORWARD_BITS_PER_SECOND -> "throughput on the way there";
            case BACKWARD_BITS_PER_SECOND -> "throughput on the way back";
            case RETRANSMITS -> "retransmits";
            case FORWARD_JITTER_US -> "jitter on the way there";
            case BACKWARD_JITTER_US -> "jitter on the way back";
            case IDLE_RTT_P50_US -> "median RTT without load";
            case IDLE_RTT_P95_US -> "95th percentile of RTT without load";
            case LOADED_RTT_P50_US -> "median RTT under load";
            case LOADED_RTT_P95_US -> "95th percentile of RTT under load";
            case CAPTURED_PACKETS -> "packets captured";
            case CAPTURED_BYTES -> "traffic captured";
            case DROPPED_PACKETS -> "packets missed";
        };
    }

    /// With a unit that suits its size.
    public static String number(String metric, double value) {
        if (metric.endsWith("Us")) {
            return time(value);
        }
        if (metric.endsWith("Ratio")) {
            return plain(value * 100) + " %";
        }
        if (metric.toLowerCase(Locale.ROOT).endsWith("bitspersecond")) {
            return plain(value / 1e6) + " Mbit/s";
        }
        if (metric.endsWith("Bytes")) {
            return plain(value) + " bytes";
        }
        return plain(value);
    }

    private static String time(double us) {
        if (us < 1_000) {
            return plain(us) + " µs";
        }
        return us < 1_000_000 ? plain(us / 1_000) + " ms" : plain(us / 1_000_000) + " s";
    }

    /// Three digits that count.
    private static String plain(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
