package io.waddleperf.api.configuration;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.documents.DocumentKind;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The configuration as code: documents in the words of docs/reference/documents.md.
@Path("/api/v1/documents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DocumentsResource {
    private final Documents documents;

    DocumentsResource(Documents documents) {
        this.documents = documents;
    }

    @GET
    public Page<Map<String, Object>> documents(@Context UriInfo uri) {
        var query = Parameters.of(uri);
        DocumentKind kind = query.choice("kind", List.of(DocumentKind.values()));
        String name = query.name("name");
        query.check();
        return Page.whole(documents.all().stream()
                .filter(document -> is(document, kind, name))
                .toList());
    }

    private static boolean is(Map<String, Object> document, @Nullable DocumentKind kind, @Nullable String name) {
        return (kind == null || kind.wireName().equals(document.get("kind")))
                && (name == null
                        || (document.get("metadata") instanceof Map<?, ?> metadata
                                && name.equals(metadata.get("name"))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public DocumentChanges apply(byte[] body) {
        return documents.carryOut(DocumentOrder.read(body));
    }
}
