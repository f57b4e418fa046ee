package io.waddleperf.api.channels;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.http.IdempotencyKey;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.incidents.IncidentActions;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.IncidentAction;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// To whom incidents are told.
///
/// A test goes by the topic of actions to the notifier, as incidents do: secrets and ways out are there, and what
/// arrives by it arrives by the way that incidents take.
@Path("/api/v1/channels")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ChannelsResource {
    private final ChannelQuery query;
    private final ConfigurationEdits edits;
    private final IncidentActions actions;
    private final Database database;
    private final InstantSource clock;

    @Inject
    ChannelsResource(ChannelQuery query, ConfigurationEdits edits, IncidentActions actions, Database database) {
        this.query = query;
        this.edits = edits;
        this.actions = actions;
        this.database = database;
        clock = Clock.systemUTC();
    }

    @GET
    public Page<ChannelView> channels() {
        return Page.whole(query.all());
    }

    @GET
    @Path("/{id}")
    public Response channel(@PathParam("id") String id) {
        return answer(200, find(id));
    }

    private ChannelView find(String id) {
        return query.one(id)
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no channel has the id " + id));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        var edited = edits.put(ChannelDraft.read(id, body), new Precondition(ifMatch, ifNoneMatch));
        return answer(edited.created() ? 201 : 200, query.of(edited.value()));
    }

    /// One of the notifier's own stays at version 0: nothing here changes it.
    private static Response answer(int status, ChannelView view) {
        return Response.status(status)
                .entity(view)
                .header(HttpHeaders.ETAG, Precondition.tag(Objects.requireNonNullElse(view.version(), 0L)))
                .build();
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        edits.removeChannel(id, new Precondition(ifMatch, null));
    }

    /// Has no body: there is nothing to say.
    @POST
    @Path("/{id}/test")
    public Response test(@PathParam("id") String id, @HeaderParam(IdempotencyKey.HEADER) @Nullable String key) {
        IdempotencyKey.require(key);
        var channel = find(id);
        IncidentAction action = actions.testNotification(channel.id(), key);
        return Response.accepted(TestNotification.find(database, channel.id(), action.id(), clock.instant()))
                .header(HttpHeaders.LOCATION, "/api/v1/channels/" + channel.id() + "/tests/" + action.id())
                .build();
    }

    @GET
    @Path("/{id}/tests/{test}")
    public TestNotification testOf(@PathParam("id") String id, @PathParam("test") String test) {
        return TestNotification.find(database, id, uuid(test), clock.instant());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemKind.NOT_FOUND, "no test has the id " + text, e);
        }
    }
}
