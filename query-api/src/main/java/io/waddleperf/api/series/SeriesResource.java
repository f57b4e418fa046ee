package io.waddleperf.api.series;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Parameters;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Points for a chart.
@Path("/api/v1/series")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SeriesResource {
    private final SeriesQuery query;
    private final InstantSource clock;

    @Inject
    SeriesResource(SeriesQuery query) {
        this(query, Clock.systemUTC());
    }

    SeriesResource(SeriesQuery query, InstantSource clock) {
        this.query = query;
        this.clock = clock;
    }

    @GET
    public SeriesPoints points(@Context UriInfo uri) {
        return query.points(SeriesRequest.of(Parameters.of(uri), clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
}
