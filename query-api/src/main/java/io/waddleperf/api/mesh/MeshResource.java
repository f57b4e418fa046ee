package io.waddleperf.api.mesh;

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

/// A matrix of probes and targets.
@Path("/api/v1/mesh")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MeshResource {
    private final MeshQuery query;
    private final InstantSource clock = Clock.systemUTC();
    /// One of a fleet reads some 10 MB.
    private final Turns turns = new Turns("matrices", 4, Duration.ofSeconds(5));

    @Inject
    MeshResource(MeshQuery query) {
        this.query = query;
    }

    @GET
    public MeshView mesh(@Context UriInfo uri) {
        var request = MeshRequest.of(Parameters.of(uri), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return turns.take(() -> query.mesh(request));
    }
}
