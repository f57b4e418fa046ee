package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Test;

/// What a number means to somebody who does not measure for a living.
final class Meanings {
    private Meanings() {}

    static String of(Test test, Metric metric, double value) {
        return switch (metric) {
            case PACKETS_SENT -> "questions that left this machine";
            case PACKETS_RECEIVED -> "answers that came back";
            case LOSS_RATIO -> loss(test, value);
            case FORWARD_LOSS_RATIO -> "of what was sent, lost before it got there";
            case BACKWARD_LOSS_RATIO -> "of the answers, lost on their way back";
            case RTT_MIN_US -> "the way itself, without any queue";
            case RTT_MEAN_US -> roundTrip(value);
            case RTT_P50_US -> "half of the answers came faster";
            case RTT_P95_US -> "19 of 20 answers came faster";
            case RTT_MAX_US -> "the slowest answer";
            case JITTER_US -> jitter(value);
            case RESOLVE_US -> "from the name to an address";
            case CONNECT_US -> "until the other side took the connection";
            case TLS_US -> "until the connection was secret";
            case FIRST_BYTE_US -> "how long the server thought, with one round trip";
            case TRANSFER_US -> "from the first byte to the last";
            case TOTAL_US -> total(value);
            case LOOKUP_US -> "from the question to the answer of the server";
            case BODY_BYTES -> "of content came";
            case HOPS -> "routers to the target, itself counted in";
            case PATH_MTU_BYTES -> pathMtu(value);
            case CPU_BUSY_RATIO -> "of this machine's CPU in use; a busy one measures worse";
            case LOAD_AVERAGE -> "processes that wanted to run, over the last minute";
            case MEMORY_AVAILABLE_BYTES -> "that programs on this machine can still have";
            case INTERFACE_ERRORS -> "packets that this machine's interfaces broke or dropped";
            case FORWARD_PDV_US -> "what queues on the way there add, for 19 of 20 packets";
            case BACKWARD_PDV_US -> "what queues on the way back add, for 19 of 20 packets";
            case FORWARD_DELAY_US -> "on the way there, by clocks that agree well enough";
            case BACKWARD_DELAY_US -> "on the way back, by clocks that agree well enough";
            case REORDERED_RATIO -> "of the answers overtook each other";
            case DUPLICATE_RATIO -> "of the answers came again";
            case OPEN_PORTS -> "took a connection";
            case CLOSED_PORTS -> "said no";
            case FILTERED_PORTS -> "said nothing: something on the way forbids them";
            case BITS_PER_SECOND -> "the path carried, of what the test asked of it";
            case FORWARD_BITS_PER_SECOND -> "arrived at the other side";
            case BACKWARD_BITS_PER_SECOND -> "arrived here";
            case RETRANSMITS -> "packets that had to be sent again";
            case FORWARD_JITTER_US -> "from one packet to the next, on the way there";
            case BACKWARD_JITTER_US -> "from one packet to the next, on the way back";
            case IDLE_RTT_P50_US, IDLE_RTT_P95_US -> "there and back, before the data flowed";
            case LOADED_RTT_P50_US, LOADED_RTT_P95_US ->
                "there and back beside the data; much more: queues are too long";
            case CAPTURED_PACKETS -> "passed between this machine and the target";
            case CAPTURED_BYTES -> "these packets had, from their IP headers on";
            case DROPPED_PACKETS -> value == 0 ? "none was missed" : "are missing: this machine was too slow for them";
            case CERTIFICATE_DAYS -> certificate(value);
            case BANNER_US -> "until the server said who it is";
            case KEY_EXCHANGE_US -> "until both sides had a key";
            case AUTHENTICATION_US -> "until the server let us in";
        };
    }

    private static String loss(Test test, double ratio) {
        if (test == Test.TRACEROUTE) {
            return "of the packets to the target itself got no answer";
        }
        return ratio == 0
                ? "nothing was lost"
                : ratio < 0.01
                        ? "hardly felt"
                        : ratio < 0.05 ? "calls crackle, downloads slow down" : "felt by everybody";
    }

    /// Bounds of ITU-T G.114: up to 150 ms one way is good for talk.
    private static String roundTrip(double us) {
        String felt = us < 20_000
                ? "nobody feels it"
                : us < 100_000
                        ? "good for calls and games"
                        : us < 300_000 ? "felt, calls still work" : "people talk at once";
        return "there and back; " + felt;
    }

    private static String jitter(double us) {
        String felt = us < 5_000 ? "calm" : us < 30_000 ? "calls hide it" : "calls break up";
        return "from one answer to the next; " + felt;
    }

    /// Nielsen's bounds of 0.1, 1 and 10 s (Usability Engineering, 1993).
    private static String total(double us) {
        String felt = us < 100_000 ? "feels instant" : us < 1_000_000 ? "noticed, not annoying" : "people wait";
        return "from the start to the end; " + felt;
    }

    private static String pathMtu(double bytes) {
        return bytes < 1_280
                ? "less than IPv6 allows: something on the way is wrong"
                : bytes < 1_500
                        ? "less than Ethernet: a tunnel or DSL is on the way"
                        : "what Ethernet carries, or more";
    }

    private static String certificate(double days) {
        return days < 0
                ? "it has expired"
                : days < 7 ? "renew it now" : days < 30 ? "renew it soon" : "until it expires";
    }
}
