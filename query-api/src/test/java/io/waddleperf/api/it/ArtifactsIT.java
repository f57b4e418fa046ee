package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.ArtifactChunks;
import io.waddleperf.contracts.Result;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
@SuppressWarnings("NullAway.Init") // fields are injected
final class ArtifactsIT {
    private static final Result RESULT = Samples.ping("artifacts", "t", Samples.AT);
    private static final String CONTENT = "one hop\n";

    @Inject
    DataSource database;

    @ConfigProperty(name = StoreSettings.LOCATION)
    String archive;

    @Test
    void givesAnArtifactToBeSaved() throws Exception {
        var artifact = new StoredArtifact(RESULT, "route.txt", "complete", "", CONTENT);
        var id = artifact.insert(database);
        artifact.keep(archive);
        var found = Http.get("/api/v1/artifacts/" + id).json();
        assertEquals(RESULT.id().toString(), found.get("resultId").asText());
        assertEquals("complete", found.get("state").asText());
        assertEquals(CONTENT.length(), found.get("totalBytes").asInt());
        var answer = Http.get(found.get("content").asText());
        assertEquals(200, answer.status());
        assertEquals(CONTENT, answer.response().body());
        assertEquals("attachment; filename=\"route.txt\"", answer.header("content-disposition"));
        assertEquals("nosniff", answer.header("x-content-type-options"));
        assertTrue(answer.header("content-type").startsWith("text/plain"), answer.header("content-type"));
        assertEquals('"' + artifact.sha256() + '"', answer.header("etag"));
        var again = Http.get(found.get("content").asText(), "If-None-Match", answer.header("etag"));
        assertEquals(304, again.status());
    }

    @Test
    void listsTheArtifactsOfAResult() throws Exception {
        var id = stored("listed.txt", "arriving", "");
        var items =
                Http.get("/api/v1/results/" + RESULT.id() + "/artifacts").json().get("items");
        assertTrue(items.findValuesAsText("id").contains(id.toString()), items.toString());
        var none = Http.get("/api/v1/results/" + id + "/artifacts");
        assertEquals(List.of(), none.json().get("items").findValuesAsText("id"));
        assertEquals(404, Http.get("/api/v1/results/no-id/artifacts").status());
    }

    @Test
    void saysWhyThereIsNoContent() throws Exception {
        assertProblem(404, "not-found", "/api/v1/artifacts/" + RESULT.id());
        assertProblem(404, "not-found", "/api/v1/artifacts/no-id/content");
        assertProblem(409, "conflict", content(stored("a.txt", "arriving", "")));
        assertProblem(410, "gone", content(stored("b.txt", "incomplete", "1 of 3 chunks came within PT1H")));
        assertProblem(410, "gone", content(stored("c.txt", "damaged", "its SHA-256 is another")));
        assertProblem(410, "gone", content(stored("never-there.txt", "complete", "")));
        var detail = Http.get(content(ArtifactChunks.id(RESULT.id(), "b.txt")))
                .json()
                .get("detail");
        assertTrue(detail.asText().contains("1 of 3 chunks"), detail.asText());
    }

    private static String content(UUID id) {
        return "/api/v1/artifacts/" + id + "/content";
    }

    private static void assertProblem(int status, String type, String path) throws Exception {
        var answer = Http.get(path);
        assertEquals(status, answer.status(), path);
        assertTrue(answer.json().get("type").asText().endsWith('/' + type), answer.response()::body);
    }

    private UUID stored(String name, String state, String note) throws SQLException {
        return new StoredArtifact(RESULT, name, state, note, CONTENT).insert(database);
    }
}
