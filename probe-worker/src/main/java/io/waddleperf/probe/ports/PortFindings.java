package io.waddleperf.probe.ports;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PortList;
import io.waddleperf.contracts.PortsSpec;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// What a scan found, and what that means for the check.
///
/// @param untried there was no time to ask them
/// @param trouble what the network said where an attempt ended neither open nor refused
record PortFindings(
        PortList open, PortList closed, PortList filtered, PortList untried, Outcome.@Nullable Failed trouble) {
    PortFindings untried(PortList asked) {
        return new PortFindings(
                open, closed, filtered, asked.without(open).without(closed).without(filtered), trouble);
    }

    /// A port that is not as it must be fails the test. Where no port answers at all, nobody may be
    /// there: that is no finding, unless the check wants ports closed and no more.
    ///
    /// @param afterUs since the scan began
    Outcome outcome(PortsSpec spec, long afterUs) {
        var broken = broken(spec);
        if (!broken.isEmpty()) {
            return new Outcome.Failed(Failure.ASSERTION, broken);
        }
        if (!untried.isEmpty()) {
            return new Outcome.TimedOut(afterUs);
        }
        if (open.isEmpty() && closed.isEmpty() && spec.mustBeClosed().isEmpty()) {
            return trouble == null ? new Outcome.TimedOut(afterUs) : trouble;
        }
        return new Outcome.Measured();
    }

    private String broken(PortsSpec spec) {
        var sentences = new ArrayList<String>();
        add(sentences, spec.mustBeOpen().in(closed), "refuses connections", "refuse connections", "open");
        add(sentences, spec.mustBeOpen().in(filtered), "does not answer", "do not answer", "open");
        add(sentences, spec.mustBeClosed().in(open), "is open", "are open", "closed");
        return String.join("; ", sentences);
    }

    private static void add(ArrayList<String> sentences, PortList ports, String one, String many, String wanted) {
        switch (ports.count()) {
            case 0 -> {}
            case 1 -> sentences.add("port " + ports.text() + ' ' + one + " and should be " + wanted);
            default -> sentences.add("ports " + ports.text() + ' ' + many + " and should be " + wanted);
        }
    }
}
