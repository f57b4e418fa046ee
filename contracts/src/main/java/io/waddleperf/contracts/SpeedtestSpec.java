package io.waddleperf.contracts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How fast files come and go over HTTP/1.1, by the protocol of LibreSpeed (librespeed.org, its
/// documentation's "backend files"), against any server of it, such as a responder.
///
/// @param port          of the server; null: the target's, else 8989
/// @param tls           null: whether the target is an https URL
/// @param path          of the directory that holds `garbage.php`, `empty.php` and `getIP.php`; null:
///                      `backend/` in the directory of the target's URL, as on LibreSpeed's own page
/// @param direction     `forward` (upload), `reverse` (download), or `both`: first back, then there
/// @param parallel      connections in each direction
/// @param durationUs    how long data are counted, in each direction
/// @param graceUs       how long they flow before that, so that TCP's slow start is not counted
/// @param downloadMib   of one answer of `garbage.php`, its `ckSize`
/// @param uploadMib     of one POST to `empty.php`
/// @param limitBytes    of all connections of a direction, after which it ends earlier; null: none
/// @param bitsPerSecond of all connections of a direction; null: as fast as TCP goes
/// @param count         round trips of `empty.php` over one connection before the data
/// @param clientAddress whether the server is asked from which address it sees us; null: not
/// @param timeoutUs     for all besides the data: connecting, round trips, a server that is busy
public record SpeedtestSpec(
        @Nullable Integer port,
        @Nullable Boolean tls,
        @Nullable String path,
        String direction,
        int parallel,
        long durationUs,
        long graceUs,
        int downloadMib,
        int uploadMib,
        @Nullable Long limitBytes,
        @Nullable Long bitsPerSecond,
        int count,
        @Nullable Boolean clientAddress,
        long timeoutUs)
        implements TestSpec {
    /// Where a responder answers, and LibreSpeed's own server in Go.
    public static final int SPEEDTEST_PORT = 8989;

    public static final int MOST_PARALLEL = 16;

    /// As LibreSpeed bounds `ckSize`.
    public static final int MOST_MIB = 1_024;

    public static final long MOST_SECONDS = 60;
    private static final long SECOND_US = 1_000_000;
    private static final Set<String> DIRECTIONS = Set.of("forward", "reverse", "both");
    public static final SpeedtestSpec DEFAULT = new SpeedtestSpec(
            null, null, null, "both", 6, 10_000_000, 2_000_000, 100, 20, null, null, 10, null, 20_000_000);

    public SpeedtestSpec {
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
        if (path != null) {
            Require.that(
                    path.matches("/([!-~&&[^?#]]{0,500}/)?"),
                    "path",
                    path,
                    "must start and end with '/' and hold no blanks, '?' or '#'");
        }
        Require.that(DIRECTIONS.contains(direction), "direction", direction, "must be forward, reverse or both");
        Require.range("parallel", parallel, 1, MOST_PARALLEL);
        Require.range("durationUs", durationUs, SECOND_US, MOST_SECONDS * SECOND_US);
        Require.range("graceUs", graceUs, 0, 10 * SECOND_US);
        Require.range("downloadMib", downloadMib, 1, MOST_MIB);
        Require.range("uploadMib", uploadMib, 1, MOST_MIB);
        if (limitBytes != null) {
            Require.range("limitBytes", limitBytes, 1, 1_000_000_000_000L);
        }
        if (bitsPerSecond != null) {
            Require.range("bitsPerSecond", bitsPerSecond, 8_000, 100_000_000_000L);
        }
        Require.range("count", count, 2, 100);
        Require.range("timeoutUs", timeoutUs, SECOND_US, 120 * SECOND_US);
    }

    /// Whether data flow to the target.
    public boolean forward() {
        return !direction.equals("reverse");
    }

    /// Whether data flow from the target.
    public boolean backward() {
        return !direction.equals("forward");
    }

    /// How long data may flow in all.
    public long flowUs() {
        return (forward() && backward() ? 2 : 1) * (graceUs + durationUs);
    }

    @Override
    public Test test() {
        return Test.SPEEDTEST;
    }

    @Override
    public long limitUs() {
        return flowUs() + timeoutUs;
    }
}
