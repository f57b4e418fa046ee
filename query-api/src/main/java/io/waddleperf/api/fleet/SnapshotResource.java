package io.waddleperf.api.fleet;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.Precondition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All paths of a caller at once.
@Path("/api/v1/paths/snapshot")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SnapshotResource {
    /// Callers of different sights whose answers are kept.
    private static final int MOST_SIGHTS = 32;

    private final FleetKeeper keeper;
    private final Sights sights;
    /// Those that were asked for last, under its own lock.
    private final Map<Sight, Snapshot> snapshots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sight, Snapshot> eldest) {
            return size() > MOST_SIGHTS;
        }
    };

    SnapshotResource(FleetKeeper keeper, Sights sights) {
        this.keeper = keeper;
        this.sights = sights;
    }

    /// What is compressed once is not compressed for each.
    @GET
    @Uncompressed
    public Response snapshot(
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings,
            @Context HttpServerRequest request) {
        var snapshot = of(sights.current());
        var condition = new Precondition(null, ifNoneMatch);
        if (condition.hasTag(snapshot.tag())) {
            return Response.notModified()
                    .header(HttpHeaders.ETAG, "W/" + snapshot.tag())
                    .build();
        }
        boolean small = encodings != null && encodings.contains("gzip");
        // over HTTP/2 the server itself compresses what has this encoding
        boolean made = small && request.version() != HttpVersion.HTTP_2;
        var answer = Response.ok(made ? snapshot.gzip() : snapshot.json())
                .header(HttpHeaders.ETAG, "W/" + snapshot.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (small) {
            request.response().headers().remove(HttpHeaders.CONTENT_ENCODING); // Quarkus begins with "identity"
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.build();
    }

    /// It is written once for all who see the same; of two at the same time, both write it.
    private Snapshot of(Sight sight) {
        Fleet fleet = keeper.fleet();
        Snapshot known;
        synchronized (snapshots) {
            known = snapshots.get(sight);
        }
        if (known != null && known.version() == fleet.version()) {
            return known;
        }
        var made = Snapshot.of(fleet, sight);
        synchronized (snapshots) {
            snapshots.put(sight, made);
        }
        return made;
    }
}
