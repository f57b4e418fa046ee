package io.waddleperf.api.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.api.http.RawJson;

/// An incident as it stands in a list: without its chain and with its first members only, so that a
/// page of many stays small.
public final class IncidentView {
    static final int MOST_MEMBERS = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private IncidentView() {}

    /// @param document the incident as on the topic
    /// @return one line
    public static RawJson of(String document) {
        try {
            var json = (ObjectNode) JSON.readTree(document);
            ArrayNode members = json.withArray("members");
            json.put("memberCount", members.size());
            json.put(
                    "chainCount",
                    json.path("chain").size() + json.path("chainDropped").asInt());
            json.remove("chain");
            while (members.size() > MOST_MEMBERS) {
                members.remove(members.size() - 1);
            }
            return new RawJson(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no incident: " + e.getOriginalMessage(), e);
        }
    }
}
