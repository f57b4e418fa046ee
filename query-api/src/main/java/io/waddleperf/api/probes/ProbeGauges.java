package io.waddleperf.api.probes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.probes.ProbeState.Presence;
import io.waddleperf.contracts.Heartbeat;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The enabled probes of the configuration in numbers, counted every 30 s; not a number while they cannot be read.
@Singleton
final class ProbeGauges {
    private static final Logger LOG = Logger.getLogger(ProbeGauges.class);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Supplier<List<ProbeState>> probes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("probe-gauges").factory());
    private volatile @Nullable Count newest;

    /// @param mostClockErrorS the most by which the clock of one that is heard of is off
    /// @param mostBehindS     the most for which results of one that is heard of have waited for Kafka
    private record Count(Map<Presence, Long> byState, double mostClockErrorS, double mostBehindS) {
        /// One that is not enabled, as after its revocation, is to do nothing: nobody misses it.
        static Count of(List<ProbeState> all) {
            var probes = all.stream().filter(one -> one.probe().enabled()).toList();
            var byState = new EnumMap<Presence, Long>(Presence.class);
            probes.forEach(probe -> byState.merge(probe.state(), 1L, Long::sum));
            return new Count(byState, most(probes, Count::clockErrorS), most(probes, Count::behindS));
        }

        private static double clockErrorS(Heartbeat beat) {
            Heartbeat.Clock clock = beat.clock();
            return clock == null ? 0 : Math.abs(clock.aheadUs()) / 1e6;
        }

        private static double behindS(Heartbeat beat) {
            return Objects.requireNonNullElse(beat.behind(), Duration.ZERO).toMillis() / 1e3;
        }

        private static double most(List<ProbeState> probes, ToDoubleFunction<Heartbeat> number) {
            return probes.stream()
                    .filter(probe -> probe.state() == Presence.UP)
                    .flatMap(probe -> Stream.ofNullable(probe.heartbeat()))
                    .mapToDouble(number)
                    .max()
                    .orElse(0);
        }
    }

    @Inject
    ProbeGauges(ConfigurationQuery configuration, Heartbeats heartbeats, MeterRegistry metrics) {
        var clock = Clock.systemUTC();
        this(
                () -> {
                    Instant now = clock.instant();
                    return configuration.probes().stream()
                            .map(probe -> ProbeState.of(probe, heartbeats.of(probe.id()), now))
                            .toList();
                },
                metrics);
    }

    ProbeGauges(Supplier<List<ProbeState>> probes, MeterRegistry metrics) {
        this.probes = probes;
        for (var state : Presence.values()) {
            Gauge.builder(
                            "waddleperf.api.probes",
                            this,
                            gauges -> gauges.number(count -> count.byState().getOrDefault(state, 0L)))
                    .description("Enabled probes of the configuration by whether they are heard of")
                    .tag("state", state.wireName())
                    .register(metrics);
        }
        Gauge.builder("waddleperf.api.probes.clock.error", this, gauges -> gauges.number(Count::mostClockErrorS))
                .description("The most by which the clock of a probe that is heard of differs from Kafka's")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("waddleperf.api.probes.behind", this, gauges -> gauges.number(Count::mostBehindS))
                .description("The most for which results of a probe that is heard of have waited for Kafka")
                .baseUnit("seconds")
                .register(metrics);
    }

    private double number(ToDoubleFunction<Count> of) {
        Count count = newest;
        return count == null ? Double.NaN : of.applyAsDouble(count);
    }

    void start(@Observes StartupEvent event) {
        var _ = thread.scheduleWithFixedDelay(this::look, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    void look() {
        try {
            newest = Count.of(probes.get());
        } catch (RuntimeException e) { // nothing but stop() may end it
            newest = null;
            if (!thread.isShutdown()) {
                LOG.warnf("the probes were not counted, next time in %d s: %s", EVERY.toSeconds(), e);
            }
        }
    }
}
