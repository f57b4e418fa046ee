package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.license.LicensedServer;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A release: from the licence server by the database to whoever asks, and to the topic.
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(LicensedServer.class)
final class LicenseIT {
    private static final String PATH = "/api/v1/license";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void tellsWhatTheLicenceHasAndWhatItHasNot() throws Exception {
        Await.until(
                "the server was asked",
                SOON,
                () -> !Http.get(PATH).json().get("keptAliveAt").isNull());
        var answer = Http.get(PATH);
        assertEquals(200, answer.status());
        var license = answer.json();
        assertEquals("valid", license.get("state").asText(), license::toString);
        assertEquals("Harbour", license.get("customer").asText());
        assertEquals("waddleperf", license.get("product").asText());
        assertEquals("2999-01-01T00:00:00.000000Z", license.get("expiresAt").asText());
        assertTrue(license.at("/features/0/allowed").asBoolean());
        assertEquals("analysis", license.at("/features/1/feature").asText());
        assertFalse(license.at("/features/1/allowed").asBoolean());
        assertFalse(answer.response().body().contains("PENG-"), "the key is nobody's business");
        try (var topic = new TopicReader(Topics.ENTITLEMENTS)) {
            Await.until("the topic has it", SOON, () -> {
                var records = topic.ofKey(Entitlements.ID);
                return !records.isEmpty()
                        && WireCodec.read(Entitlements.class, records.getLast().value())
                                .withheld()
                                .equals(Map.of("analysis", "the licence does not have the feature analysis"));
            });
        }
    }
}
