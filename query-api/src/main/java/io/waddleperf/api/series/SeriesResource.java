package io.waddleperf.api.series;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.Turns;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Points for a chart.
@Path("/api/v1/series")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SeriesResource {
    private final SeriesQuery query;
    private final SparksQuery sparks;
    private final InstantSource clock;
    /// One reads up to some 100,000 results, and each who looks at a list asks for some.
    private final Turns turns = new Turns("lists of lines", 2, Duration.ofSeconds(5));

    @Inject
    SeriesResource(SeriesQuery query, SparksQuery sparks) {
        this(query, sparks, Clock.systemUTC());
    }

    SeriesResource(SeriesQuery query, SparksQuery sparks, InstantSource clock) {
        this.query = query;
        this.sparks = sparks;
        this.clock = clock;
    }

    @GET
    public SeriesPoints points(@Context UriInfo uri) {
        return query.points(SeriesRequest.of(Parameters.of(uri), clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /// The last hour of several series.
    @GET
    @Path("/sparks")
    public Sparks sparks(@Context UriInfo uri) {
        var request = SparksRequest.of(Parameters.of(uri), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return turns.take(() -> sparks.sparks(request));
    }
}
