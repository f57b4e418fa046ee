package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// Which TCP ports take connections; only of targets that are owned.
///
/// @param ports     numbers and ranges, such as `22,80,8000-8100`; with those of `open` and
///                  `closed` at most [PortList#MOST]
/// @param open      ports that must take connections, else the test fails; null: none
/// @param closed    ports that must not; null: none
/// @param parallel  connections asked for at once
/// @param timeoutUs how long an answer of one port is waited for
public record PortsSpec(
        String ports, @Nullable String open, @Nullable String closed, int parallel, long timeoutUs)
        implements TestSpec {
    private static final long LONGEST_US = 300_000_000;
    private static final long STARTS_WITHIN_US = 1_000_000;

    public static final PortsSpec DEFAULT = new PortsSpec(
            "21-23,25,53,80,110,111,135,139,143,389,443,445,587,993,1433,3306,3389,5432,5900,6379,8080,8443",
            null,
            null,
            16,
            1_000_000);

    public PortsSpec {
        Require.range("parallel", parallel, 1, 128);
        Require.range("timeoutUs", timeoutUs, 10_000, 10_000_000);
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
