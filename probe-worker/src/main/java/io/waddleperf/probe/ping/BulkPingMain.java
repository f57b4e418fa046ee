package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Pings many targets at once, to hold beside `fping -q`: `BulkPingMain -c COUNT -p PERIOD_MS -f FILE`.
///
/// The packets of the targets are spread over the period. Each target gets a line in fping's form; then
/// come the round trips of all, and what the sockets counted.
public final class BulkPingMain {
    private static final long GRACE_NANOS = 2_000_000_000L;

    private BulkPingMain() {}

    public static void main(String[] arguments)
            throws InterruptedException, IOException, ExecutionException, TimeoutException {
        BulkPingOptions options;
        try {
            options = BulkPingOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (!Libc.available()) {
            System.err.println("native sockets need 64-bit Linux");
            System.exit(3);
        }
        try (var sockets = PollLoop.start(System::nanoTime)) {
            var reasons = new ArrayList<String>();
            var pinger = PingMethods.icmp(sockets, new SecureRandom(), reasons);
            if (pinger.isEmpty()) {
                System.err.println(String.join("; ", reasons));
                System.exit(3);
                return;
            }
            pinger.get().warmUp();
            run(pinger.get(), options);
        }
    }

    private static void run(IcmpPinger pinger, BulkPingOptions options)
            throws InterruptedException, IOException, ExecutionException, TimeoutException {
        var targets = Files.readAllLines(options.file()).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        var plan = options.plan();
        var runs = new ArrayList<IcmpPinger.Begun>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            long delayNanos = plan.intervalNanos() * i / targets.size();
            runs.add(pinger.begin(InetAddress.getByName(targets.get(i)), plan, delayNanos));
        }
        long limitNanos = plan.limitNanos() + plan.intervalNanos() + GRACE_NANOS;
        var reports = new ArrayList<EchoReport>(runs.size());
        for (var run : runs) {
            reports.add(run.report().get(limitNanos, TimeUnit.NANOSECONDS));
        }
        System.out.print(lines(targets, reports));
        print(reports);
        for (var family : List.of(Family.IPV4, Family.IPV6)) {
            pinger.counts(family).get(1, TimeUnit.SECONDS).ifPresent(counts -> print(pinger.method(), family, counts));
        }
    }

    private static String lines(List<String> targets, List<EchoReport> reports) {
        var lines = new StringBuilder();
        for (int i = 0; i < targets.size(); i++) {
            var report = reports.get(i);
            int came = report.replies().size();
            lines.append(targets.get(i)).append(" : xmt/rcv/%loss = ").append(report.sent());
            lines.append('/').append(came).append('/');
            lines.append(report.sent() == 0 ? 0 : 100 * (report.sent() - came) / report.sent())
                    .append('%');
            if (came > 0) {
                var us = report.replies().stream()
                        .mapToDouble(EchoReport.Reply::rttUs)
                        .summaryStatistics();
                lines.append(", min/avg/max = ");
                appendMs(lines, us.getMin()).append('/');
                appendMs(lines, us.getAverage()).append('/');
                appendMs(lines, us.getMax());
            }
            report.problem().ifPresent(problem -> lines.append(", ").append(problem.detail()));
            lines.append('\n');
        }
        return lines.toString();
    }

    /// Three decimals, without the cost of a format.
    private static StringBuilder appendMs(StringBuilder to, double us) {
        long rounded = Math.round(us);
        String fraction = String.valueOf(1_000 + rounded % 1_000);
        return to.append(rounded / 1_000).append('.').append(fraction, 1, fraction.length());
    }

    private static void print(List<EchoReport> reports) {
        double[] us = reports.stream()
                .flatMap(report -> report.replies().stream())
                .mapToDouble(EchoReport.Reply::rttUs)
                .sorted()
                .toArray();
        int sent = reports.stream().mapToInt(EchoReport::sent).sum();
        long late = reports.stream().filter(EchoReport::underLoad).count();
        System.out.printf(Locale.ROOT, "all: sent=%d received=%d underLoad=%d runs%n", sent, us.length, late);
        if (us.length > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "min=%.3f p50=%.3f p95=%.3f p99=%.3f max=%.3f us%n",
                    us[0],
                    RoundTrips.percentile(us, 50),
                    RoundTrips.percentile(us, 95),
                    RoundTrips.percentile(us, 99),
                    us[us.length - 1]);
        }
    }

    private static void print(String method, Family family, EchoCounts counts) {
        System.out.printf("%s %s: %s%n", method, family.wireName(), counts);
    }
}
