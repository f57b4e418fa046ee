package io.waddleperf.api.system;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// How the system is, for who runs it.
@Path("/api/v1/system")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SystemResource {
    private final SystemReader reader;

    @Inject
    SystemResource(SystemReader reader) {
        this.reader = reader;
    }

    @GET
    public SystemView system() {
        return reader.read();
    }
}
