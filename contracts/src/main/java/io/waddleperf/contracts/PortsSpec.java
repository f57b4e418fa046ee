package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import io.waddleperf.contracts.TestKind.Need;
import org.jspecify.annotations.Nullable;

/// Which TCP ports take connections; only of targets that are owned.
public record PortsSpec(
        String ports, @Nullable String open, @Nullable String closed, int parallel, long timeoutUs)
        implements TestSpec {
    private static final long LONGEST_US = 300_000_000;
    private static final long STARTS_WITHIN_US = 1_000_000;

    private static final Text PORTS =
            PortList.field("ports", "Ports", "Numbers and ranges that are asked, such as 22,80,8000-8100.");
    private static final Text OPEN = PortList.field(
            "open", "Must be open", "Ports that must take connections, else the test fails; none where left out.");
    private static final Text CLOSED = PortList.field(
            "closed", "Must be closed", "Ports that must not be open, else the test fails; none where left out.");
    private static final Whole PARALLEL = Whole.of("parallel", 1, 128, "At once", "Connections asked for at once.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 10_000, 10_000_000, "Timeout", "How long an answer of one port is waited for.");

    public static final PortsSpec DEFAULT = new PortsSpec(
            "21-23,25,53,80,110,111,135,139,143,389,443,445,587,993,1433,3306,3389,5432,5900,6379,8080,8443",
            null,
            null,
            16,
            1_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    2,
                    "Ports",
                    "Which TCP ports take connections, refuse them or stay silent.",
                    Chart.facts(Metric.OPEN_PORTS, Metric.CLOSED_PORTS, Metric.FILTERED_PORTS))
            .needing(Need.OWNED_TARGET)
            .first(PORTS, OPEN, CLOSED)
            .more(PARALLEL, TIMEOUT);

    public PortsSpec {
        PARALLEL.require(parallel);
        TIMEOUT.require(timeoutUs);
        int count = all(ports, open, closed).count();
        Require.that(
                longestUs(count, parallel, timeoutUs) <= LONGEST_US,
                "ports",
                count + " ports, " + parallel + " at once, each within " + timeoutUs + " µs",
                "must be done within 300 s");
        var both = PortList.orNone("open", open).in(PortList.orNone("closed", closed));
        Require.that(both.isEmpty(), "open and closed", both.text(), "must not name the same port");
    }

    /// What must be open.
    public PortList mustBeOpen() {
        return PortList.orNone("open", open);
    }

    /// What must not be open.
    public PortList mustBeClosed() {
        return PortList.orNone("closed", closed);
    }

    /// What is asked: all ports that the check names anywhere.
    public PortList asked() {
        return all(ports, open, closed);
    }

    @Override
    public Test test() {
        return Test.PORTS;
    }

    @Override
    public long limitUs() {
        return longestUs(asked().count(), parallel, timeoutUs);
    }

    private static PortList all(String ports, @Nullable String open, @Nullable String closed) {
        return PortList.parse("ports", ports).and(PortList.orNone("open", open)).and(PortList.orNone("closed", closed));
    }

    private static long longestUs(int count, int parallel, long timeoutUs) {
        return (count + parallel - 1) / parallel * timeoutUs + STARTS_WITHIN_US;
    }
}
