package io.waddleperf.documents;

import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A thing that somebody wants to be so: docs/reference/documents.md shows one of each kind.
///
/// @param labels by which documents belong together; they are not those of a target or a probe
public record Document(DocumentKind kind, String name, Map<String, String> labels, Wish wish) {
    public static final String API_VERSION = "waddleperf.io/v1";
    private static final int MOST_LABELS = 16;
    private static final int MOST_COMMENT = 4_000;

    public Document {
        labels = Map.copyOf(labels);
    }

    /// What is wanted. Versions and creation times are not looked at.
    public sealed interface Wish {
        record OfTarget(Target target) implements Wish {}

        record OfCheck(Check check) implements Wish {}

        record OfSchedule(Schedule schedule) implements Wish {}

        record OfThreshold(Threshold threshold) implements Wish {}

        /// @param startsAt null: when it is first applied
        record OfSilence(
                Silence.Kind kind,
                Map<String, String> match,
                @Nullable Instant startsAt,
                Instant endsAt,
                String comment)
                implements Wish {
            public OfSilence {
                match = Map.copyOf(match);
            }
        }

        record OfChannel(Channel channel) implements Wish {}

        /// Where the site of that name is.
        record OfSite(Location location) implements Wish {}

        /// Labels of the probe of that name.
        ///
        /// @param location null: where its site is
        record OfProbe(Map<String, String> labels, @Nullable Location location) implements Wish {
            public OfProbe {
                labels = Map.copyOf(labels);
            }
        }
    }

    /// What a document says before its `spec`.
    ///
    /// @param spec to be read by [#read]
    public record Head(DocumentKind kind, String name, Map<String, String> labels, FieldMap spec) {
        public Head {
            labels = Map.copyOf(labels);
        }

        /// @throws FieldException says where it is wrong and what is allowed
        public Document read(ScheduleFields.Names known) {
            return new Document(kind, name, labels, spec.as(map -> wish(map, known)));
        }

        private Wish wish(FieldMap map, ScheduleFields.Names known) {
            return switch (kind) {
                case TARGET -> new Wish.OfTarget(LabelRules.require(TargetFields.read(map, name)));
                case CHECK -> new Wish.OfCheck(CheckFields.readNamed(map, name));
                case SITE -> new Wish.OfSite(LocationFields.require(map));
                case PROBE_TAGS -> new Wish.OfProbe(tags(map), LocationFields.readOrNull(map));
                case SCHEDULE -> new Wish.OfSchedule(schedule(map, known));
                case THRESHOLD -> new Wish.OfThreshold(ThresholdFields.read(map, name));
                case SILENCE -> silence(map);
                case CHANNEL -> new Wish.OfChannel(ChannelFields.read(map, name));
            };
        }

        private Schedule schedule(FieldMap map, ScheduleFields.Names known) {
            var schedule = ScheduleFields.read(map, name, known, List.of());
            if (schedule.targets().isEmpty()) {
                throw map.wrong("targets", "needs at least one target");
            }
            return schedule;
        }

        private static Map<String, String> tags(FieldMap map) {
            var _ = map.map("labels"); // complains where there are none
            return LabelRules.require(map.textMap("labels"));
        }

        private Wish silence(FieldMap map) {
            var kind = Objects.requireNonNull(map.valueOr("kind", Silence.Kind.SILENCE, Head::silenceKind));
            String comment = Objects.requireNonNull(map.textOr("comment", ""));
            if (comment.length() > MOST_COMMENT) {
                throw map.wrong("comment", "must be at most " + MOST_COMMENT + " characters");
            }
            var wish = new Wish.OfSilence(
                    kind,
                    map.textMap("match"),
                    map.valueOr("startsAt", null, text -> time("startsAt", text)),
                    map.value("endsAt", text -> time("endsAt", text)),
                    comment);
            Instant begin = wish.startsAt() == null ? Instant.EPOCH : wish.startsAt();
            var _ = new Silence(name, kind, wish.match(), begin, wish.endsAt(), comment, "", 1); // complains
            return wish;
        }

        private static Silence.Kind silenceKind(String text) {
            return switch (text) {
                case "silence" -> Silence.Kind.SILENCE;
                case "maintenance" -> Silence.Kind.MAINTENANCE;
                default -> throw new IllegalArgumentException("kind must be silence or maintenance, not " + text);
            };
        }

        private static Instant time(String field, String text) {
            try {
                return Require.micros(field, OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        field + " must be a time such as 2026-11-23T02:42:33Z, not " + text, e);
            }
        }
    }

    /// Reads all but the `spec` of a document.
    ///
    /// @throws FieldException says where it is wrong and what is allowed
    public static Head head(String pointer, @Nullable Object tree) {
        return new FieldMap(pointer, tree).as(Document::head);
    }

    private static Head head(FieldMap map) {
        String version = map.text("apiVersion");
        if (!version.equals(API_VERSION)) {
            throw map.wrong("apiVersion", "must be " + API_VERSION + ", not " + version);
        }
        var kind = map.value("kind", DocumentKind::of);
        return map.map("metadata").as(metadata -> {
            String name = metadata.value("name", text -> {
                Require.name("name", text);
                return text;
            });
            return new Head(kind, name, labels(metadata), map.map("spec"));
        });
    }

    private static Map<String, String> labels(FieldMap metadata) {
        var labels = metadata.textMap("labels");
        if (labels.size() > MOST_LABELS) {
            throw metadata.wrong("labels", "must be at most " + MOST_LABELS);
        }
        return LabelRules.require(labels);
    }

    /// As it is known by, such as `Target web`.
    public static String called(DocumentKind kind, String name) {
        return kind.wireName() + ' ' + name;
    }
}
