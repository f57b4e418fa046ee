package io.waddleperf.api.tests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.configuration.OutboxPublisher;
import io.waddleperf.api.http.IdempotencyKey;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.Request;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs tests now, and tells how far they are.
@Path("/api/v1/tests")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class TestsResource {
    private final OrderDesk desk;
    private final TestRuns runs;
    private final TestReader reader;
    private final Sights sights;
    private final Runnable stored;

    @Inject
    TestsResource(OrderDesk desk, TestRuns runs, TestReader reader, Sights sights, OutboxPublisher publisher) {
        this.desk = desk;
        this.sights = sights;
        this.runs = runs;
        this.reader = reader;
        stored = publisher::wake;
    }

    /// The answer to an order.
    public record Queued(@JsonProperty("test_id") UUID testId, TestStatus.Phase status) {}

    @POST
    @Path("/run")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response run(byte[] body, @HeaderParam(IdempotencyKey.HEADER) @Nullable String key) {
        IdempotencyKey.require(key);
        var order = TestOrder.read(body);
        Request request = earlier(order, key).orElseGet(() -> store(desk.named(order), key));
        stored.run();
        String status = "/api/v1/tests/" + request.runId() + "/status";
        return Response.accepted(new Queued(request.runId(), TestStatus.Phase.QUEUED))
                .header(HttpHeaders.LOCATION, status)
                .build();
    }

    /// Whoever does not see all its probes is told so by the desk, not that it was ordered before. Of
    /// a probe that was removed nobody else could have ordered it.
    private Optional<Request> earlier(TestOrder order, @Nullable String key) {
        Sight sight = sights.current();
        return sight.isWhole() || desk.sees(order)
                ? runs.earlier(order, key)
                        .filter(first -> order.match().isEmpty()
                                || first.probes().stream().allMatch(sight::sees))
                : Optional.empty();
    }

    private Request store(TestOrder named, @Nullable String key) {
        return runs.store(named, desk.request(named), key);
    }

    @GET
    @Path("/{id}/status")
    public TestStatus status(@PathParam("id") String id, @Context UriInfo uri) {
        var query = Parameters.of(uri);
        boolean whole = query.flag("results", true);
        query.check();
        TestStatus status = status(request(id));
        return whole ? status : status.withoutResults();
    }

    /// What has ended stays as it is; the rest ends soon after, as the status tells.
    @DELETE
    @Path("/{id}")
    public Response cancel(@PathParam("id") String id) {
        Request request = request(id);
        TestStatus status = status(request).withoutResults();
        List<String> unended = status.unended();
        if (!unended.isEmpty()) {
            runs.cancel(request, unended);
            stored.run();
        }
        return Response.accepted(status)
                .header(HttpHeaders.LOCATION, "/api/v1/tests/" + request.runId() + "/status")
                .build();
    }

    private Request request(String id) {
        return reader.request(id, sights.current());
    }

    private TestStatus status(Request request) {
        return reader.status(request, sights.current());
    }
}
