package io.waddleperf.api.joining;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.JoinRequest;
import io.waddleperf.contracts.RotationRequest;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// Where probes of other machines come: each request says by itself who sends it.
@Path("/api/v1/join")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class JoinResource {
    private final Joining joining;

    JoinResource(Joining joining) {
        this.joining = joining;
    }

    @POST
    public JoinGrant join(byte[] body) throws InterruptedException {
        return joining.join(read(JoinRequest.class, body));
    }

    @POST
    @Path("/rotation")
    public JoinGrant rotate(byte[] body) throws InterruptedException {
        return joining.rotate(read(RotationRequest.class, body));
    }

    private static <T> T read(Class<T> type, byte[] body) {
        try {
            return WireCodec.read(type, body);
        } catch (WireFormatException e) {
            throw ProblemException.badRequest("body", "is " + e.getMessage());
        }
    }
}
