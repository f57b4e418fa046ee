package io.waddleperf.api.fleet;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.KeptAnswers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// All paths of a caller at once.
@Path("/api/v1/paths/snapshot")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SnapshotResource {
    /// Each sight has its own snapshot.
    private static final long MOST_BYTES = 64 << 20;

    private final FleetKeeper keeper;
    private final Sights sights;
    private final KeptAnswers<Sight> snapshots = new KeptAnswers<>(MOST_BYTES);

    SnapshotResource(FleetKeeper keeper, Sights sights) {
        this.keeper = keeper;
        this.sights = sights;
    }

    @GET
    @Uncompressed
    public Response snapshot(@Context HttpServerRequest request) {
        Sight sight = sights.current();
        Fleet fleet = keeper.fleet();
        return snapshots.to(sight, fleet.version(), () -> json(fleet, sight)).to(request);
    }

    static byte[] json(Fleet fleet, Sight sight) {
        return new Columns(fleet, fleet.seenBy(sight))
                .json(out -> out.writeNumberField("version", fleet.version()), _ -> {});
    }
}
