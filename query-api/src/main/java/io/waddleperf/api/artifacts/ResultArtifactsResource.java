package io.waddleperf.api.artifacts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The files beside one result. A class of its own: the one of `/api/v1/results` would be asked
/// instead of one with a shorter path.
@Path("/api/v1/results/{id}/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ResultArtifactsResource {
    private final ArtifactsQuery query;

    ResultArtifactsResource(ArtifactsQuery query) {
        this.query = query;
    }

    @GET
    public Page<ArtifactView> artifacts(@PathParam("id") String id) {
        return Page.whole(query.ofResult(id));
    }
}
