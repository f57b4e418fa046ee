package io.waddleperf.api.results;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.RawJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/// Results as they were on the topic, newest first.
@Path("/api/v1/results")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ResultsResource {
    private final ResultsQuery query;

    ResultsResource(ResultsQuery query) {
        this.query = query;
    }

    @GET
    public Page<RawJson> results(@Context UriInfo uri) {
        return query.page(ResultFilter.of(Parameters.of(uri)));
    }
}
