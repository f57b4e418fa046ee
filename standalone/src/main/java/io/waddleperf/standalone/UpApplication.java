package io.waddleperf.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.embedded.FreePorts;
import java.util.concurrent.locks.LockSupport;

/// The application inside Quarkus: applies the configuration and says that it is ready.
public final class UpApplication implements QuarkusApplication {
    private static final long PROBE_WAIT_NANOS = 20_000_000_000L;
    private static final long POLL_NANOS = 50_000_000L;

    private final ConfigurationStore configuration;

    UpApplication(ConfigurationStore configuration) {
        this.configuration = configuration;
    }

    @Override
    public int run(String... args) {
        var now = Standalone.running();
        configuration.apply(now.wanted());
        if (!responderAnswers(now.runtime().responderHttp())) {
            System.err.println("waddleperf: the probe does not answer yet; see "
                    + now.dir().log("probe"));
        }
        System.out.println("WaddlePerf is ready: " + now.runtime().webUrl());
        Quarkus.waitForExit();
        System.out.println("stopping");
        return 0;
    }

    private static boolean responderAnswers(int port) {
        long until = System.nanoTime() + PROBE_WAIT_NANOS;
        while (System.nanoTime() < until) {
            if (!FreePorts.isFree(port)) {
                return true;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return false;
    }
}
