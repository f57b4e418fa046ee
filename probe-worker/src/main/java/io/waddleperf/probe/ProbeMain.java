package io.waddleperf.probe;

import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.intake.WrongPartitionsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.security.Security;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/// The probe's process: settings, clocks and randomness come in here and nowhere else.
///
/// Exit codes: 2 a wrong setting, 3 it cannot start (directory in use, port taken), 4 the topics
/// have another partition count, 143 ended by SIGTERM.
public final class ProbeMain {
    private static final int OK = 0;
    private static final int WRONG_SETTING = 2;
    private static final int CANNOT_START = 3;
    private static final int WRONG_PARTITIONS = 4;

    private ProbeMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        Settings settings;
        try {
            settings = Settings.of(arguments, System.getenv());
        } catch (IllegalArgumentException e) {
            return complain(WRONG_SETTING, e);
        }
        try (var directory = DataDirectory.lock(settings.dataDirectory())) {
            prepareJvm(directory);
            return runUntilEnded(settings, directory);
        } catch (IOException | UncheckedIOException e) {
            return complain(CANNOT_START, e);
        }
    }

    private static int runUntilEnded(Settings settings, DataDirectory directory)
            throws IOException, InterruptedException {
        var clocks = new CommandRunner.Clocks(InstantSource.system(), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
        try (var agent = new ProbeAgent(settings, version(), directory, clocks, new SecureRandom())) {
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

    private static String version() {
        return Objects.requireNonNullElse(ProbeMain.class.getPackage().getImplementationVersion(), "unpackaged");
    }
}
