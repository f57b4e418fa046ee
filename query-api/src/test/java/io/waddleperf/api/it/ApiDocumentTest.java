package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ApiDocumentTest {
    private static final String DEMO = "{\"running\":false,\"active\":\"none\",\"faults\":[]}";
    private static final String PROBLEM = "{\"type\":\"https://waddleperf.io/problems/not-found\",\"title\":\"b\","
            + "\"status\":404,\"detail\":\"c\",\"instance\":\"d\"}";

    private static List<String> faults(String path, int status, String type, String body) {
        var headers = Map.of("content-type", type);
        return ApiDocument.SERVED.faults(
                new ApiDocument.Answer("GET", path, status, name -> Optional.ofNullable(headers.get(name)), body));
    }

    private static int count(String path, int status, String type, String body) {
        return faults(path, status, type, body).size();
    }

    @Test
    void takesWhatIsDescribed() {
        assertEquals(List.of(), faults("/api/v1/demo", 200, "application/json;charset=UTF-8", DEMO));
        assertEquals(List.of(), faults("/api/v1/demo", 404, "application/problem+json", PROBLEM));
        assertEquals(List.of(), faults("/index.html", 200, "text/html", ""), "of pages nothing is said");
    }

    @Test
    void findsEachKindOfGap() {
        String demo = "/api/v1/demo";
        String json = "application/json";
        assertEquals(1, count(demo, 200, json, DEMO.replace("{", "{\"new\":1,")), "a member");
        assertEquals(1, count(demo, 200, json, DEMO.replace("false", "0")), "a type");
        assertEquals(1, count(demo, 200, json, DEMO.replace(",\"active\":\"none\"", "")), "a member that is not there");
        assertEquals(1, count(demo, 200, json, "{"), "no JSON");
        assertEquals(1, count(demo, 200, "text/plain", DEMO), "a media type");
        assertEquals(1, count(demo, 202, json, DEMO), "a status");
        assertEquals(1, count(demo, 404, json, PROBLEM), "an error that is no problem");
        assertEquals(1, count("/api/v1/paths/snapshot", 304, json, "{}"), "a body where there is none");
    }

    /// An object of parts is as strict as one of one piece.
    @Test
    void findsAMemberThatNoPartOfAnObjectKnows() {
        String part = "{\"state\":\"ok\",\"reason\":\"\",\"tookMs\":1,\"findings\":null}";
        String system = "{\"at\":\"2026-11-23T02:42:33.126456Z\",\"state\":\"ok\",\"reasons\":[],\"versions\":"
                + "{\"waddleperf\":\"1\",\"java\":\"25\",\"kafkaClient\":\"4\",\"uptimeS\":1},\"retention\":[],\"kafka\":"
                + part
                + ",\"consumers\":" + part + ",\"sink\":" + part + ",\"database\":" + part + ",\"outbox\":" + part
                + ",\"archive\":" + part + "}";
        assertEquals(List.of(), faults("/api/v1/system", 200, "application/json", system));
        String odd = system.replaceFirst("\"tookMs\":1", "\"tookMs\":1,\"odd\":2");
        assertEquals(1, count("/api/v1/system", 200, "application/json", odd));
    }

    @Test
    void eachObjectIsDescribedOrSaidToBeOpen() {
        assertEquals(new TreeSet<>(), new TreeSet<>(ApiDocument.SERVED.vague()));
    }

    @Test
    void knowsTheOperationThatIsMeant() {
        assertEquals(
                Optional.of("GET /api/v1/thresholds/effective"),
                ApiDocument.SERVED.operation("GET", "/api/v1/thresholds/effective"));
        assertEquals(
                Optional.of("GET /api/v1/thresholds/{id}"),
                ApiDocument.SERVED.operation("GET", "/api/v1/thresholds/slow"));
        assertEquals(
                Optional.of("GET /api/v1/thresholds/{id}"),
                ApiDocument.SERVED.operation("GET", "/api/v1//thresholds/slow//"));
        assertEquals(Optional.empty(), ApiDocument.SERVED.operation("PATCH", "/api/v1/thresholds/slow"));
    }
}
