package io.waddleperf.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// Answers with a problem where no resource method does.
@Singleton
public final class ProblemWriter {
    private final ObjectMapper json;

    public ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    public void send(RoutingContext context, ProblemException e) {
        try {
            var problem = Problem.of(e, context.normalizedPath());
            if (e.retryAfterS() > 0) {
                context.response().putHeader("Retry-After", Long.toString(e.retryAfterS()));
            }
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("a problem is a record of texts", wrong);
        }
    }
}
