package io.waddleperf.api.mesh;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
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
import java.util.concurrent.Semaphore;

/// A matrix of probes and targets.
@Path("/api/v1/mesh")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MeshResource {
    /// One of a fleet reads some 10 MB.
    private static final int AT_ONCE = 4;

    private final MeshQuery query;
    private final InstantSource clock = Clock.systemUTC();
    private final Semaphore turns = new Semaphore(AT_ONCE);

    @Inject
    MeshResource(MeshQuery query) {
        this.query = query;
    }

    @GET
    public MeshView mesh(@Context UriInfo uri) {
        var request = MeshRequest.of(Parameters.of(uri), clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!turns.tryAcquire()) {
            throw ProblemException.of(ProblemKind.BUSY, "at most " + AT_ONCE + " matrices at a time; try again soon");
        }
        try {
            return query.mesh(request);
        } finally {
            turns.release();
        }
    }
}
