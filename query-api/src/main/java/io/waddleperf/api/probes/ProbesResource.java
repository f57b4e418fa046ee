package io.waddleperf.api.probes;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.Page;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/// The configured probes with what they say of themselves.
@Path("/api/v1/probes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ProbesResource {
    private final VisibleConfiguration configuration;
    private final Heartbeats heartbeats;
    private final InstantSource clock;

    @Inject
    ProbesResource(VisibleConfiguration configuration, Heartbeats heartbeats) {
        this(configuration, heartbeats, Clock.systemUTC());
    }

    ProbesResource(VisibleConfiguration configuration, Heartbeats heartbeats, InstantSource clock) {
        this.configuration = configuration;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    @GET
    public Page<ProbeState> probes() {
        Instant now = clock.instant();
        return Page.whole(configuration.probes().stream()
                .map(probe -> ProbeState.of(probe, heartbeats.of(probe.id()), now))
                .toList());
    }
}
