package io.waddleperf.service;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.waddleperf.contracts.Version;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// `GET /version`: `{"service":"scheduler","version":"1.4.0","build":1795766400}`, for a rollout that asks what runs.
/// A release has no `build`.
@Singleton
public final class VersionRoute {
    private static final String PATH = "/version";

    private final String answer;

    VersionRoute(@ConfigProperty(name = "quarkus.application.name", defaultValue = "waddleperf") String service) {
        answer = Version.current(Clock.systemUTC()).told(service);
    }

    void route(@Observes Router router) {
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(answer));
    }
}
