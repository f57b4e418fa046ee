package io.waddleperf.api.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A kind of configuration: where its rows and its events are.
///
/// @param columns the columns of its table besides `id`, `version`, `origin` and `deleted`
/// @param values  what stands in those columns
/// @param stamped the same thing as of a version; a schedule also has the time of its first slot
record Kind<T>(
        String table,
        Topic<T> topic,
        String columns,
        Function<T, String> id,
        Function<T, @Nullable Object[]> values,
        Function<T, Long> version,
        Stamp<T> stamped,
        Row.Reader<T> reader) {

    /// Puts a version and a time on a thing.
    @FunctionalInterface
    interface Stamp<T> {
        T on(T value, long version, Instant createdAt);
    }

    static final Kind<Target> TARGETS = new Kind<>(
            "target",
            Topics.TARGETS,
            "address, owned, labels, depends_on, location",
            Target::id,
            target -> new @Nullable Object[] {
                target.address(),
                target.owned(),
                json(target.labels()),
                jsonOrNull(target.dependsOn()),
                wireOrNull(target.location())
            },
            Target::version,
            (target, version, _) -> new Target(
                    target.id(),
                    target.address(),
                    target.owned(),
                    target.labels(),
                    version,
                    target.dependsOn(),
                    target.location()),
            row -> new Target(
                    row.text("id"),
                    row.text("address"),
                    row.flag("owned"),
                    labels(row.text("labels")),
                    row.number("version"),
                    ids(row.textOrNull("depends_on")),
                    location(row.textOrNull("location"))));

    static final Kind<Probe> PROBES = new Kind<>(
            "probe",
            Topics.PROBES,
            "site, enabled, labels, location",
            Probe::id,
            probe -> new @Nullable Object[] {
                probe.site(), probe.enabled(), json(probe.labels()), wireOrNull(probe.location())
            },
            Probe::version,
            (probe, version, _) ->
                    new Probe(probe.id(), probe.site(), probe.enabled(), probe.labels(), version, probe.location()),
            row -> new Probe(
                    row.text("id"),
                    row.text("site"),
                    row.flag("enabled"),
                    labels(row.text("labels")),
                    row.number("version"),
                    location(row.textOrNull("location"))));

    static final Kind<Schedule> SCHEDULES = new Kind<>(
            "schedule",
            Topics.SCHEDULES,
            "document",
            Schedule::id,
            schedule -> new @Nullable Object[] {WireCodec.text(schedule)},
            Schedule::version,
            (schedule, version, createdAt) -> new Schedule(
                    schedule.id(),
                    schedule.enabled(),
                    schedule.probes(),
                    schedule.targets(),
                    schedule.checks(),
                    schedule.intervalUs(),
                    createdAt,
                    version,
                    schedule.escalation(),
                    schedule.timing()),
            row -> WireCodec.read(Schedule.class, row.text("document")));

    static final Kind<Threshold> THRESHOLDS = new Kind<>(
            "threshold",
            Topics.THRESHOLDS,
            "document",
            Threshold::id,
            rule -> new @Nullable Object[] {WireCodec.text(rule)},
            Threshold::version,
            (rule, version, _) -> new Threshold(
                    rule.id(),
                    rule.enabled(),
                    rule.match(),
                    rule.metric(),
                    rule.tier(),
                    rule.enter(),
                    rule.exit(),
                    rule.breaches(),
                    rule.of(),
                    rule.clears(),
                    rule.severity(),
                    rule.countsAlso(),
                    version),
            row -> WireCodec.read(Threshold.class, row.text("document")));

    static final Kind<Silence> SILENCES = new Kind<>(
            "silence",
            Topics.SILENCES,
            "document",
            Silence::id,
            silence -> new @Nullable Object[] {WireCodec.text(silence)},
            Silence::version,
            (silence, version, _) -> new Silence(
                    silence.id(),
                    silence.kind(),
                    silence.match(),
                    silence.startsAt(),
                    silence.endsAt(),
                    silence.comment(),
                    silence.createdBy(),
                    version),
            row -> WireCodec.read(Silence.class, row.text("document")));

    static final Kind<Channel> CHANNELS = new Kind<>(
            "channel",
            Topics.CHANNELS,
            "document",
            Channel::id,
            channel -> new @Nullable Object[] {WireCodec.text(channel)},
            Channel::version,
            (channel, version, _) ->
                    new Channel(channel.id(), channel.enabled(), channel.destination(), channel.route(), version),
            row -> WireCodec.read(Channel.class, row.text("document")));

    private static final ObjectMapper JSON = new ObjectMapper();

    /// All rows, those of deleted things too.
    Sql select() {
        return Sql.of("SELECT id, " + columns + ", version, origin, deleted FROM " + table);
    }

    Stored<T> read(Row row) throws SQLException {
        return new Stored<>(reader.read(row), Stored.Origin.of(row.text("origin")), row.flag("deleted"));
    }

    /// Whether two are the same but for version and time.
    boolean same(T one, T other) {
        return stamped.on(one, 0, Instant.EPOCH).equals(stamped.on(other, 0, Instant.EPOCH));
    }

    /// The same thing, as of a later version.
    T raised(T value, long later) {
        return stamped.on(value, later, value instanceof Schedule schedule ? schedule.createdAt() : Instant.EPOCH);
    }

    Sql write(T value, Stored.Origin origin, boolean deleted) {
        return Sql.of("REPLACE INTO " + table + " (id, " + columns + ", version, origin, deleted) VALUES (")
                .add("?, ", id.apply(value))
                .add("?, ".repeat(columns.split(",").length), values.apply(value))
                .add("?, ?, ?)", version.apply(value), origin.column(), deleted);
    }

    /// Adds a row where there is none of that id.
    Sql insert(T value, Stored.Origin origin) {
        return Sql.of("INSERT IGNORE INTO " + table + " (id, " + columns + ", version, origin, deleted) VALUES (")
                .add("?, ", id.apply(value))
                .add("?, ".repeat(columns.split(",").length), values.apply(value))
                .add("?, ?, FALSE)", version.apply(value), origin.column());
    }

    /// Changes a row that is still as it was read.
    Sql replace(Stored<T> before, T value, Stored.Origin origin, boolean deleted) {
        return Sql.of("UPDATE " + table + " SET ")
                .add(columns.replace(",", " = ?,") + " = ?, ", values.apply(value))
                .add("version = ?, origin = ?, deleted = ?", version.apply(value), origin.column(), deleted)
                .add(" WHERE id = ? AND version = ?", id.apply(value), version.apply(before.value()))
                .add(
                        " AND deleted = ? AND origin = ?",
                        before.deleted(),
                        before.origin().column());
    }

    private static @Nullable String wireOrNull(@Nullable Location location) {
        return location == null ? null : WireCodec.text(location);
    }

    private static @Nullable Location location(@Nullable String json) {
        return json == null ? null : WireCodec.read(Location.class, json);
    }

    private static @Nullable String jsonOrNull(@Nullable List<String> ids) {
        return ids == null ? null : json(ids);
    }

    private static String json(Object texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels and ids are texts", e);
        }
    }

    private static @Nullable List<String> ids(@Nullable String json) throws SQLException {
        try {
            return json == null ? null : JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("ids are no JSON list of texts: " + json, e);
        }
    }

    private static Map<String, String> labels(String json) throws SQLException {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("labels are no JSON object of texts: " + json, e);
        }
    }
}
