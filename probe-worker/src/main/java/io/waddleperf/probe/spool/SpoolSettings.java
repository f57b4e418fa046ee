package io.waddleperf.probe.spool;

import io.waddleperf.contracts.Require;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Bounds of the spool.
///
/// @param limitBytes   unsent results; when reached, the oldest give way, or no new tests are taken
/// @param segmentBytes of one file; the granule of deletion
/// @param journalBytes sent results that stay on disk
/// @param journalAge   a sent result stays at least so long, even beyond `journalBytes`, up to `limitBytes`
/// @param unsentAge    an unsent result of tier 1 gives way when it is so old, or where it is among the oldest of too
///                     many; null: nothing that is unsent ever does
public record SpoolSettings(
        long limitBytes,
        long segmentBytes,
        long journalBytes,
        Duration journalAge,
        @Nullable Duration unsentAge) {
    private static final long MIB = 1_048_576;

    /// Commands are read again from 10 minutes ago at a start; the journal reaches back further.
    public static final SpoolSettings DEFAULT =
            new SpoolSettings(256 * MIB, 4 * MIB, 64 * MIB, Duration.ofMinutes(15), Duration.ofHours(24));

    /// Of chunks of artifacts: none stays when it is sent, but for those of the newest file.
    public static SpoolSettings ofArtifacts(long limitMib) {
        return new SpoolSettings(limitMib * MIB, MIB, 0, Duration.ZERO, null);
    }

    public SpoolSettings {
        Require.range("limitBytes", limitBytes, 4_096, 1L << 40);
        Require.range("segmentBytes", segmentBytes, 1_024, 1L << 30);
    }

    public SpoolSettings withLimitMib(long mib) {
        return new SpoolSettings(mib * MIB, segmentBytes, journalBytes, journalAge, unsentAge);
    }
}
