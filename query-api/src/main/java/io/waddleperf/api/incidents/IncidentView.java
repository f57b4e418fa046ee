package io.waddleperf.api.incidents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// An incident as it stands in a list: without its chain and with its first members only, so that a
/// page of many stays small.
public final class IncidentView {
    static final int MOST_MEMBERS = 20;
    private static final JsonFactory JSON = new JsonFactory();

    private IncidentView() {}

    /// @param document the incident as on the topic
    /// @return one line
    /// @throws WireFormatException where it is no incident
    public static RawJson of(String document) {
        try {
            return shortened(document);
        } catch (JsonProcessingException e) {
            return rewritten(document);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always read and written", e);
        }
    }

    /// Our reader takes more than JSON, such as raw control characters: what it has read and written
    /// anew is JSON.
    private static RawJson rewritten(String document) {
        try {
            return shortened(WireCodec.text(WireCodec.read(Incident.class, document)));
        } catch (IOException e) {
            throw new UncheckedIOException("what was written anew is JSON", e);
        }
    }

    /// From token to token: a chain may be long, and nothing of it is kept.
    private static RawJson shortened(String document) throws IOException {
        var text = new StringWriter(document.length());
        try (var from = JSON.createParser(document);
                var to = JSON.createGenerator(text)) {
            int members = 0;
            int chain = 0;
            from.nextToken();
            to.writeStartObject();
            for (String field = from.nextFieldName(); field != null; field = from.nextFieldName()) {
                from.nextToken();
                switch (field) {
                    case "members" -> members = copyFirst(from, to);
                    case "chain" -> chain += count(from);
                    default -> {
                        chain += field.equals("chainDropped") ? from.getIntValue() : 0;
                        to.writeFieldName(field);
                        to.copyCurrentStructure(from);
                    }
                }
            }
            to.writeNumberField("memberCount", members);
            to.writeNumberField("chainCount", chain);
            to.writeEndObject();
        }
        return new RawJson(text.toString());
    }

    private static int copyFirst(JsonParser members, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("members");
        int count = 0;
        while (hasNext(members)) {
            if (count++ < MOST_MEMBERS) {
                to.copyCurrentStructure(members);
            } else {
                members.skipChildren();
            }
        }
        to.writeEndArray();
        return count;
    }

    private static int count(JsonParser array) throws IOException {
        int count = 0;
        while (hasNext(array)) {
            array.skipChildren();
            count++;
        }
        return count;
    }

    /// Goes to the next element of an array; null has none.
    private static boolean hasNext(JsonParser array) throws IOException {
        return array.currentToken() != JsonToken.VALUE_NULL && array.nextToken() != JsonToken.END_ARRAY;
    }
}
