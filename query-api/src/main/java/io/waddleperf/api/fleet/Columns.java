package io.waddleperf.api.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.waddleperf.api.paths.PathState;
import io.waddleperf.contracts.WireName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes paths in columns: each name once, a path as a number in each of the arrays. Those of 10,000
/// paths are 0.5 MB, a tenth of that as gzip; as objects they would be 10 MB.
final class Columns {
    private static final JsonFactory JSON = new JsonFactory();

    private final Fleet fleet;
    private final List<FleetRow> rows;
    private final Dictionary states = new Dictionary(PathState.values());
    private final Dictionary pathStates = new Dictionary(io.waddleperf.contracts.PathState.values());
    private final Dictionary sites = new Dictionary();
    private final Dictionary tags = new Dictionary();
    private final Dictionary probes = new Dictionary();
    private final Dictionary targets = new Dictionary();
    private final Dictionary checks = new Dictionary();
    private final Dictionary reasons = new Dictionary();
    private final Dictionary incidents = new Dictionary();

    /// @param fleet that knows what the rows are about
    Columns(Fleet fleet, List<FleetRow> rows) {
        this.fleet = fleet;
        this.rows = rows;
        for (FleetRow row : rows) {
            probes.number(row.name().probe());
            targets.number(row.name().target());
        }
    }

    /// Texts by number, in the order in which they first came.
    private static final class Dictionary {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        /// @param first those that are there in any case
        Dictionary(WireName... first) {
            for (WireName one : first) {
                number(one.wireName());
            }
        }

        int number(String text) {
            return numbers.computeIfAbsent(text, _ -> numbers.size());
        }

        @Nullable
        Integer numberOrNull(@Nullable String text) {
            return text == null ? null : number(text);
        }

        Collection<String> texts() {
            return numbers.keySet();
        }
    }

    /// What is written besides.
    interface More {
        void write(JsonGenerator out) throws IOException;
    }

    byte[] json(More head, More tail) {
        var bytes = new ByteArrayOutputStream(512 + rows.size() * 64);
        try (var out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            head.write(out);
            texts(out, "states", states.texts());
            texts(out, "pathStates", pathStates.texts());
            probes(out);
            targets(out);
            paths(out);
            texts(out, "sites", sites.texts());
            texts(out, "tags", tags.texts());
            texts(out, "checks", checks.texts());
            texts(out, "reasons", reasons.texts());
            texts(out, "incidents", incidents.texts());
            tail.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always written", e);
        }
        return bytes.toByteArray();
    }

    private void probes(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("probes");
        texts(out, "id", probes.texts());
        var siteOf = new LinkedHashMap<String, String>();
        rows.forEach(row -> siteOf.computeIfAbsent(row.name().probe(), _ -> fleet.site(row)));
        numbers(out, "site", siteOf.values(), sites::number);
        tags(out, probes.texts(), fleet::probeTags);
        out.writeEndObject();
    }

    private void targets(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("targets");
        texts(out, "id", targets.texts());
        var addressOf = new LinkedHashMap<String, String>();
        rows.forEach(row -> addressOf.computeIfAbsent(row.name().target(), _ -> fleet.address(row)));
        texts(out, "address", addressOf.values());
        tags(out, targets.texts(), fleet::targetTags);
        out.writeEndObject();
    }

    private void tags(JsonGenerator out, Collection<String> of, Function<String, Map<String, String>> labels)
            throws IOException {
        out.writeArrayFieldStart("tags");
        for (String one : of) {
            out.writeStartArray();
            for (var tag : new TreeMap<>(labels.apply(one)).entrySet()) {
                out.writeNumber(tags.number(tag.getKey() + '=' + tag.getValue()));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private void paths(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("paths");
        numbers(out, "probe", rows, row -> probes.number(row.name().probe()));
        numbers(out, "target", rows, row -> targets.number(row.name().target()));
        numbers(out, "state", rows, row -> states.number(row.state().wireName()));
        numbers(
                out,
                "pathState",
                rows,
                row -> row.decided() == null
                        ? null
                        : pathStates.number(row.decided().wireName()));
        numbers(out, "tier", rows, FleetRow::tier);
        numbers(out, "score", rows, FleetRow::score);
        numbers(out, "reason", rows, row -> reasons.numberOrNull(row.reason()));
        numbers(out, "loss", rows, FleetRow::loss);
        numbers(out, "latencyUs", rows, FleetRow::latencyUs);
        numbers(out, "check", rows, row -> checks.numberOrNull(row.check()));
        numbers(out, "newestMs", rows, FleetRow::newestMs);
        numbers(out, "incident", rows, row -> incidents.numberOrNull(Objects.toString(row.incident(), null)));
        out.writeEndObject();
    }

    static void texts(JsonGenerator out, String field, Collection<String> texts) throws IOException {
        out.writeArrayFieldStart(field);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private static <T> void numbers(
            JsonGenerator out, String field, Collection<T> items, Function<T, ? extends @Nullable Number> number)
            throws IOException {
        out.writeArrayFieldStart(field);
        for (T item : items) {
            switch (number.apply(item)) {
                case null -> out.writeNull();
                case Double value when value != Math.rint(value) || Math.abs(value) > 1e15 -> out.writeNumber(value);
                case Number whole -> out.writeNumber(whole.longValue());
            }
        }
        out.writeEndArray();
    }
}
