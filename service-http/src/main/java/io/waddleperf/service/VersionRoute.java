package io.waddleperf.service;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
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
        answer = answer(service, Version.current(Clock.systemUTC()));
    }

    void route(@Observes Router router) {
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(answer));
    }

    static String answer(String service, Version version) {
        var said = new JsonObject().put("service", service).put("version", version.semantic());
        return (version.build() == 0 ? said : said.put("build", version.build())).encode();
    }
}
