package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Choice;
import io.waddleperf.contracts.SpecField.Flag;
import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import io.waddleperf.contracts.TestKind.Need;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fast files come and go over HTTP/1.1, by the protocol of LibreSpeed (librespeed.org, its
/// documentation's "backend files"), against any server of it, such as a responder.
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
    private static final Whole PORT = Whole.port("Of the server; the target's, else 8989, where left out.");
    private static final Flag TLS = Flag.of("tls", "TLS", "Where left out, whether the target is an https URL.");
    private static final Text PATH = Text.matching(
            "path",
            "/([!\"$->@-~]{0,500}/)?",
            502,
            "must start and end with '/' and hold no blanks, '?' or '#'",
            "Path",
            "Of the directory that holds garbage.php, empty.php and getIP.php; where left out, backend/ beside the URL.");
    private static final Choice DIRECTION = Choice.of(
            "direction",
            List.of("forward", "reverse", "both"),
            "Direction",
            "Forward is the upload, reverse the download, both the one after the other.");
    private static final Whole PARALLEL = Whole.of("parallel", 1, MOST_PARALLEL, "Connections", "In each direction.");
    private static final Whole DURATION = Whole.of(
            "durationUs",
            SECOND_US,
            MOST_SECONDS * SECOND_US,
            "Duration",
            "How long data are counted, in each direction.");
    private static final Whole GRACE = Whole.of(
            "graceUs",
            0,
            10 * SECOND_US,
            "Not counted",
            "How long data flow before that, so that TCP's slow start is not counted.");
    private static final Whole DOWNLOAD =
            Whole.of("downloadMib", 1, MOST_MIB, "Download size", "Of one answer of garbage.php, its ckSize.");
    private static final Whole UPLOAD = Whole.of("uploadMib", 1, MOST_MIB, "Upload size", "Of one POST to empty.php.");
    private static final Whole LIMIT = Whole.of(
            "limitBytes",
            1,
            1_000_000_000_000L,
            "At most",
            "Of all connections of a direction, after which it ends earlier; no limit where left out.");
    private static final Whole RATE = Whole.of(
            "bitsPerSecond",
            8_000,
            100_000_000_000L,
            "Rate",
            "Of all connections of a direction; where left out, as fast as TCP goes.");
    private static final Whole COUNT =
            Whole.of("count", 2, 100, "Round trips", "Of empty.php over one connection before the data.");
    private static final Flag CLIENT_ADDRESS = Flag.of(
            "clientAddress", "Ask our address", "Whether the server is asked from which address it sees the probe.");
    private static final Whole TIMEOUT = Whole.of(
            "timeoutUs",
            SECOND_US,
            120 * SECOND_US,
            "Timeout",
            "For all besides the data: connecting, round trips, a server that is busy.");

    public static final SpeedtestSpec DEFAULT = new SpeedtestSpec(
            null, null, null, "both", 6, 10_000_000, 2_000_000, 100, 20, null, null, 10, null, 20_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    2,
                    "Speed test",
                    "How fast files come and go over HTTP/1.1, by the protocol of LibreSpeed.",
                    Chart.line(
                            Metric.BACKWARD_BITS_PER_SECOND,
                            Metric.FORWARD_BITS_PER_SECOND,
                            Metric.RTT_P50_US,
                            Metric.JITTER_US,
                            Metric.LOADED_RTT_P50_US))
            .needing(Need.OWNED_TARGET, Need.RESPONDER)
            .first(DIRECTION, DURATION)
            .more(PARALLEL, PORT, TLS, PATH, GRACE, DOWNLOAD, UPLOAD, LIMIT, RATE, COUNT, CLIENT_ADDRESS, TIMEOUT);

    public SpeedtestSpec {
        PORT.requireIfGiven(port);
        PATH.requireIfGiven(path);
        DIRECTION.require(direction);
        PARALLEL.require(parallel);
        DURATION.require(durationUs);
        GRACE.require(graceUs);
        DOWNLOAD.require(downloadMib);
        UPLOAD.require(uploadMib);
        LIMIT.requireIfGiven(limitBytes);
        RATE.requireIfGiven(bitsPerSecond);
        COUNT.require(count);
        TIMEOUT.require(timeoutUs);
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
