package io.waddleperf.api.fleet;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.paths.Decided;
import io.waddleperf.api.paths.DecidedQuery;
import io.waddleperf.api.paths.JudgedPath;
import io.waddleperf.api.paths.PathsQuery;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Target;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads all paths.
@Singleton
final class FleetQuery {
    private final PathsQuery paths;
    private final DecidedQuery decided;
    private final ConfigurationQuery configuration;

    FleetQuery(PathsQuery paths, DecidedQuery decided, ConfigurationQuery configuration) {
        this.paths = paths;
        this.decided = decided;
        this.configuration = configuration;
    }

    /// Whoever sees how much of it.
    Fleet read(Instant now) {
        var judged = paths.judged(null, null, Sight.ALL, now);
        var known = decided.of(judged.stream().map(JudgedPath::name).toList());
        return new Fleet(
                now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000,
                judged.stream()
                        .map(path -> FleetRow.of(path, known.getOrDefault(path.name(), Decided.NOTHING)))
                        .collect(Collectors.<FleetRow, PathName, FleetRow>toMap(FleetRow::name, Function.identity())),
                configuration.probes().stream().collect(Collectors.toMap(Probe::id, Function.identity())),
                configuration.targets().stream().collect(Collectors.toMap(Target::id, Function.identity())));
    }
}
