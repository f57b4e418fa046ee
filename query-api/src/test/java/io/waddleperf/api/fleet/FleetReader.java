package io.waddleperf.api.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/// Keeps the paths as a client of the API does: a snapshot, and what is told of it since.
public final class FleetReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// By `probe target`, in words.
    private final Map<String, String> paths = new TreeMap<>();
    private long version;

    /// What a client does with what it is told.
    public enum Taken {
        APPLIED,
        KNOWN,
        MISSED
    }

    public FleetReader(String snapshot) {
        JsonNode json = read(snapshot);
        version = json.get("version").asLong();
        put(json);
    }

    public Map<String, String> paths() {
        return paths;
    }

    public Taken take(String change) {
        JsonNode json = read(change);
        long to = json.get("version").asLong();
        if (to <= version) {
            return Taken.KNOWN;
        }
        if (json.get("reset").asBoolean() || json.get("from").asLong() > version) {
            return Taken.MISSED;
        }
        for (int i = 0; i < json.at("/gone/probe").size(); i++) {
            paths.remove(json.at("/gone/probe/" + i).asText()
                    + ' '
                    + json.at("/gone/target/" + i).asText());
        }
        put(json);
        version = to;
        return Taken.APPLIED;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(JsonNode json) {
        JsonNode columns = json.get("paths");
        for (int i = 0; i < columns.get("probe").size(); i++) {
            int probe = columns.at("/probe/" + i).asInt();
            int target = columns.at("/target/" + i).asInt();
            String words = String.join(
                    " ",
                    word(json, "states", columns.at("/state/" + i)),
                    word(json, "pathStates", columns.at("/pathState/" + i)),
                    columns.at("/tier/" + i).toString(),
                    columns.at("/score/" + i).toString(),
                    word(json, "reasons", columns.at("/reason/" + i)),
                    columns.at("/loss/" + i).toString(),
                    columns.at("/latencyUs/" + i).toString(),
                    word(json, "checks", columns.at("/check/" + i)),
                    columns.at("/newestMs/" + i).toString(),
                    word(json, "incidents", columns.at("/incident/" + i)),
                    word(json, "sites", json.at("/probes/site/" + probe)),
                    json.at("/targets/address/" + target).asText(),
                    words(json, json.at("/probes/tags/" + probe)),
                    words(json, json.at("/targets/tags/" + target)));
            paths.put(
                    json.at("/probes/id/" + probe).asText()
                            + ' '
                            + json.at("/targets/id/" + target).asText(),
                    words);
        }
    }

    private static String word(JsonNode json, String dictionary, JsonNode number) {
        return number.isNull() ? "-" : json.get(dictionary).get(number.asInt()).asText();
    }

    private static String words(JsonNode json, JsonNode numbers) {
        var words = new StringBuilder("[");
        numbers.forEach(number -> words.append(word(json, "tags", number)).append(' '));
        return words.append(']').toString();
    }
}
