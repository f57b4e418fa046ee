package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.probe.dns.DnsProber;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.execution.Destinations;
import io.waddleperf.probe.execution.Endings;
import io.waddleperf.probe.execution.Names;
import io.waddleperf.probe.http.HttpProber;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.ping.PingProber;
import io.waddleperf.probe.tls.Trust;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs what scrapes ask for as commands of this probe: the same policy on targets, the same rates
/// and slots. Its results go to who asked and nowhere else.
public final class Scrapes {
    private static final String BY = "blackbox";

    private final CommandRunner.Limits limits;
    private final Lookups lookups;
    private final ModuleProbers probers;
    private final CommandRunner.Clocks clocks;

    /// What modules are tested by: the tests, and what only modules can ask for.
    ///
    /// @param trust whom talks over TLS trust
    public record Means(Prober<TestSpec> tests, HttpProber http, DnsProber dns, PingProber ping, Trust trust) {}

    /// @param limits shared with the probe's other commands
    public Scrapes(CommandRunner.Limits limits, Names names, Means means, CommandRunner.Clocks clocks) {
        this.limits = limits;
        this.lookups = new Lookups(names, limits.rates(), clocks);
        this.probers = new ModuleProbers(means);
        this.clocks = clocks;
    }

    /// What a scrape is told.
    sealed interface Answer {
        /// @param log for people
        record Measured(Exposition metrics, Supplier<String> log) implements Answer {}

        /// The target was not asked, so that nothing is said of it.
        record Refused(String reason) implements Answer {}
    }

    /// @param address     null where the target's name has none, as the measurement
    private record Tried(
            @Nullable InetAddress address, @Nullable Measurement measurement, double resolveSeconds, Verdict verdict) {}

    /// @throws java.util.concurrent.RejectedExecutionException where too many names are asked for
    Answer answer(Question question) throws InterruptedException {
        long startNanos = clocks.ticker().nanos();
        InetAddress address;
        try {
            address = Address.of(question.target(), question.module().ip(), lookups.within(question.timeoutUs()));
        } catch (UnknownHostException e) {
            var verdict = Verdict.failed(String.valueOf(e.getMessage()));
            return told(question, new Tried(null, null, secondsSince(startNanos), verdict), startNanos);
        }
        double resolved = secondsSince(startNanos);
        var measurement = run(question, address, question.timeoutUs() - (long) (resolved * 1e6));
        if (measurement.outcome() instanceof Outcome.Refused refused) {
            return new Answer.Refused(refused.reason());
        }
        var verdict = Verdict.of(question.module().work(), measurement);
        return told(question, new Tried(address, measurement, resolved, verdict), startNanos);
    }

    private Answer told(Question question, Tried tried, long startNanos) {
        var metrics = new Exposition();
        new Readings(tried.measurement(), tried.resolveSeconds())
                .put(question.module().work(), metrics);
        metrics.put(
                        "probe_dns_lookup_time_seconds",
                        "Returns the time taken for probe dns lookup in seconds",
                        tried.resolveSeconds())
                .put(
                        "probe_duration_seconds",
                        "Returns how long the probe took to complete in seconds",
                        secondsSince(startNanos))
                .put(
                        "probe_success",
                        "Displays whether or not the probe was a success",
                        tried.verdict().success() ? 1 : 0);
        address(tried.address(), metrics);
        return new Answer.Measured(metrics, () -> log(question, tried));
    }

    private static void address(@Nullable InetAddress address, Exposition into) {
        int version = address == null ? 0 : Family.of(address) == Family.IPV4 ? 4 : 6;
        into.put("probe_ip_protocol", "Specifies whether probe ip protocol is IP4 or IP6", version)
                .put(
                        "probe_ip_addr_hash",
                        "Specifies the hash of IP address. It's useful to detect if the IP address changes.",
                        address == null ? 0 : (double) Address.hash(address));
    }

    private static String log(Question question, Tried tried) {
        var address = tried.address();
        var measurement = tried.measurement();
        return "module " + question.module().name() + ", target " + question.address() + ", at most "
                + question.timeoutUs() / 1_000 + " ms\n"
                + (address == null ? "" : "address " + address.getHostAddress() + '\n')
                + (measurement == null ? "" : "saw " + measurement.details() + '\n')
                + (tried.verdict().success()
                        ? "succeeded\n"
                        : "failed: " + tried.verdict().why() + '\n');
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
                now.plus(Duration.ofNanos(Math.max(1_000, leftUs) * 1_000)));
        new CommandRunner(
                        limits,
                        destinations,
                        probers.of(question.module().work()),
                        ending,
                        clocks,
                        CommandRunner.NOBODY)
                .handle(command);
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
        public void countTooLate() {
            throw new IllegalStateException("a command of its own is not too late");
        }

        @Override
        public void write(Command command, Instant startedAt, long durationUs, Measurement ended) {
            measurement = ended;
        }
    }
}
