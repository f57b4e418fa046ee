package io.waddleperf.api.probes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.metrics.Watched;
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
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// The enabled probes of the configuration in numbers, counted every 30 s; not a number while they cannot be read.
@Singleton
final class ProbeGauges {
    private final Watched<Count> watched;

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
        watched = new Watched<>("the probes", () -> Count.of(probes.get()), _ -> {});
        for (var state : Presence.values()) {
            Gauge.builder(
                            "waddleperf.api.probes",
                            watched,
                            probed -> probed.number(count -> count.byState().getOrDefault(state, 0L)))
                    .description("Enabled probes of the configuration by whether they are heard of")
                    .tag("state", state.wireName())
                    .register(metrics);
        }
        Gauge.builder("waddleperf.api.probes.clock.error", watched, probed -> probed.number(Count::mostClockErrorS))
                .description("The most by which the clock of a probe that is heard of differs from Kafka's")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("waddleperf.api.probes.behind", watched, probed -> probed.number(Count::mostBehindS))
                .description("The most for which results of a probe that is heard of have waited for Kafka")
                .baseUnit("seconds")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        watched.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watched.close();
    }

    void look() {
        watched.look();
    }
}
