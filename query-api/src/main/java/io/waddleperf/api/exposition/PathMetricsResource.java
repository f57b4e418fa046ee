package io.waddleperf.api.exposition;

import io.quarkus.vertx.http.Compressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.Turns;
import io.waddleperf.api.paths.Decided;
import io.waddleperf.api.paths.DecidedQuery;
import io.waddleperf.api.paths.JudgedPath;
import io.waddleperf.api.paths.PathState;
import io.waddleperf.api.paths.PathsQuery;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Probe;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The paths of a caller for Prometheus to scrape.
@Path("/metrics/paths")
@RunOnVirtualThread
public final class PathMetricsResource {
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final Comparator<JudgedPath> BY_NAME = Comparator.comparing(
                    (JudgedPath path) -> path.name().probe())
            .thenComparing(path -> path.name().target());

    private final PathsQuery paths;
    private final DecidedQuery decided;
    private final ConfigurationQuery configuration;
    private final Sights sights;
    private final int mostSeries;
    private final InstantSource clock = Clock.systemUTC();
    /// A page of a fleet is some 10 MB while it is made.
    private final Turns turns = new Turns("scrapes of paths", 2, Duration.ofSeconds(5));

    /// @param mostSeries of a page, in time series
    @Inject
    PathMetricsResource(
            PathsQuery paths,
            DecidedQuery decided,
            ConfigurationQuery configuration,
            Sights sights,
            @ConfigProperty(name = "waddleperf.metrics.most-series", defaultValue = "200000") int mostSeries) {
        this.paths = paths;
        this.decided = decided;
        this.configuration = configuration;
        this.sights = sights;
        this.mostSeries = mostSeries;
    }

    @GET
    @Compressed
    @Produces({"application/openmetrics-text", "text/plain"})
    public Response scrape(@Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        var query = Parameters.of(uri);
        String probe = query.name("probe");
        String site = query.name("site");
        String target = query.name("target");
        query.check();
        boolean older = accept != null && accept.contains("text/plain") && !accept.contains("openmetrics");
        return Response.ok(turns.take(() -> page(probe, site, target)))
                .type(older ? PROMETHEUS : OPEN_METRICS)
                .build();
    }

    private String page(@Nullable String probe, @Nullable String site, @Nullable String target) {
        Map<String, String> sites = configuration.probes().stream().collect(Collectors.toMap(Probe::id, Probe::site));
        var judged = paths.judged(probe, target, sights.current(), clock.instant()).stream()
                .filter(path ->
                        site == null || site.equals(sites.get(path.name().probe())))
                .sorted(BY_NAME)
                .toList();
        var known = decided.of(judged.stream().map(JudgedPath::name).toList());
        return text(judged, sites, known, mostSeries);
    }

    static String text(
            List<JudgedPath> judged, Map<String, String> sites, Map<PathName, Decided> known, int mostSeries) {
        var page = new Page(mostSeries);
        int leftOut = 0;
        for (JudgedPath path : judged) {
            String site = sites.getOrDefault(path.name().probe(), "");
            boolean there = page.add(PathReadings.of(path, site, known.getOrDefault(path.name(), Decided.NOTHING)));
            leftOut += there ? 0 : 1;
        }
        for (PathState state : PathState.values()) {
            long count = judged.stream().filter(path -> path.state() == state).count();
            page.put(new Reading(Gauge.PATHS, "state=\"" + state.wireName() + '"', count));
        }
        page.put(new Reading(Gauge.PATHS_LEFT_OUT, "", leftOut));
        return page.text();
    }
}
