package io.waddleperf.api.stream;

import io.vertx.core.buffer.Buffer;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.incidents.IncidentSight;
import io.waddleperf.api.incidents.IncidentView;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// An event with its bytes for all listeners, made once.
///
/// @param id    as [StreamType#id] makes it
/// @param paths that it is about
/// @param check null where it is not about one
/// @param frame the event as Server-Sent Events have it
/// @param incident what the event is about, null: something else
record StreamEvent(
        StreamType type,
        String id,
        List<PathName> paths,
        @Nullable String check,
        Buffer frame,
        @Nullable Incident incident) {
    StreamEvent {
        paths = List.copyOf(paths);
    }

    /// Nothing where the record is not what its topic holds; the sink tells of those.
    static Optional<StreamEvent> of(StreamType type, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty(); // a tombstone
        }
        String id = type.id(record.partition(), record.offset());
        String json = new String(record.value(), StandardCharsets.UTF_8);
        try {
            return Optional.of(
                    switch (type) {
                        case RESULT -> of(id, json, WireCodec.read(Result.class, record.value()));
                        case ESCALATION -> of(id, json, WireCodec.read(Escalation.class, record.value()));
                        case INCIDENT -> of(id, json, WireCodec.read(Incident.class, record.value()));
                        case PATHS -> throw new IllegalArgumentException("no topic has snapshots of paths");
                    });
        } catch (WireFormatException e) {
            return Optional.empty();
        }
    }

    private static StreamEvent of(String id, String json, Result result) {
        var path = new PathName(result.probe(), result.target());
        return of(StreamType.RESULT, id, List.of(path), result.check(), oneLine(json, result));
    }

    private static StreamEvent of(String id, String json, Escalation decision) {
        return of(StreamType.ESCALATION, id, List.of(decision.path()), null, oneLine(json, decision));
    }

    /// As in the list of incidents: the whole one, with its chain, may be too large to send around.
    private static StreamEvent of(String id, String json, Incident incident) {
        var paths = incident.members().stream().map(Incident.Member::path).toList();
        return new StreamEvent(
                StreamType.INCIDENT,
                id,
                paths,
                null,
                frame(StreamType.INCIDENT, id, IncidentView.of(json).text()),
                incident);
    }

    /// What somebody with this sight is told; nothing where it is about none of their probes.
    Optional<Buffer> frame(Sight sight) {
        if (sight.isWhole()) {
            return Optional.of(frame);
        }
        if (incident == null) {
            return paths.stream().anyMatch(path -> sight.sees(path.probe())) ? Optional.of(frame) : Optional.empty();
        }
        return IncidentSight.isWhole(incident, sight)
                ? Optional.of(frame)
                : IncidentSight.of(incident, sight)
                        .map(seen -> frame(
                                type, id, IncidentView.of(WireCodec.text(seen)).text()));
    }

    /// A line break would end the event, and a raw control character is no JSON, though our reader
    /// takes it: what has one is written anew.
    private static String oneLine(String json, Object event) {
        return json.chars().noneMatch(character -> character < ' ') ? json : WireCodec.text(event);
    }

    private static StreamEvent of(
            StreamType type, String id, List<PathName> paths, @Nullable String check, String json) {
        return new StreamEvent(type, id, paths, check, frame(type, id, json), null);
    }

    private static Buffer frame(StreamType type, String id, String json) {
        return Buffer.buffer("event: " + type.wireName() + "\nid: " + id + "\ndata: " + json + "\n\n");
    }

    /// @param id   null: the client keeps that of an earlier one
    /// @param json what is between its tokens may be on any number of lines
    static Buffer frame(String name, @Nullable String id, String json) {
        return Buffer.buffer("event: " + name + (id == null ? "" : "\nid: " + id) + "\ndata: "
                + json.replaceAll("\\p{Cntrl}", " ") + "\n\n");
    }

    static Buffer gap(long dropped) {
        return Buffer.buffer("event: gap\ndata: {\"dropped\":" + dropped + "}\n\n");
    }
}
