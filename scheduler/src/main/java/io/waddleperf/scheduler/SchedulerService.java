package io.waddleperf.scheduler;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Puts the scheduler together in a Quarkus application: start, health, metrics, stop.
@Singleton
@Readiness
public class SchedulerService implements HealthCheck {
    private final Scheduler scheduler;

    SchedulerService(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "waddleperf.partitions", defaultValue = "4") int partitions,
            MeterRegistry metrics) {
        scheduler = new Scheduler(new SchedulerSettings(bootstrap, partitions), Clock.systemUTC());
        FunctionCounter.builder("waddleperf.scheduler.commands", scheduler, Scheduler::commands)
                .description("Commands sent")
                .register(metrics);
        FunctionCounter.builder("waddleperf.scheduler.undelivered", scheduler, Scheduler::undelivered)
                .description("Records that Kafka did not take in time")
                .register(metrics);
        Gauge.builder("waddleperf.scheduler.lag", scheduler, s -> s.lagMs() / 1000.0)
                .description("How late the last command was sent after its slot")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("waddleperf.scheduler.series", scheduler, Scheduler::series)
                .description("Series planned")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        scheduler.start();
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.close();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("scheduler")
                .status(scheduler.state() == Scheduler.State.RUNNING)
                .withData("state", scheduler.state().name())
                .withData("series", scheduler.series());
        Throwable failure = scheduler.failure();
        return failure == null
                ? response.build()
                : response.withData("failure", String.valueOf(failure)).build();
    }
}
