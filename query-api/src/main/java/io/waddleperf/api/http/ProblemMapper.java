package io.waddleperf.api.http;

import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Makes a problem of all that a resource method, or the search for one, throws.
public final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response known(ProblemException e, UriInfo uri) {
        return answer(e, uri);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, UriInfo uri) {
        Response answer = e.getResponse();
        ProblemException problem = problem(e, answer.getStatus(), uri);
        Response mapped = answer(problem, uri);
        return answer.getHeaderString("Allow") == null
                ? mapped
                : Response.fromResponse(mapped)
                        .header("Allow", answer.getHeaderString("Allow"))
                        .build();
    }

    private static ProblemException problem(WebApplicationException e, int status, UriInfo uri) {
        return switch (status) {
            case 404 -> ProblemException.of(ProblemKind.NOT_FOUND, "nothing is at " + uri.getPath());
            case 405 -> ProblemException.of(ProblemKind.METHOD_NOT_ALLOWED, "this path has other methods");
            case 406 -> ProblemException.of(ProblemKind.NOT_ACCEPTABLE, "there is application/json only");
            case 413 -> ProblemException.of(ProblemKind.TOO_LARGE, "a request may have 1 MiB");
            case 415 -> ProblemException.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "send Content-Type: application/json");
            default ->
                status >= 400 && status < 500
                        ? ProblemException.of(ProblemKind.BAD_REQUEST, String.valueOf(e.getMessage()), e)
                        : internal(e);
        };
    }

    @ServerExceptionMapper
    Response other(Throwable e, UriInfo uri) {
        return answer(internal(e), uri);
    }

    /// The cause goes to the log, not to the caller.
    private static ProblemException internal(Throwable e) {
        if (isHangUp(e)) {
            LOG.debug("a client did not wait for its answer", e);
        } else {
            LOG.error("a request failed", e);
        }
        return ProblemException.of(ProblemKind.INTERNAL, "the log of the server says why");
    }

    /// Whether the answer could not be written because nobody waits for it any more, which is no fault of anybody here.
    static boolean isHangUp(Throwable failure) {
        if (!(failure instanceof IOException)) {
            return false;
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            boolean interrupted = e instanceof ClosedByInterruptException;
            if (!interrupted && (e instanceof HttpClosedException || e instanceof ClosedChannelException)) {
                return true;
            }
        }
        return false;
    }

    private static Response answer(ProblemException e, UriInfo uri) {
        var problem = Problem.of(e, uri.getPath());
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, e.retryAfterS() == 0 ? null : e.retryAfterS())
                .entity(problem)
                .build();
    }
}
