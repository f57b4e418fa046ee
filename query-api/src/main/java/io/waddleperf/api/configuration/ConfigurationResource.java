package io.waddleperf.api.configuration;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Page;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// What is tested, and how often.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ConfigurationResource {
    private final VisibleConfiguration query;

    ConfigurationResource(VisibleConfiguration query) {
        this.query = query;
    }

    @GET
    @Path("/targets")
    public Page<Target> targets() {
        return Page.whole(query.targets());
    }

    @GET
    @Path("/schedules")
    public Page<Schedule> schedules() {
        return Page.whole(query.schedules());
    }
}
