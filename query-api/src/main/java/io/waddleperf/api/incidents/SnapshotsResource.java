package io.waddleperf.api.incidents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.waddleperf.api.accounts.FailedSignIns;
import io.waddleperf.api.accounts.Gate;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Links that show an incident as it was to somebody without an account.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SnapshotsResource {
    /// A header, since servers on the way note addresses.
    private static final String TOKEN = "Snapshot-Token";

    private final IncidentsQuery query;
    private final ChainResults results;
    private final Snapshots snapshots;
    private final FailedSignIns failures;
    private final InstantSource clock = Clock.systemUTC();

    SnapshotsResource(IncidentsQuery query, ChainResults results, Snapshots snapshots, FailedSignIns failures) {
        this.query = query;
        this.results = results;
        this.snapshots = snapshots;
        this.failures = failures;
    }

    /// A link and, once, what opens it.
    ///
    /// @param path of the page that shows it; what stands behind the `#` no server is told
    public record MadeLink(SnapshotLink link, String token, String path) {
        static MadeLink of(Snapshots.Made made) {
            String token = made.token().text();
            return new MadeLink(made.link(), token, "/snapshot#" + token);
        }
    }

    @POST
    @Path("/incidents/{id}/snapshots")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(@PathParam("id") String id, byte[] body) {
        var order = SnapshotOrder.read(body, clock.instant());
        var incident = query.findWhole(id);
        var made = snapshots.make(incident, results.of(incident), order);
        return Response.status(201).entity(MadeLink.of(made)).build();
    }

    @GET
    @Path("/incidents/{id}/snapshots")
    public Page<SnapshotLink> links(@PathParam("id") String id) {
        return Page.whole(snapshots.list(query.findWhole(id).id()));
    }

    @DELETE
    @Path("/incidents/{id}/snapshots/{snapshot}")
    public void end(@PathParam("id") String id, @PathParam("snapshot") String snapshot) {
        snapshots.list(query.findWhole(id).id()).stream()
                .filter(link -> link.id().toString().equals(snapshot))
                .findFirst()
                .ifPresentOrElse(snapshots::end, () -> {
                    throw ProblemException.of(ProblemKind.NOT_FOUND, "no link to this incident has the id " + snapshot);
                });
    }

    /// The same for a token that never was, and one that expired or was taken back.
    @GET
    @Path("/incident-snapshot")
    public Snapshot show(@HeaderParam(TOKEN) @Nullable String token, @Context HttpServerRequest request) {
        if (token == null) {
            throw ProblemException.badRequest(TOKEN, "must be given as a header: what stands behind the # of the link");
        }
        return snapshots.find(new SnapshotToken(token)).orElseThrow(() -> {
            failures.guessed(Gate.source(request));
            return ProblemException.of(
                    ProblemKind.NOT_FOUND, "this link does not work any more: ask whoever gave it to you");
        });
    }
}
