package io.waddleperf.api.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.KeptAnswer;
import io.waddleperf.api.http.KeptAnswers;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.paths.PathFilter;
import io.waddleperf.api.paths.PathPage;
import io.waddleperf.api.paths.PathPages;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/// All paths, the worst first.
@Path("/api/v1/paths")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PathsResource {
    /// A path has the newest result of each of its checks, and a page up to 1,000 paths.
    private static final long MOST_BYTES = 32 << 20;

    private final FleetKeeper keeper;
    private final PathPages pages;
    private final Sights sights;
    private final ObjectMapper json;
    private final KeptAnswers<Question> answers = new KeptAnswers<>(MOST_BYTES);

    private record Question(Sight sight, PathFilter filter) {}

    @Inject
    PathsResource(FleetKeeper keeper, PathPages pages, Sights sights, ObjectMapper json) {
        this.keeper = keeper;
        this.pages = pages;
        this.sights = sights;
        this.json = json;
    }

    /// Of one probe or target they are as they are now; the order of all is the kept one.
    @GET
    @Uncompressed
    public Response paths(@Context UriInfo uri, @Context HttpServerRequest request) {
        PathFilter filter = PathFilter.of(Parameters.of(uri));
        Sight sight = sights.current();
        if (filter.isNarrow()) {
            return KeptAnswer.of(written(pages.page(filter, sight))).to(request);
        }
        Fleet fleet = keeper.fleet();
        return answers.to(
                        new Question(sight, filter),
                        fleet.version(),
                        () -> written(pages.page(filter, fleet.ranks(sight))))
                .to(request);
    }

    private byte[] written(PathPage page) {
        try {
            return json.writeValueAsBytes(page);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a page of paths is always written", e);
        }
    }
}
