package io.waddleperf.api.channels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.ChannelRoute;
import io.waddleperf.documents.ChannelFields;
import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.FieldMap;
import io.waddleperf.documents.Pointers;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a channel that somebody wants. `type`, `origin`, `version` and `state` are there to be read and are
/// not looked at, so that what a caller has read may be sent back.
final class ChannelDraft {
    private static final List<String> FIELDS =
            List.of("id", "type", "origin", "enabled", "version", "destination", "route", "state");
    private static final JsonMapper JSON = new JsonMapper();

    private ChannelDraft() {}

    /// @param id from the path
    /// @throws ProblemException says everything that is wrong with it, and repeats no secret
    static Channel read(String id, byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        @Nullable String given = body.text("id");
        body.require(given == null || given.equals(id), "id", "must be that of the path, " + id);
        try {
            Channel.requireId("id", id);
        } catch (IllegalArgumentException e) {
            body.require(false, "id", Parameters.withoutField("id", String.valueOf(e.getMessage())));
        }
        boolean enabled = body.flag("enabled", true);
        body.require(body.node("destination") != null, "destination", "must be given");
        var destination = part(body, "destination", ChannelFields::destination);
        var route = Objects.requireNonNullElse(part(body, "route", ChannelFields::route), ChannelRoute.DEFAULT);
        return body.make(() -> new Channel(id, enabled, Objects.requireNonNull(destination), route, 1));
    }

    private static <T> @Nullable T part(JsonBody body, String field, Function<FieldMap, T> reader) {
        @Nullable JsonNode node = body.node(field);
        if (node == null) {
            return null;
        }
        try {
            return new FieldMap('/' + field, JSON.convertValue(node, Object.class)).as(reader);
        } catch (FieldException e) {
            String place = Pointers.words(e.pointer());
            String last = place.substring(place.lastIndexOf('.') + 1);
            body.require(false, place, Parameters.withoutField(last, e.complaint()));
            return null;
        }
    }
}
