package io.waddleperf.probe.stamp;

/// The 64-bit timestamps of NTP (RFC 5905, section 6): seconds since 1900 and their fraction.
///
/// Seconds whose highest bit is not set are those after 2036-02-07 (RFC 4330, section 3).
final class NtpTime {
    private static final long NS = 1_000_000_000L;
    private static final long FROM_1900_TO_1970_S = 2_208_988_800L;
    private static final long ERA_S = 1L << 32;
    private static final long FRACTION_BITS = 0xFFFF_FFFFL;

    private NtpTime() {}

    /// @param ns since 1970
    static long ofNs(long ns) {
        long seconds = Math.floorDiv(ns, NS) + FROM_1900_TO_1970_S;
        long fraction = ((Math.floorMod(ns, NS) << 32) + NS / 2) / NS; // rounded, and then it may be a second
        return (seconds << 32) + fraction;
    }

    /// Nanoseconds since 1970, exact where [#ofNs] made the timestamp.
    static long toNs(long timestamp) {
        long seconds = timestamp >>> 32;
        long since1900 = timestamp < 0 ? seconds : seconds + ERA_S;
        long fraction = timestamp & FRACTION_BITS;
        return (since1900 - FROM_1900_TO_1970_S) * NS + ((fraction * NS + ERA_S / 2) >>> 32);
    }
}
