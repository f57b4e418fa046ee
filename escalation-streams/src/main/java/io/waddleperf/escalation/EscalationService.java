package io.waddleperf.escalation;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.StartGate;
import io.waddleperf.contracts.kafka.WrongPartitionsException;
import io.waddleperf.contracts.signing.Signatures;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Puts the topology together in a Quarkus application: start, health, metrics, stop.
@Singleton
@Readiness
public class EscalationService implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(EscalationService.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    private static final long START_ENDS_WITHIN_MS = 2_000;

    private static final long REPLACE_PAUSE_NANOS = 1_000_000_000L;

    private final Signatures signatures;
    private final KafkaStreams streams;

    private final StartGate gate;
    private final IntConsumer exit;

    /// Streams' own start waits for a broker for minutes, and cannot be stopped meanwhile: this waits before.
    private final Thread starter =
            Thread.ofPlatform().name("escalation-start").daemon().unstarted(this::startStreams);

    private volatile boolean started;
    private volatile boolean stopping;
    private volatile @Nullable String refusal;

    @Inject
    EscalationService(
            Config config,
            @ConfigProperty(name = "waddleperf.streams.state-dir") Path stateDir,
            @ConfigProperty(name = "waddleperf.streams.threads", defaultValue = "1") int threads,
            @ConfigProperty(name = "waddleperf.streams.standbys", defaultValue = "0") int standbys,
            @ConfigProperty(name = "waddleperf.partitions", defaultValue = "4") int partitions,
            @ConfigProperty(name = "waddleperf.signatures", defaultValue = "off") String signing,
            @ConfigProperty(name = "waddleperf.incidents.linger", defaultValue = "2M") Duration linger,
            @ConfigProperty(name = "waddleperf.metrics.otlp", defaultValue = "false") boolean otlp,
            MeterRegistry metrics) {
        this(config, stateDir, threads, standbys, partitions, signing, linger, otlp, metrics, Quarkus::asyncExit);
    }

    /// @param exit ends the process with a code
    EscalationService(
            Config config,
            Path stateDir,
            int threads,
            int standbys,
            int partitions,
            String signing,
            Duration linger,
            boolean otlp,
            MeterRegistry metrics,
            IntConsumer exit) {
        this.exit = exit;
        var tally = new Tally();
        var kafka = KafkaAccess.of(name -> config.getOptionalValue(name, String.class));
        var settings = new StreamsSettings(kafka, stateDir, threads, standbys);
        var usual = IncidentSettings.DEFAULT;
        var incidents = new IncidentSettings(linger, usual.mostLinger(), usual.hold(), usual.comparisons());
        var export = otlp ? EscalationSettings.MetricsExport.OTLP : EscalationSettings.MetricsExport.NOTHING;
        var escalation = new EscalationSettings(partitions, BudgetLimits.DEFAULT, incidents, export);
        gate = new StartGate(kafka, "escalation-streams", partitions);
        signatures = Signatures.of(signing, kafka, "escalation-streams");
        streams = new KafkaStreams(EscalationTopology.of(escalation, tally, signatures), settings.properties());
        streams.setUncaughtExceptionHandler(problem -> {
            LOG.error("a stream thread ended and is replaced", problem);
            LockSupport.parkNanos(REPLACE_PAUSE_NANOS); // a fault that stays must not spin
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        counter(metrics, "counted", tally.counted);
        counter(metrics, "duplicate", tally.duplicates);
        counter(metrics, "malformed", tally.malformed);
        counter(metrics, "discounted", tally.discounted);
        counter(metrics, "forged", signatures.forged());
        count(metrics, "commands", "Tests ordered besides the schedule's", tally.commands);
        count(metrics, "withheld", "Deeper tiers withheld by a budget, a cool-down or a broken target", tally.withheld);
        count(metrics, "missed", "Slots of schedules that have had no ending in time", tally.missed);
        count(
                metrics,
                "faults",
                "Mistakes of our own, and events too large to be told; the log has each",
                tally.faults);
        count(metrics, "incident.revisions", "Revisions of incidents told", tally.incidents);
        Gauge.builder("waddleperf.streams.late", tally, tallied -> tallied.mostLateMs() / 1e3)
                .description("How long after Kafka took it a result was decided, at most, in the last minute")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("waddleperf.streams.running", streams, run -> run.state().isRunningOrRebalancing() ? 1 : 0)
                .description("1 while Kafka Streams runs or deals partitions out")
                .register(metrics);
    }

    private static void counter(MeterRegistry metrics, String ending, LongAdder count) {
        FunctionCounter.builder("waddleperf.streams.results", count, LongAdder::doubleValue)
                .tag("ending", ending)
                .description("Results read from the topic, by what became of them")
                .register(metrics);
    }

    private static void count(MeterRegistry metrics, String name, String description, LongAdder count) {
        FunctionCounter.builder("waddleperf.streams." + name, count, LongAdder::doubleValue)
                .description(description)
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        starter.start();
    }

    private void startStreams() {
        try {
            gate.pass(LOG::info);
            streams.start();
            started = true;
            if (stopping) { // and found them not started yet
                close(Duration.ZERO);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // stopped before it began
        } catch (WrongPartitionsException e) {
            refusal = e.getMessage();
            LOG.errorf("escalation-streams does not start and ends: %s", refusal);
            exit.accept(1);
        } catch (RuntimeException e) { // of streams that cannot be started a second time
            if (!stopping) {
                LOG.error("escalation-streams could not start and ends: is Kafka at kafka.bootstrap.servers?", e);
                exit.accept(1);
            }
        }
    }

    /// Before anything waits: what ends by itself does so at the same time.
    void stopping(@Observes @Priority(0) ShutdownEvent event) {
        stopping = true;
        starter.interrupt();
        close(Duration.ZERO);
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            starter.join(START_ENDS_WITHIN_MS); // what is just being started is closed, not left running
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        close(CLOSE_WITHIN);
        signatures.close();
    }

    /// Streams do not close before they have started; until then nothing is in hand that would be lost.
    private void close(Duration limit) {
        if (started) {
            streams.close(limit);
        }
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("escalation-streams")
                .status(started && streams.state().isRunningOrRebalancing())
                .withData("state", streams.state().name());
        String refused = refusal;
        return refused == null
                ? response.build()
                : response.withData("failure", refused).build();
    }
}
