package io.waddleperf.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.scheduler.SchedulerService;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.Readiness;

/// The application inside Quarkus: applies the configuration and says that it is ready.
public final class UpApplication implements QuarkusApplication {
    private static final Duration PROBE_WITHIN = Duration.ofSeconds(20);
    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 50_000_000L;

    private final ConfigurationStore configuration;
    private final SchedulerService scheduler;

    UpApplication(ConfigurationStore configuration, @Readiness SchedulerService scheduler) {
        this.configuration = configuration;
        this.scheduler = scheduler;
    }

    @Override
    public int run(String... args) {
        var now = Standalone.running();
        configuration.apply(now.wanted());
        // What the last run watched must not be tested again before this run's list is known.
        var _ = within(PUBLISHED_WITHIN, now.servers()::configurationPublished);
        scheduler.open();
        if (!within(PROBE_WITHIN, () -> !FreePorts.isFree(now.runtime().responderHttp()))) {
            System.err.println("waddleperf: the probe does not answer yet; see "
                    + now.dir().log("probe"));
        }
        System.out.println("WaddlePerf is ready: " + now.runtime().webUrl());
        if (now.runtime().listen() != null) {
            System.out.println("a probe on another machine joins with the line that this prints: "
                    + "./waddleperf probes enrol --site NAME");
        }
        if (now.demo() != null) {
            System.out.println(
                    "break it there, or with: curl -H 'Content-Type: application/json' -d '{\"fault\":\"delay\"}' "
                            + now.runtime().webUrl() + "/api/v1/demo");
        }
        Quarkus.waitForExit();
        System.out.println("stopping");
        return 0;
    }

    private static boolean within(Duration limit, BooleanSupplier condition) {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
