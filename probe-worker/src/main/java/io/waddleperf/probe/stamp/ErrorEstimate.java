package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Require;
import io.waddleperf.probe.nativenet.KernelClock;
import java.util.Optional;

/// What a packet says of the clock behind its timestamps (RFC 4656, section 4.1.2, with the Z bit of
/// RFC 8186).
///
/// @param synchronised with an external source of UTC: the S bit
/// @param ptp          the timestamps are seconds and nanoseconds of PTPv2, not those of NTP: the Z bit
/// @param scale        6 bits
/// @param multiplier   8 bits; 0 is no estimate
public record ErrorEstimate(boolean synchronised, boolean ptp, int scale, int multiplier) {
    /// The bound that the kernel has where nobody sets its clock, 16 s.
    private static final long UNKNOWN_US = 16_000_000;

    private static final int LARGEST_MULTIPLIER = 255;
    private static final int LARGEST_SCALE = 63;
    private static final double UNITS_IN_NS = 0x1p32 / 1e9;
    private static final long NS = 1_000_000_000L;

    public ErrorEstimate {
        Require.range("scale", scale, 0, LARGEST_SCALE);
        Require.range("multiplier", multiplier, 0, LARGEST_MULTIPLIER);
    }

    /// Of this machine.
    ///
    /// @param clock empty where the kernel does not tell
    public static ErrorEstimate of(Optional<KernelClock> clock) {
        return of(
                clock.map(KernelClock::synchronised).orElse(false),
                clock.map(KernelClock::maxErrorUs).orElse(UNKNOWN_US));
    }

    /// The smallest estimate that is not below the error.
    static ErrorEstimate of(boolean synchronised, long errorUs) {
        double multiplier = Math.max(1, Math.ceil(errorUs * 1e3 * UNITS_IN_NS));
        int scale = 0;
        while (multiplier > LARGEST_MULTIPLIER && scale < LARGEST_SCALE) {
            multiplier = Math.ceil(multiplier / 2);
            scale++;
        }
        return new ErrorEstimate(synchronised, false, scale, (int) Math.min(multiplier, LARGEST_MULTIPLIER));
    }

    static ErrorEstimate ofBits(short bits) {
        return new ErrorEstimate((bits & 0x8000) != 0, (bits & 0x4000) != 0, (bits >> 8) & 0x3F, bits & 0xFF);
    }

    int bits() {
        return (synchronised ? 0x8000 : 0) | (ptp ? 0x4000 : 0) | (scale << 8) | multiplier;
    }

    /// Infinitely much where there is no estimate.
    double errorUs() {
        return multiplier == 0 ? Double.POSITIVE_INFINITY : Math.scalb((double) multiplier, scale - 32) * 1e6;
    }

    /// Nanoseconds of a timestamp that this estimate is about; since 1970 by NTP, by PTP since its
    /// own epoch, which is as good for differences.
    long toNs(long timestamp) {
        return ptp ? (timestamp >>> 32) * NS + (timestamp & 0xFFFF_FFFFL) : NtpTime.toNs(timestamp);
    }
}
