package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.probe.TestBench;
import io.waddleperf.probe.capture.CaptureFolder;
import io.waddleperf.probe.dns.SystemResolver;
import io.waddleperf.probe.execution.CommandRunner.Clocks;
import io.waddleperf.probe.execution.Destinations;
import io.waddleperf.probe.execution.Redirected;
import io.waddleperf.probe.execution.SystemNames;
import io.waddleperf.probe.ssh.Secrets;
import io.waddleperf.probe.stamp.StampToken;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/// `./waddleperf measure`: streams, clocks and randomness come in here and nowhere else.
///
/// Exit codes: 0 all tests got their answer, 1 one did not, 2 a wrong option.
public final class MeasureMain {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_OPTION = 2;

    /// The streams that are terminals, as the script saw them: `out`, `err`.
    private static final String TERMINALS = "waddleperf.terminals";

    /// Captures stay in the working directory.
    private static final CaptureFolder HERE = new CaptureFolder(Path.of(""), () -> true);

    private static final Logger QUIET = Logger.getLogger("");

    private static final String USAGE = """
            usage: waddleperf measure TARGET [--tests=NAME,…|--tier=N] [-o table|json] [options]

            Tests one target once, from this machine, without any server. TARGET is an address, a name,
            name:port or a URL; without --tests and --tier it gets the cheap tests that fit it.

              --tests=NAME,…     of TESTS
              --tier=N           what tier 1, 2 or 3 of an escalation runs; 3 takes half a minute
              --set TEST.FIELD=VALUE
                                 a parameter of a test, such as http.expectStatus=204; as often as needed
              --secrets=DIR      where the files are that ssh.secret names: keys and passwords
              --responder-token-file=FILE
                                 what udp tests show a responder that asks for it
              -o, --output       table (for people) or json (the result records, one a line)
              -4, -6             over IPv4, over IPv6; both: each test over each
              --count=N          packets of ping and udp, cycles of traceroute
              --timeout=TIME     how long an answer is waited for, such as 500ms, 2s or PT2S
              -n                 addresses of hops only: no resolver is asked for their names
              --owned            the target's owner allows tests that burden it (ports, throughput, speedtest)

            What --set takes; a time is such as 30s or PT30S, a list has one --set for each value:

            PARAMETERS

            Exit codes: 0 each test got its answer, 1 one failed, 2 a wrong option.
            """;

    private MeasureMain() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        var streams = new Streams(stream(FileDescriptor.out), stream(FileDescriptor.err));
        int code = run(List.of(arguments), streams);
        streams.out().flush();
        streams.err().flush();
        System.exit(code);
    }

    private record Streams(PrintStream out, PrintStream err) {}

    private static int run(List<String> arguments, Streams streams) throws InterruptedException, IOException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            streams.out().print(USAGE.replace("TESTS", Options.testNames()).replace("PARAMETERS", Parameters.usage()));
            return OK;
        }
        try {
            return measure(Options.of(arguments), streams);
        } catch (IllegalArgumentException e) {
            streams.err().println("measure: " + e.getMessage());
            streams.err().println("`./waddleperf measure --help` shows what there is.");
            return WRONG_OPTION;
        }
    }

    private static int measure(Options options, Streams streams) throws InterruptedException, IOException {
        prepareJvm();
        var means = means(options);
        var clocks = new Clocks(InstantSource.system(), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
        var target = Choice.target(options);
        var checks = Choice.checks(options, target);
        var limits = OneShot.limits(clocks);
        try (var names = new SystemNames();
                var bench = TestBench.open(
                        clocks,
                        new SecureRandom(),
                        means,
                        version(),
                        new Redirected(destinations(names, clocks), limits, clocks),
                        new ThroughputLoad(clocks.ticker()))) {
            var families = Choice.families(options, target.endpoint(), names);
            bench.warmUp(clocks, tests(checks));
            var progress =
                    new Progress(terminal("err") ? Optional.of(streams.err()) : Optional.empty(), System::nanoTime);
            var report = report();
            var shot = new OneShot(
                    limits,
                    bench.probers(),
                    destinations(names, clocks),
                    clocks,
                    progress,
                    result -> print(result, options.output(), report, streams.out()));
            var cause = new Cause.OnDemand(UUID.randomUUID(), System.getProperty("user.name", "somebody"));
            var plan = new OneShot.Plan(
                    target, checks, families, cause, options.tier().orElse(1));
            int failed = shot.run(plan, !options.tests().isEmpty());
            if (options.output() == Options.Output.TABLE) {
                streams.out().println(report.verdict(plan.count(), failed));
            }
            return failed == 0 ? OK : FAILED;
        }
    }

    /// @throws IllegalArgumentException where a directory or a file is not there, or is none of its kind
    private static TestBench.Means means(Options options) {
        options.secrets()
                .ifPresent(directory -> Require.that(
                        Files.isDirectory(directory), "--secrets", directory, "must be a directory of files"));
        return new TestBench.Means(
                new Secrets(options.secrets()),
                Optional.of(HERE),
                options.tokenFile().map(MeasureMain::token));
    }

    private static StampToken token(Path file) {
        try {
            return StampToken.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("--responder-token-file: " + e.getMessage(), e);
        }
    }

    private static Destinations destinations(SystemNames names, Clocks clocks) {
        return new Destinations(names, clocks.ticker(), SystemResolver::server);
    }

    private static java.util.Set<Test> tests(List<Check> checks) {
        return checks.stream().map(check -> check.spec().test()).collect(Collectors.toSet());
    }

    private static void print(Result result, Options.Output output, Report report, PrintStream out) {
        switch (output) {
            case JSON -> out.println(WireCodec.text(result));
            case TABLE -> report.lines(result).forEach(out::println);
        }
        out.flush();
    }

    private static Report report() {
        boolean plain = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        boolean unicode = charset().newEncoder().canEncode('█');
        return new Report(
                terminal("out") && plain ? Paint.COLOURS : Paint.NONE, unicode ? Picture.UNICODE : Picture.ASCII);
    }

    private static boolean terminal(String stream) {
        return List.of(System.getProperty(TERMINALS, "").split(",", -1)).contains(stream);
    }

    private static void prepareJvm() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        QUIET.setLevel(Level.SEVERE); // what goes wrong stands in the results
    }

    private static String version() {
        return Objects.requireNonNullElse(MeasureMain.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    /// Buffered; where the reader has gone (`| head`) it says nothing and what comes is dropped.
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor)), false, charset());
    }

    /// What the terminal shows; a file or another program gets UTF-8.
    private static Charset charset() {
        return terminal("out")
                ? Charset.forName(System.getProperty("native.encoding", "UTF-8"))
                : StandardCharsets.UTF_8;
    }
}
