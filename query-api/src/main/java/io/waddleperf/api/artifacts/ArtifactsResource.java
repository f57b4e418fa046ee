package io.waddleperf.api.artifacts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Files beside results: what is known of them, and the files themselves.
@Path("/api/v1/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ArtifactsResource {
    private final ArtifactsQuery query;
    private final ArtifactContent content;

    ArtifactsResource(ArtifactsQuery query, ArtifactContent content) {
        this.query = query;
        this.content = content;
    }

    @GET
    @Path("/{id}")
    public ArtifactView artifact(@PathParam("id") String id) {
        return query.find(id).view();
    }

    /// To be saved, never shown: a probe chose what is in it. Its name and type are checked where
    /// they come in.
    @GET
    @Path("/{id}/content")
    @Produces(MediaType.WILDCARD)
    public Response content(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        var found = query.find(id);
        var tag = '"' + found.view().sha256() + '"';
        var bytes = content.of(found);
        if (ifNoneMatch != null && ifNoneMatch.contains(tag)) {
            return Response.notModified().header(HttpHeaders.ETAG, tag).build();
        }
        return Response.ok(bytes)
                .header(HttpHeaders.CONTENT_TYPE, found.view().mediaType())
                .header(HttpHeaders.ETAG, tag)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + found.view().name() + '"')
                .build();
    }
}
