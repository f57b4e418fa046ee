package io.waddleperf.policy;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.MetricWords;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Threshold;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Numbers as an operator reads them.
final class Words {
    private Words() {}

    /// `mean RTT 140 ms, bound 100 ms`
    static String of(Breach breach) {
        if (breach.metric().equals(Threshold.UNANSWERED)) {
            return breach.check() + ": no answer";
        }
        return breach.check() + ": " + name(breach.metric()) + ' ' + number(breach.metric(), breach.value())
                + ", bound " + number(breach.metric(), breach.bound());
    }

    /// What a target does whose rule on this metric is broken: `does not answer`, `is slow`.
    static String does(Breach breach) {
        return switch (breach.metric()) {
            case Threshold.UNANSWERED -> "does not answer";
            case Threshold.RECENT_LOSS -> "loses packets";
            default -> does(Metric.ofWireName(breach.metric()));
        };
    }

    private static String does(@Nullable Metric metric) {
        return switch (metric) {
            case null -> "breaks a rule";
            case LOSS_RATIO, FORWARD_LOSS_RATIO, BACKWARD_LOSS_RATIO, PACKETS_RECEIVED, PACKETS_SENT -> "loses packets";
            case JITTER_US, FORWARD_PDV_US, BACKWARD_PDV_US, FORWARD_JITTER_US, BACKWARD_JITTER_US -> "jitters";
            case BITS_PER_SECOND, FORWARD_BITS_PER_SECOND, BACKWARD_BITS_PER_SECOND -> "carries too little";
            case REORDERED_RATIO -> "reorders packets";
            case DUPLICATE_RATIO -> "doubles packets";
            case OPEN_PORTS -> "has too many ports open";
            case CERTIFICATE_DAYS -> "has a certificate that ends soon";
            case LOOKUP_US -> "is slow to resolve";
            case RTT_MIN_US,
                    RTT_MEAN_US,
                    RTT_P50_US,
                    RTT_P95_US,
                    RTT_MAX_US,
                    RESOLVE_US,
                    CONNECT_US,
                    TLS_US,
                    FIRST_BYTE_US,
                    TRANSFER_US,
                    BANNER_US,
                    KEY_EXCHANGE_US,
                    AUTHENTICATION_US,
                    FORWARD_DELAY_US,
                    BACKWARD_DELAY_US,
                    IDLE_RTT_P50_US,
                    IDLE_RTT_P95_US,
                    TOTAL_US -> "is slow";
            case LOADED_RTT_P50_US, LOADED_RTT_P95_US -> "is slow under load";
            case RETRANSMITS -> "sends again";
            case BODY_BYTES,
                    HOPS,
                    PATH_MTU_BYTES,
                    CPU_BUSY_RATIO,
                    LOAD_AVERAGE,
                    MEMORY_AVAILABLE_BYTES,
                    CLOSED_PORTS,
                    FILTERED_PORTS,
                    CAPTURED_PACKETS,
                    CAPTURED_BYTES,
                    DROPPED_PACKETS,
                    INTERFACE_ERRORS -> "breaks a rule";
        };
    }

    /// What a result says of the metric that broke.
    static String clear(Result result, @Nullable Breach cause) {
        if (result.outcome() instanceof Outcome.Measured && cause != null) {
            Metric metric = Metric.ofWireName(cause.metric());
            Metric shown = metric == null ? result.test().headline() : metric;
            OptionalDouble value = result.metrics().get(shown);
            if (value.isPresent()) {
                return result.check() + ": " + name(shown.wireName()) + ' '
                        + number(shown.wireName(), value.getAsDouble());
            }
        }
        return result.check() + ": " + (result.outcome().unanswered() ? "no answer" : "answered");
    }

    static String name(String metric) {
        return MetricWords.name(metric);
    }

    static String number(String metric, double value) {
        return MetricWords.number(metric, value);
    }
}
