package io.waddleperf.api.rules;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Silence;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Times in which some paths are not to disturb anybody.
@Path("/api/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SilencesResource {
    private final VisibleConfiguration configuration;
    private final ConfigurationEdits edits;
    private final Callers callers;
    private final InstantSource clock;

    @Inject
    SilencesResource(VisibleConfiguration configuration, ConfigurationEdits edits, Callers callers) {
        this.configuration = configuration;
        this.edits = edits;
        this.callers = callers;
        clock = Clock.systemUTC();
    }

    @GET
    public Page<Silence> silences(@Context UriInfo uri) {
        var query = Parameters.of(uri);
        boolean active = query.flag("active", false);
        query.check();
        Instant now = clock.instant();
        return Page.whole(configuration.silences().stream()
                .filter(silence -> !active || isActive(silence, now))
                .toList());
    }

    private static boolean isActive(Silence silence, Instant now) {
        return !now.isBefore(silence.startsAt()) && now.isBefore(silence.endsAt());
    }

    @GET
    @Path("/{id}")
    public Response silence(@PathParam("id") String id) {
        return configuration
                .silence(id)
                .map(silence -> answer(200, silence))
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no silence has the id " + id));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Instant now = clock.instant();
        String by = callers.current().name();
        var edited = edits.putSilence(
                id, before -> SilenceDraft.read(id, body, now, before, by), new Precondition(ifMatch, ifNoneMatch));
        return answer(edited.created() ? 201 : 200, edited.value());
    }

    private static Response answer(int status, Silence silence) {
        return Response.status(status)
                .entity(silence)
                .header(HttpHeaders.ETAG, Precondition.tag(silence.version()))
                .build();
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        edits.removeSilence(id, new Precondition(ifMatch, null));
    }
}
