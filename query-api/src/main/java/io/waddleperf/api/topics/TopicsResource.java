package io.waddleperf.api.topics;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.catalogue.CatalogueFiles;
import io.waddleperf.contracts.catalogue.TopicCatalogue;
import io.waddleperf.contracts.kafka.KafkaAccess;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.Config;

/// What there is to read in Kafka, and how it looks.
@Path("/api/v1/topics")
@Singleton
@RunOnVirtualThread
public final class TopicsResource {
    /// Of one question; [KafkaFlows] has a limit for all of them.
    private static final int QUESTION_MS = 2_000;

    private final List<TopicView> topics =
            TopicCatalogue.all().stream().map(TopicView::of).toList();
    private final Admin admin;
    private final TopicFlows flows;
    private final Callers callers;
    private final InstantSource clock = Clock.systemUTC();

    @Inject
    TopicsResource(Config config, Callers callers) {
        this.callers = callers;
        var kafka = KafkaAccess.of(name -> config.getOptionalValue(name, String.class));
        admin = Admin.create(kafka.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "query-api-topics",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                QUESTION_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                QUESTION_MS)));
        flows = new TopicFlows(new KafkaFlows(admin, System::nanoTime), clock);
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close(Duration.ofSeconds(1));
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public TopicList topics() {
        return TopicList.of(
                topics,
                callers.current().seesAll()
                        ? flows.now()
                        : new FlowReading.Unknown(
                                clock.instant(), "they are of the whole fleet, and you see a part of it"));
    }

    @GET
    @Path("/asyncapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String asyncApiJson() {
        return CatalogueFiles.asyncApi(CatalogueFiles.ASYNCAPI_JSON);
    }

    /// RFC 9512 names the media type.
    @GET
    @Path("/asyncapi.yaml")
    @Produces("application/yaml")
    public String asyncApiYaml() {
        return CatalogueFiles.asyncApi(CatalogueFiles.ASYNCAPI_YAML);
    }

    @GET
    @Path("/schemas/{name}")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    public String schema(@PathParam("name") String name) {
        return CatalogueFiles.schema(name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemKind.NOT_FOUND,
                        "there is no such schema; /api/v1/topics names them, such as result.v1.json"));
    }
}
