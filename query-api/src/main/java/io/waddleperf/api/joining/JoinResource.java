package io.waddleperf.api.joining;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.waddleperf.api.accounts.Gate;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.JoinRequest;
import io.waddleperf.contracts.RotationRequest;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Where probes of other machines come: each request says by itself who sends it.
@Path("/api/v1/join")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class JoinResource {
    /// Anybody may ask: who has no token costs a look into the database, and no more than so many at once.
    private static final int MOST_AT_ONCE = 8;

    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Joining joining;

    JoinResource(Joining joining) {
        this.joining = joining;
    }

    @POST
    public JoinGrant join(byte[] body, @Context HttpServerRequest http) throws InterruptedException {
        var request = read(JoinRequest.class, body);
        return inTurn(() -> joining.join(request, Gate.source(http)));
    }

    @POST
    @Path("/rotation")
    public JoinGrant rotate(byte[] body, @Context HttpServerRequest http) throws InterruptedException {
        var request = read(RotationRequest.class, body);
        return inTurn(() -> joining.rotate(request, Gate.source(http)));
    }

    /// What a probe asks for.
    @FunctionalInterface
    private interface Wish {
        JoinGrant granted() throws InterruptedException;
    }

    private JoinGrant inTurn(Wish wish) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw ProblemException.of(ProblemKind.BUSY, "many probes join just now: do the same again in some seconds");
        }
        try {
            return wish.granted();
        } finally {
            places.release();
        }
    }

    private static <T> T read(Class<T> type, byte[] body) {
        try {
            return WireCodec.read(type, body);
        } catch (WireFormatException e) {
            throw ProblemException.badRequest("body", "is " + e.getMessage());
        }
    }
}
