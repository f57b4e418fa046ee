package io.waddleperf.scheduler;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.WrongPartitionsException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Puts the scheduler together in a Quarkus application: start, health, metrics, stop.
@Singleton
@Readiness
public class SchedulerService implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(SchedulerService.class);

    private final Scheduler scheduler;
    private final boolean gated;

    SchedulerService(
            Config config,
            @ConfigProperty(name = "waddleperf.partitions", defaultValue = "4") int partitions,
            @ConfigProperty(name = "waddleperf.scheduler.gated", defaultValue = "false") boolean gated,
            MeterRegistry metrics) {
        this.gated = gated;
        var kafka = KafkaAccess.of(name -> config.getOptionalValue(name, String.class));
        scheduler = new Scheduler(new SchedulerSettings(kafka, partitions), Clock.systemUTC(), this::failed);
        FunctionCounter.builder("waddleperf.scheduler.commands", scheduler, Scheduler::commands)
                .description("Commands sent")
                .register(metrics);
        FunctionCounter.builder("waddleperf.scheduler.undelivered", scheduler, Scheduler::undelivered)
                .description("Records that Kafka did not take in time")
                .register(metrics);
        FunctionCounter.builder("waddleperf.scheduler.missed", scheduler, Scheduler::missed)
                .description("Slots that the scheduler passed over because they were too late to be run")
                .register(metrics);
        FunctionCounter.builder("waddleperf.scheduler.withheld", scheduler, Scheduler::withheld)
                .description("Slots of exclusive tests for which their ends have no room")
                .register(metrics);
        Gauge.builder("waddleperf.scheduler.booked", scheduler, Scheduler::booked)
                .description("Exclusive tests that run or wait by request")
                .register(metrics);
        Gauge.builder("waddleperf.scheduler.lag", scheduler, s -> s.lagMs() / 1000.0)
                .description("How late the last command was sent after its slot")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("waddleperf.scheduler.series", scheduler, Scheduler::series)
                .description("Series planned here")
                .register(metrics);
        Gauge.builder("waddleperf.scheduler.partitions", scheduler, Scheduler::owned)
                .description("Partitions whose probes are planned here")
                .register(metrics);
    }

    /// With another count of partitions it would order where no probe reads: that is mended by a setting alone.
    private void failed() {
        Throwable failure = scheduler.failure();
        if (failure instanceof WrongPartitionsException wrong) {
            LOG.errorf("scheduler does not start and ends: %s", wrong.getMessage());
            Quarkus.asyncExit(1);
        } else {
            LOG.error("the scheduler has ended; it goes on after a restart", failure);
        }
    }

    void start(@Observes StartupEvent event) {
        if (!gated) {
            scheduler.start();
        }
    }

    /// Starts a gated scheduler: the configuration that it shall read has been published.
    public void open() {
        scheduler.start();
    }

    /// Before anything waits: what ends by itself does so at the same time.
    void stopping(@Observes @Priority(0) ShutdownEvent event) {
        scheduler.stop();
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.close();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("scheduler")
                .status(scheduler.state() == Scheduler.State.RUNNING)
                .withData("state", scheduler.state().name())
                .withData("partitions", scheduler.owned())
                .withData("series", scheduler.series());
        Throwable failure = scheduler.failure();
        return failure == null
                ? response.build()
                : response.withData("failure", String.valueOf(failure)).build();
    }
}
