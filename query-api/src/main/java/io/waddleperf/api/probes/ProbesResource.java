package io.waddleperf.api.probes;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.ConfigurationEdits.Edited;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.contracts.Probe;
import io.waddleperf.documents.LabelRules;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The configured probes with what they say of themselves, their labels, and whether they get work.
@Path("/api/v1/probes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ProbesResource {
    private final VisibleConfiguration configuration;
    private final ConfigurationEdits edits;
    private final Heartbeats heartbeats;
    private final InstantSource clock;

    @Inject
    ProbesResource(VisibleConfiguration configuration, ConfigurationEdits edits, Heartbeats heartbeats) {
        this.configuration = configuration;
        this.edits = edits;
        this.heartbeats = heartbeats;
        clock = Clock.systemUTC();
    }

    @GET
    public Page<ProbeState> probes() {
        Instant now = clock.instant();
        return Page.whole(configuration.probes().stream()
                .map(probe -> ProbeState.of(probe, heartbeats.of(probe.id()), now))
                .toList());
    }

    @PUT
    @Path("/{id}/labels")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putLabels(
            @PathParam("id") String id, byte[] body, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return told(edits.putProbeLabels(id, labels(body), new Precondition(ifMatch, null)));
    }

    /// Drains a probe, or gives it work again.
    @PUT
    @Path("/{id}/enabled")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putEnabled(
            @PathParam("id") String id, byte[] body, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return told(edits.putProbeEnabled(id, enabled(body), new Precondition(ifMatch, null)));
    }

    private static Response told(Edited<Probe> edited) {
        return Response.ok(edited.value())
                .header(HttpHeaders.ETAG, Precondition.tag(edited.value().version()))
                .build();
    }

    private static boolean enabled(byte[] json) {
        var body = JsonBody.read(json, List.of("enabled"));
        body.require(body.node("enabled") != null, "enabled", "must be given: false takes its work away");
        boolean enabled = body.flag("enabled", false);
        return body.make(() -> enabled);
    }

    private static Map<String, String> labels(byte[] json) {
        var body = JsonBody.read(json, List.of("labels"));
        var labels = body.texts("labels");
        body.require(body.node("labels") != null, "labels", "must be given; {} takes all away");
        return body.make(() -> LabelRules.require(labels));
    }
}
