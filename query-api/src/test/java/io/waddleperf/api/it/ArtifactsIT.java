package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.ArtifactChunks;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
@SuppressWarnings("NullAway.Init") // fields are injected
final class ArtifactsIT {
    private static final UUID RESULT =
            Samples.ping("artifacts", "t", Samples.AT).id();
    private static final byte[] CONTENT = "one hop\n".getBytes(StandardCharsets.UTF_8);
    private static final String SHA_256 = ArtifactChunks.sha256(CONTENT);

    @Inject
    DataSource database;

    @ConfigProperty(name = StoreSettings.LOCATION)
    String location;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStores.open(StoreSettings.of(name ->
                name.equals(StoreSettings.LOCATION) ? java.util.Optional.of(location) : java.util.Optional.empty()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void givesAnArtifactToBeSaved() throws Exception {
        var id = stored("route.txt", "complete", "");
        store.create("artifacts/" + id, CONTENT);
        var found = Http.get("/api/v1/artifacts/" + id).json();
        assertEquals(RESULT.toString(), found.get("resultId").asText());
        assertEquals("complete", found.get("state").asText());
        assertEquals(CONTENT.length, found.get("totalBytes").asInt());
        var answer = Http.get(found.get("content").asText());
        assertEquals(200, answer.status());
        assertEquals("one hop\n", answer.response().body());
        assertEquals("attachment; filename=\"route.txt\"", answer.header("content-disposition"));
        assertEquals("nosniff", answer.header("x-content-type-options"));
        assertTrue(answer.header("content-type").startsWith("text/plain"), answer.header("content-type"));
        assertEquals('"' + SHA_256 + '"', answer.header("etag"));
        var again = Http.get(found.get("content").asText(), "If-None-Match", answer.header("etag"));
        assertEquals(304, again.status());
    }

    @Test
    void listsTheArtifactsOfAResult() throws Exception {
        var id = stored("listed.txt", "arriving", "");
        var items = Http.get("/api/v1/results/" + RESULT + "/artifacts").json().get("items");
        assertTrue(items.findValuesAsText("id").contains(id.toString()), items.toString());
        var none = Http.get("/api/v1/results/" + id + "/artifacts");
        assertEquals(List.of(), none.json().get("items").findValuesAsText("id"));
        assertEquals(404, Http.get("/api/v1/results/no-id/artifacts").status());
    }

    @Test
    void saysWhyThereIsNoContent() throws Exception {
        assertProblem(404, "not-found", "/api/v1/artifacts/" + RESULT);
        assertProblem(404, "not-found", "/api/v1/artifacts/no-id/content");
        assertProblem(409, "conflict", content(stored("a.txt", "arriving", "")));
        assertProblem(410, "gone", content(stored("b.txt", "incomplete", "1 of 3 chunks came within PT1H")));
        assertProblem(410, "gone", content(stored("c.txt", "damaged", "its SHA-256 is another")));
        assertProblem(410, "gone", content(stored("never-there.txt", "complete", "")));
        var detail =
                Http.get(content(ArtifactChunks.id(RESULT, "b.txt"))).json().get("detail");
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
        var id = ArtifactChunks.id(RESULT, name);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                    INSERT IGNORE INTO artifact (artifact_id, result_id, probe, target, name, media_type, state,
                        note, chunks, total_bytes, sha256, object_key, part, appended_at)
                    VALUES (?, ?, 'artifacts', 't', ?, 'text/plain', ?, ?, 1, ?, ?, ?, 0, ?)\
                    """)) {
            statement.setBytes(1, SqlValues.bytes(id));
            statement.setBytes(2, SqlValues.bytes(RESULT));
            statement.setString(3, name);
            statement.setString(4, state);
            statement.setString(5, note);
            statement.setLong(6, CONTENT.length);
            statement.setString(7, SHA_256);
            statement.setString(8, "artifacts/" + id);
            statement.setObject(9, SqlValues.utc(Samples.AT));
            statement.executeUpdate();
        }
        return id;
    }
}
