package io.waddleperf.api.joining;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Page;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// Probes that have joined; for administrators.
@Path("/api/v1/probe-identities")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class IdentitiesResource {
    private final Joining joining;

    IdentitiesResource(Joining joining) {
        this.joining = joining;
    }

    @GET
    public Page<IdentityView> identities() {
        return Page.whole(joining.identities());
    }

    /// Shuts a probe out.
    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) throws InterruptedException {
        joining.revoke(id);
    }
}
