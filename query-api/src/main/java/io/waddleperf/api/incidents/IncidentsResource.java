package io.waddleperf.api.incidents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.IdempotencyKey;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Incidents, their stories, and what people do with them.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class IncidentsResource {
    private final IncidentsQuery query;
    private final ChainResults results;
    private final IncidentActions actions;
    private final Deliveries deliveries;
    private final VisibleConfiguration configuration;

    IncidentsResource(
            IncidentsQuery query,
            ChainResults results,
            IncidentActions actions,
            Deliveries deliveries,
            VisibleConfiguration configuration) {
        this.query = query;
        this.results = results;
        this.actions = actions;
        this.deliveries = deliveries;
        this.configuration = configuration;
    }

    /// The answer to an action: it is on its way.
    public record Queued(UUID actionId, String status) {
        static Queued of(IncidentAction action) {
            return new Queued(action.id(), "queued");
        }
    }

    @GET
    @Path("/incidents")
    public Page<RawJson> incidents(@Context UriInfo uri) {
        return query.page(IncidentFilter.of(Parameters.of(uri)));
    }

    @GET
    @Path("/incidents/{id}")
    public Response incident(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        var found = query.find(id);
        long revision = found.revision();
        var answer = new Precondition(null, ifNoneMatch).has(revision)
                ? Response.notModified()
                : Response.ok(new RawJson(found.document()));
        return answer.header(HttpHeaders.ETAG, Precondition.tag(revision)).build();
    }

    @GET
    @Path("/incidents/{id}/results")
    public Page<RawJson> results(@PathParam("id") String id) {
        return Page.whole(results.of(query.find(id).incident()));
    }

    /// What was told is told of all of it, so only to whoever sees all of it; what channels said, to whom they show.
    @GET
    @Path("/incidents/{id}/deliveries")
    public Page<Delivery> deliveries(@PathParam("id") String id) {
        var told = deliveries.of(query.findWhole(id).id());
        return Page.whole(
                configuration.mayChangeChannels()
                        ? told
                        : told.stream().map(Delivery::withheld).toList());
    }

    @POST
    @Path("/incidents/{id}/actions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response act(
            @PathParam("id") String id, byte[] body, @HeaderParam(IdempotencyKey.HEADER) @Nullable String key) {
        IdempotencyKey.require(key);
        var order = ActionOrder.read(body);
        Incident incident = query.findWhole(id);
        IncidentAction action = actions.earlier(incident.id(), order, key).orElseGet(() -> {
            order.requireFits(incident);
            return actions.take(incident.id(), order, key);
        });
        return Response.accepted(Queued.of(action))
                .header(HttpHeaders.LOCATION, "/api/v1/incidents/" + incident.id())
                .build();
    }

    /// Has no body: there is nothing to say.
    @POST
    @Path("/notifications/test")
    public Response testNotification(@HeaderParam(IdempotencyKey.HEADER) @Nullable String key) {
        IdempotencyKey.require(key);
        IncidentAction action = actions.testNotification(null, key);
        return Response.accepted(Queued.of(action))
                .header(HttpHeaders.LOCATION, "/api/v1/notifications/tests/" + action.id())
                .build();
    }

    /// What each channel said to it; a channel stands there once the notifier has taken the test up.
    @GET
    @Path("/notifications/tests/{id}")
    public Page<Delivery> testOfAll(@PathParam("id") String id) {
        return Page.whole(deliveries.ofTest(id));
    }
}
