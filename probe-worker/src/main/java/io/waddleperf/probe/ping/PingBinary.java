package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Destination;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Pings by the `ping` program, which has the rights that we lack, and reads what it prints.
final class PingBinary implements Pinger {
    /// Where root is not asked for: shorter distances are refused by many versions.
    private static final long LEAST_INTERVAL_NANOS = 200_000_000;

    private static final long GRACE_NANOS = 2_000_000_000L;
    private static final int MOST_OUTPUT_BYTES = 1 << 20;
    private static final Pattern REPLY =
            Pattern.compile("seq=(\\d+) (?:ttl|hlim)=(\\d+) time[=<]([0-9.]+) ms", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNREACHABLE = Pattern.compile("(?m)^From (.*[Uu]nreachable.*)$");

    private final Path program;

    PingBinary(Path program) {
        this.program = program;
    }

    /// The program on the search path.
    static Optional<Path> find(String searchPath) {
        return List.of(searchPath.split(":")).stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "ping"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public String method() {
        return "ping-binary";
    }

    @Override
    public String protocol() {
        return "icmp";
    }

    @Override
    public EchoReport ping(Destination destination, EchoPlan plan) throws InterruptedException {
        try {
            return parse(output(destination, plan), plan.count());
        } catch (IOException e) {
            var problem = new Outcome.Failed(Failure.IO, program + ": " + e.getMessage());
            return new EchoReport(0, List.of(), TimestampSource.USER, Optional.of(problem));
        }
    }

    private String output(Destination destination, EchoPlan plan) throws IOException, InterruptedException {
        long intervalNanos = Math.max(LEAST_INTERVAL_NANOS, plan.intervalNanos());
        var command = new ArrayList<>(List.of(
                program.toString(),
                Family.of(destination.address()) == Family.IPV6 ? "-6" : "-4",
                "-n",
                "-c",
                Integer.toString(plan.count()),
                "-i",
                String.format(Locale.ROOT, "%.3f", intervalNanos / 1e9),
                "-s",
                Integer.toString(plan.payloadBytes()),
                "-W",
                Long.toString(Math.ceilDiv(plan.timeoutNanos(), 1_000_000_000))));
        if (plan.hopLimit() > 0) {
            command.addAll(List.of("-t", Integer.toString(plan.hopLimit())));
        }
        command.add(destination.addressText());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        var killer = Thread.startVirtualThread(
                () -> endAfter(process, (plan.count() - 1) * intervalNanos + plan.timeoutNanos() + GRACE_NANOS));
        try (var in = process.getInputStream()) {
            var text = new String(in.readNBytes(MOST_OUTPUT_BYTES), StandardCharsets.UTF_8);
            if (Thread.interrupted()) { // reading a pipe does not look
                throw new InterruptedException("while " + program + " ran");
            }
            return text;
        } finally {
            killer.interrupt();
            process.destroy();
        }
    }

    private static void endAfter(Process process, long nanos) {
        try {
            if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // its output ended
        }
    }

    /// @param text what iputils, busybox or a BSD prints
    static EchoReport parse(String text, int count) {
        var replies = new ArrayList<EchoReport.Reply>();
        var matcher = REPLY.matcher(text);
        while (matcher.find() && replies.size() < count) {
            replies.add(new EchoReport.Reply(
                    Integer.parseInt(matcher.group(1)),
                    Double.parseDouble(matcher.group(3)) * 1_000,
                    Integer.parseInt(matcher.group(2))));
        }
        boolean fromZero = replies.stream().anyMatch(reply -> reply.sequence() == 0);
        var inOrder = replies.stream()
                .map(reply ->
                        fromZero ? reply : new EchoReport.Reply(reply.sequence() - 1, reply.rttUs(), reply.hopLimit()))
                .toList();
        return new EchoReport(count, inOrder, TimestampSource.USER, problem(text, replies.isEmpty()));
    }

    private static Optional<Outcome.Failed> problem(String text, boolean unanswered) {
        var unreachable = UNREACHABLE.matcher(text);
        if (unreachable.find()) {
            return Optional.of(new Outcome.Failed(Failure.NO_ROUTE, unreachable.group(1)));
        }
        boolean ran = text.contains("packets transmitted");
        return unanswered && !ran
                ? Optional.of(new Outcome.Failed(
                        Failure.IO, "ping: " + text.lines().findFirst().orElse("said nothing")))
                : Optional.empty();
    }
}
