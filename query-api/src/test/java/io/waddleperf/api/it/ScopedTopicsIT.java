package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Rates and lags are of the whole fleet.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class ScopedTopicsIT {
    private static final String WHOLE_FLEET = "of the whole fleet";

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    private JsonNode topics(String caller) throws Exception {
        String authorization =
                String.valueOf(TwoSites.of(database, configuration).authorization(caller));
        var answer = Http.get("/api/v1/topics", "Authorization", authorization);
        assertEquals(200, answer.status(), answer.response()::body);
        return answer.json();
    }

    @Test
    void tellsFlowsOnlyToWhoSeesAllProbes() throws Exception {
        var scoped = topics("viewer@fra");
        assertTrue(scoped.get("unknown").asText().contains(WHOLE_FLEET), scoped::toString);
        for (JsonNode topic : scoped.get("items")) {
            assertTrue(topic.get("recordsPerSecond").isNull(), topic::toString);
            assertTrue(topic.get("groups").isNull(), topic::toString);
        }
        assertFalse(topics("viewer").get("unknown").asText().contains(WHOLE_FLEET));
    }
}
