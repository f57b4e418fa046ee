package io.waddleperf.api.configuration;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/// What is tested how often, and which schedule says so.
@Path("/api/v1/checks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ChecksResource {
    private final VisibleConfiguration configuration;

    ChecksResource(VisibleConfiguration configuration) {
        this.configuration = configuration;
    }

    /// A probe that is not there, or not enabled, runs nothing.
    @GET
    public Page<PlannedCheck> checks(@Context UriInfo uri) {
        var filter = PlannedCheckFilter.of(Parameters.of(uri));
        String probe = filter.probe();
        if (probe != null
                && configuration.probes().stream()
                        .noneMatch(one -> one.enabled() && one.id().equals(probe))) {
            return Page.whole(List.of());
        }
        return filter.page(PlannedCheck.of(configuration.schedules(), configuration.targets()));
    }
}
