package io.waddleperf.api.paths;

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

/// All paths, the worst first.
@Path("/api/v1/paths")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PathsResource {
    private final PathsQuery query;
    private final DecidedQuery decided;
    private final InstantSource clock;

    @Inject
    PathsResource(PathsQuery query, DecidedQuery decided) {
        this(query, decided, Clock.systemUTC());
    }

    PathsResource(PathsQuery query, DecidedQuery decided, InstantSource clock) {
        this.query = query;
        this.decided = decided;
        this.clock = clock;
    }

    @GET
    public PathPage paths(@Context UriInfo uri) {
        PathFilter filter = PathFilter.of(Parameters.of(uri));
        PathPage page = PathPage.of(query.ranked(filter, clock.instant()), filter);
        return page.with(decided.of(page.names()));
    }
}
