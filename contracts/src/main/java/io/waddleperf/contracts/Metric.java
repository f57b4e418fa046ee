package io.waddleperf.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A number that a result can carry; the unit ends the name.
public enum Metric {
    PACKETS_SENT("packetsSent"),
    PACKETS_RECEIVED("packetsReceived"),
    LOSS_RATIO("lossRatio"),
    RTT_MIN_US("rttMinUs"),
    RTT_MEAN_US("rttMeanUs"),
    RTT_P50_US("rttP50Us"),
    RTT_P95_US("rttP95Us"),
    RTT_MAX_US("rttMaxUs"),
    JITTER_US("jitterUs"),
    RESOLVE_US("resolveUs"),
    CONNECT_US("connectUs"),
    TLS_US("tlsUs"),
    FIRST_BYTE_US("firstByteUs"),
    TRANSFER_US("transferUs"),
    TOTAL_US("totalUs"),
    LOOKUP_US("lookupUs"),
    BODY_BYTES("bodyBytes"),
    HOPS("hops"),
    PATH_MTU_BYTES("pathMtuBytes", Worse.LOWER),
    CPU_BUSY_RATIO("cpuBusyRatio"),
    LOAD_AVERAGE("loadAverage"),
    MEMORY_AVAILABLE_BYTES("memoryAvailableBytes", Worse.LOWER),
    INTERFACE_ERRORS("interfaceErrors"),
    /// Of what was sent to the target, and of what it sent back (RFC 7680).
    FORWARD_LOSS_RATIO("forwardLossRatio"),
    BACKWARD_LOSS_RATIO("backwardLossRatio"),
    /// The 95th percentile of the packet delay variation: how much longer than the fastest packet of
    /// its direction a packet took (PDV, RFC 5481, section 4.2).
    FORWARD_PDV_US("forwardPdvUs"),
    BACKWARD_PDV_US("backwardPdvUs"),
    /// The median one-way delay (RFC 7679); only there where both clocks are right enough for it.
    FORWARD_DELAY_US("forwardDelayUs"),
    BACKWARD_DELAY_US("backwardDelayUs"),
    /// Answers that came after one to a later packet (RFC 4737, section 4.1).
    REORDERED_RATIO("reorderedRatio"),
    /// Answers that came again, by those that came (RFC 5560, section 5.2).
    DUPLICATE_RATIO("duplicateRatio"),
    OPEN_PORTS("openPorts"),
    CLOSED_PORTS("closedPorts"),
    FILTERED_PORTS("filteredPorts"),
    CERTIFICATE_DAYS("certificateDays", Worse.LOWER),
    BANNER_US("bannerUs"),
    KEY_EXCHANGE_US("keyExchangeUs"),
    AUTHENTICATION_US("authenticationUs"),
    /// What arrived, in both directions together where both were asked for.
    BITS_PER_SECOND("bitsPerSecond", Worse.LOWER),
    FORWARD_BITS_PER_SECOND("forwardBitsPerSecond", Worse.LOWER),
    BACKWARD_BITS_PER_SECOND("backwardBitsPerSecond", Worse.LOWER),
    /// TCP segments sent again, by both ends as far as they tell.
    RETRANSMITS("retransmits"),
    /// The interarrival jitter at the receiver (RFC 3550, section 6.4.1), the mean of the streams.
    FORWARD_JITTER_US("forwardJitterUs"),
    BACKWARD_JITTER_US("backwardJitterUs"),
    /// Round trips before the data flow, and while they do.
    IDLE_RTT_P50_US("idleRttP50Us"),
    IDLE_RTT_P95_US("idleRttP95Us"),
    LOADED_RTT_P50_US("loadedRttP50Us"),
    LOADED_RTT_P95_US("loadedRttP95Us"),
    /// Packets in the file of a capture, their bytes on the wire, and those that the kernel threw away
    /// because we were slow.
    CAPTURED_PACKETS("capturedPackets"),
    CAPTURED_BYTES("capturedBytes"),
    DROPPED_PACKETS("droppedPackets");

    /// In which direction a metric gets worse.
    public enum Worse {
        HIGHER,
        LOWER
    }

    private static final Map<String, Metric> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Metric::wireName, m -> m));

    private final String wireName;
    private final Worse worse;

    Metric(String wireName) {
        this(wireName, Worse.HIGHER);
    }

    Metric(String wireName, Worse worse) {
        this.wireName = wireName;
        this.worse = worse;
    }

    public String wireName() {
        return wireName;
    }

    public Worse worse() {
        return worse;
    }

    /// The metric of that name, or null: a reader skips what a newer writer added.
    public static @Nullable Metric ofWireName(String name) {
        return BY_WIRE_NAME.get(name);
    }
}
