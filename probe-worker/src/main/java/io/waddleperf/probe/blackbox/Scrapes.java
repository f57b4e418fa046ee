package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Target;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.execution.Destinations;
import io.waddleperf.probe.execution.Endings;
import io.waddleperf.probe.execution.Names;
import io.waddleperf.probe.execution.Probers;
import io.waddleperf.probe.measure.Measurement;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs what scrapes ask for as commands of this probe: the same policy on targets, the same rates
/// and slots. Its results go to who asked and nowhere else.
public final class Scrapes {
    private static final String BY = "blackbox";
    private static final Duration EXPIRES = Duration.ofMinutes(1);

    private final CommandRunner.Limits limits;
    private final Names names;
    private final Probers probers;
    private final CommandRunner.Clocks clocks;

    /// @param limits shared with the probe's other commands
    public Scrapes(CommandRunner.Limits limits, Names names, Probers probers, CommandRunner.Clocks clocks) {
        this.limits = limits;
        this.names = names;
        this.probers = probers;
        this.clocks = clocks;
    }

    /// What a scrape is told.
    sealed interface Answer {
        /// @param log for people
        record Measured(Exposition metrics, String log) implements Answer {}

        /// The target was not asked, so that nothing is said of it.
        record Refused(String reason) implements Answer {}
    }

    Answer answer(Question question) throws InterruptedException {
        long startNanos = clocks.ticker().nanos();
        InetAddress address;
        try {
            address = Address.of(question.target(), question.module().ip(), names);
        } catch (UnknownHostException e) {
            return told(
                    question,
                    null,
                    null,
                    startNanos,
                    secondsSince(startNanos),
                    Verdict.failed(String.valueOf(e.getMessage())));
        }
        double resolved = secondsSince(startNanos);
        long leftUs = question.timeoutUs() - (long) (resolved * 1e6);
        var measurement = run(question, address, leftUs);
        if (measurement.outcome() instanceof Outcome.Refused refused) {
            return new Answer.Refused(refused.reason());
        }
        var verdict = Verdict.of(question.module().work(), question.tls(), measurement);
        return told(question, address, measurement, startNanos, resolved, verdict);
    }

    private Answer told(
            Question question,
            @Nullable InetAddress address,
            @Nullable Measurement measurement,
            long startNanos,
            double resolved,
            Verdict verdict) {
        var metrics = new Exposition();
        new Readings(measurement, resolved).put(question.module().work(), question.tls(), metrics);
        boolean four = address != null && Family.of(address) == Family.IPV4;
        metrics.put("probe_dns_lookup_time_seconds", "Returns the time taken for probe dns lookup in seconds", resolved)
                .put(
                        "probe_ip_protocol",
                        "Specifies whether probe ip protocol is IP4 or IP6",
                        address == null ? 0 : four ? 4 : 6)
                .put(
                        "probe_ip_addr_hash",
                        "Specifies the hash of IP address. It's useful to detect if the IP address changes.",
                        address == null ? 0 : Address.hash(address))
                .put(
                        "probe_duration_seconds",
                        "Returns how long the probe took to complete in seconds",
                        secondsSince(startNanos))
                .put("probe_success", "Displays whether or not the probe was a success", verdict.success() ? 1 : 0);
        return new Answer.Measured(metrics, log(question, address, measurement, verdict));
    }

    private static String log(
            Question question, @Nullable InetAddress address, @Nullable Measurement measurement, Verdict verdict) {
        return "module " + question.module().name() + ", target " + question.address() + ", at most "
                + question.timeoutUs() / 1_000 + " ms\n"
                + (address == null ? "" : "address " + address.getHostAddress() + '\n')
                + (measurement == null ? "" : "saw " + measurement.details() + '\n')
                + (verdict.success() ? "succeeded\n" : "failed: " + verdict.why() + '\n');
    }

    private Measurement run(Question question, InetAddress address, long leftUs) throws InterruptedException {
        var ending = new OneEnding();
        // the address is chosen already: the name is not asked for again
        var destinations = new Destinations(_ -> List.of(address), clocks.ticker(), _ -> Optional.empty());
        var now = clocks.time().instant();
        var target = new Target(BY, question.address(), false, Map.of(), 1, null);
        var command = Command.of(
                new Cause.OnDemand(new UUID(0, clocks.ticker().nanos()), BY),
                BY,
                target,
                BY,
                Family.of(address),
                question.spec(leftUs),
                1,
                now,
                now.plus(EXPIRES));
        new CommandRunner(limits, destinations, probers, ending, clocks, _ -> {}).handle(command);
        return ending.measurement();
    }

    private double secondsSince(long startNanos) {
        return (clocks.ticker().nanos() - startNanos) / 1e9;
    }

    /// Of a command that has one reader.
    private static final class OneEnding implements Endings {
        private @Nullable Measurement measurement;

        Measurement measurement() {
            if (measurement == null) {
                throw new IllegalStateException("each command has an ending");
            }
            return measurement;
        }

        @Override
        public boolean isDone(UUID resultId) {
            return measurement != null;
        }

        @Override
        public void countDuplicate() {
            throw new IllegalStateException("a command of its own is no duplicate");
        }

        @Override
        public void write(Command command, Instant startedAt, long durationUs, Measurement ended) {
            measurement = ended;
        }
    }
}
