package io.waddleperf.api.joining;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.IdempotencyKey;
import io.waddleperf.api.http.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tokens by which probes join; for administrators.
@Path("/api/v1/probe-enrolments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class EnrolmentsResource {
    private final Joining joining;

    EnrolmentsResource(Joining joining) {
        this.joining = joining;
    }

    /// A token, which is shown this once.
    ///
    /// @param command the line to paste on the other machine
    public record Answer(String probe, String token, String command, Instant expiresAt) {}

    /// Those that nobody has used yet.
    @GET
    public Page<PendingView> pending() {
        return Page.whole(joining.pending());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enrol(byte[] body, @HeaderParam(IdempotencyKey.HEADER) @Nullable String key) {
        IdempotencyKey.require(key);
        var made = joining.enrol(body, key);
        String text = made.token().text();
        var answer = new Answer(made.probe(), text, "./waddleperf probe --join=" + text, made.expiresAt());
        return Response.status(Response.Status.CREATED).entity(answer).build();
    }
}
