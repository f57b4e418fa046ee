package io.waddleperf.probe;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Version;
import io.waddleperf.contracts.kafka.WrongPartitionsException;
import io.waddleperf.contracts.signing.Signer;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.joining.Access;
import io.waddleperf.probe.joining.Joining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/// The probe's process: settings, clocks and randomness come in here and nowhere else.
///
/// Exit codes: 2 a wrong setting, 3 it cannot start (directory in use, port taken, not let in), 4 the topics
/// have another partition count, 143 ended by SIGTERM.
public final class ProbeMain {
    private static final int OK = 0;
    private static final int WRONG_SETTING = 2;
    private static final int CANNOT_START = 3;
    private static final int WRONG_PARTITIONS = 4;

    private ProbeMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), InstantSource.system()));
    }

    /// @param time this machine's clock, right or wrong
    /// @return the exit code
    static int run(List<String> arguments, InstantSource time) throws InterruptedException {
        Path data;
        try {
            data = Path.of(Settings.one("data", arguments, System.getenv()));
        } catch (IllegalArgumentException e) {
            return complain(WRONG_SETTING, e);
        }
        try (var directory = DataDirectory.lock(data)) {
            prepareJvm(directory);
            return join(arguments, directory, time);
        } catch (IllegalArgumentException e) {
            return complain(WRONG_SETTING, e);
        } catch (IOException | UncheckedIOException e) {
            return complain(CANNOT_START, e);
        }
    }

    private static int join(List<String> arguments, DataDirectory directory, InstantSource time)
            throws IOException, InterruptedException {
        String token = Settings.one("join", arguments, System.getenv());
        var joined = new Joining(directory.membership(), time, new SecureRandom())
                .open(token, Version.current(time).toString());
        if (joined.isEmpty()) {
            var settings = Settings.of(arguments, System.getenv());
            return runUntilEnded(settings, signing(arguments), directory, time);
        }
        try (var member = joined.get().start()) {
            var all = new ArrayList<>(member.arguments());
            all.addAll(arguments);
            var settings = Settings.of(all, System.getenv());
            Require.that(
                    settings.probeId().equals(member.probe()), "probe-id", settings.probeId(), "is " + member.probe());
            return runUntilEnded(settings, member, directory, time);
        }
    }

    private static Access signing(List<String> arguments) throws IOException {
        String file = Settings.one("signing-key", arguments, System.getenv());
        return file.isEmpty()
                ? Access.OPEN
                : Access.signing(Signer.of(Files.readString(Path.of(file)).strip()));
    }

    private static int runUntilEnded(Settings settings, Access access, DataDirectory directory, InstantSource time)
            throws IOException, InterruptedException {
        var clocks = new CommandRunner.Clocks(time, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
        String version = Version.current(time).toString();
        try (var agent = new ProbeAgent(settings, access, version, directory, clocks, new SecureRandom())) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(agent::close));
            System.out.println(agent.readyLine());
            agent.ended().join();
            return OK;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WrongPartitionsException wrong) {
                return complain(WRONG_PARTITIONS, wrong);
            }
            throw e;
        }
    }

    private static void prepareJvm(DataDirectory directory) throws IOException {
        System.setProperty("ZstdTempFolder", directory.temporary().toString());
        // A test of a name asks for it each time; what a user feels is not our cache.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (var quiet = ProbeMain.class.getResourceAsStream("logging.properties")) {
                LogManager.getLogManager().readConfiguration(Objects.requireNonNull(quiet, "logging.properties"));
            }
        }
    }

    private static int complain(int code, Exception e) {
        System.err.println("probe: " + e.getMessage());
        return code;
    }
}
