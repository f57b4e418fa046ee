package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.configuration.DocumentChanges.Item;
import io.waddleperf.api.configuration.DocumentChanges.Result;
import io.waddleperf.api.configuration.DocumentOrder.Name;
import io.waddleperf.api.configuration.Stored.Origin;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.documents.Document;
import io.waddleperf.documents.Document.Wish;
import io.waddleperf.documents.DocumentKind;
import io.waddleperf.documents.DocumentWriter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes what single documents ask for within a transaction.
@Singleton
final class DocumentWrites {
    private final ConfigurationWrites writes;
    private final CheckWrites checks;
    private final SiteWrites sites;

    DocumentWrites(ConfigurationWrites writes, CheckWrites checks, SiteWrites sites) {
        this.writes = writes;
        this.checks = checks;
        this.sites = sites;
    }

    /// @throws ProblemException where it is not allowed
    Item put(Connection transaction, Document document, Caller who) throws SQLException {
        String name = document.name();
        return switch (document.wish()) {
            case Wish.OfTarget(var target) -> put(transaction, Kind.TARGETS, document, _ -> target, who);
            case Wish.OfCheck(var check) -> checks.put(transaction, document, check, who);
            case Wish.OfSite(var location) -> sites.put(transaction, document, location, who);
            case Wish.OfProbe(var labels, var location) ->
                put(
                        transaction,
                        Kind.PROBES,
                        document,
                        before -> ConfigurationEdits.labelled(name, before, labels)
                                .at(location),
                        who);
            case Wish.OfSchedule(var schedule) -> put(transaction, Kind.SCHEDULES, document, _ -> schedule, who);
            case Wish.OfThreshold(var rule) -> put(transaction, Kind.THRESHOLDS, document, _ -> rule, who);
            case Wish.OfChannel(var channel) -> put(transaction, Kind.CHANNELS, document, _ -> channel, who);
            case Wish.OfSilence silence ->
                put(transaction, Kind.SILENCES, document, before -> silence(name, silence, before, who), who);
        };
    }

    private <T> Item put(
            Connection transaction, Kind<T> kind, Document document, Function<Optional<T>, T> draft, Caller who)
            throws SQLException {
        Stored<T> stored = ConfigurationWrites.find(transaction, kind, document.name());
        if (stored != null && !stored.deleted() && stored.origin() == Origin.FILE) {
            writes.requireReach(stored, who);
            if (kind.same(stored.value(), draft.apply(Optional.of(stored.value())))) {
                return Item.of(document, Result.UNCHANGED, "the configuration file declares the same", null, null);
            }
        }
        var labels = labels(transaction, document.kind(), document.name());
        var put = writes.put(transaction, kind, document.name(), draft, Precondition.NONE, who);
        boolean relabelled = !document.labels().equals(labels);
        if (relabelled || put.created()) {
            DocumentRow.of(document).write(transaction);
        }
        if (put.unchanged() && !relabelled) {
            return Item.of(document, Result.UNCHANGED, null, null, null);
        }
        T before = put.before();
        return Item.of(
                document,
                before == null ? Result.CREATED : Result.CHANGED,
                null,
                before == null ? null : Item.written(document, labels, spec(transaction, before)),
                Item.written(document, document.labels(), spec(transaction, put.value())));
    }

    /// A begin that is not given stays where it was.
    private Silence silence(String name, Wish.OfSilence wish, Optional<Silence> before, Caller who) {
        Instant now = writes.now();
        if (before.isEmpty() && !wish.endsAt().isAfter(now)) {
            throw ProblemException.badRequest("endsAt", "must be later than now, which is " + now);
        }
        Instant begin = wish.startsAt() == null
                ? before.filter(silence -> silence.endsAt().isAfter(now)
                                || silence.endsAt().equals(wish.endsAt()))
                        .map(Silence::startsAt)
                        .orElse(now)
                : wish.startsAt();
        if (!wish.endsAt().isAfter(begin)) {
            throw ProblemException.badRequest("endsAt", "must be later than its begin, which is " + begin);
        }
        var same = new Silence(
                name,
                wish.kind(),
                wish.match(),
                begin,
                wish.endsAt(),
                wish.comment(),
                before.map(Silence::createdBy).orElse(who.name()),
                1);
        boolean equal = before.filter(old -> Kind.SILENCES.same(old, same)).isPresent();
        return equal
                ? same
                : new Silence(name, wish.kind(), wish.match(), begin, wish.endsAt(), wish.comment(), who.name(), 1);
    }

    /// @throws ProblemException where it is not allowed
    Item remove(Connection transaction, Name name, Caller who) throws SQLException {
        return switch (name.kind()) {
            case TARGET -> remove(transaction, Kind.TARGETS, name, who);
            case CHECK -> checks.remove(transaction, name, who);
            case SITE -> sites.remove(transaction, name, who);
            case PROBE_TAGS -> removeTags(transaction, name, who);
            case SCHEDULE -> remove(transaction, Kind.SCHEDULES, name, who);
            case THRESHOLD -> remove(transaction, Kind.THRESHOLDS, name, who);
            case SILENCE -> remove(transaction, Kind.SILENCES, name, who);
            case CHANNEL -> remove(transaction, Kind.CHANNELS, name, who);
        };
    }

    private <T> Item remove(Connection transaction, Kind<T> kind, Name name, Caller who) throws SQLException {
        Stored<T> stored = ConfigurationWrites.find(transaction, kind, name.name());
        if (stored == null || stored.deleted()) {
            return CheckWrites.nothingThere(transaction, name);
        }
        var labels = labels(transaction, name.kind(), name.name());
        T before = writes.remove(transaction, kind, name.name(), Precondition.NONE, who);
        DocumentRow.remove(transaction, name.kind(), name.name());
        return Item.gone(name, labels, spec(transaction, before));
    }

    /// The probe stays, without labels, and where its site is.
    private Item removeTags(Connection transaction, Name name, Caller who) throws SQLException {
        Stored<Probe> stored = ConfigurationWrites.find(transaction, Kind.PROBES, name.name());
        if (stored == null || stored.deleted()) {
            return CheckWrites.nothingThere(transaction, name);
        }
        var labels = labels(transaction, name.kind(), name.name());
        var put = writes.put(
                transaction,
                Kind.PROBES,
                name.name(),
                before -> ConfigurationEdits.labelled(name.name(), before, Map.of())
                        .at(null),
                Precondition.NONE,
                who);
        Probe before = put.before();
        if (put.unchanged() || before == null) {
            return CheckWrites.nothingThere(transaction, name);
        }
        DocumentRow.remove(transaction, name.kind(), name.name());
        return Item.gone(name, labels, DocumentWriter.spec(before));
    }

    /// What documents with these labels have made, but for these; what names something before what it names.
    /// What the file has declared since then is not theirs any more.
    List<Name> pruned(Connection transaction, Map<String, String> labels, Set<Name> kept) throws SQLException {
        var pruned = new ArrayList<Name>();
        for (DocumentRow row : DocumentRow.all(transaction)) {
            var name = new Name(row.kind(), row.name());
            if (!row.labels().entrySet().containsAll(labels.entrySet()) || kept.contains(name)) {
                continue;
            }
            if (isDeclared(transaction, name)) {
                DocumentRow.remove(transaction, row.kind(), row.name());
            } else {
                pruned.add(name);
            }
        }
        pruned.sort(Comparator.comparing(Name::kind).reversed().thenComparing(Name::name));
        return pruned;
    }

    private static boolean isDeclared(Connection transaction, Name name) throws SQLException {
        Kind<?> kind = kind(name.kind());
        Stored<?> stored = kind == null ? null : ConfigurationWrites.find(transaction, kind, name.name());
        return stored != null && !stored.deleted() && stored.origin() == Origin.FILE;
    }

    private static @Nullable Kind<?> kind(DocumentKind kind) {
        return switch (kind) {
            case TARGET -> Kind.TARGETS;
            case CHECK, SITE -> null;
            case PROBE_TAGS -> Kind.PROBES;
            case SCHEDULE -> Kind.SCHEDULES;
            case THRESHOLD -> Kind.THRESHOLDS;
            case SILENCE -> Kind.SILENCES;
            case CHANNEL -> Kind.CHANNELS;
        };
    }

    private static Map<String, String> labels(Connection transaction, DocumentKind kind, String name)
            throws SQLException {
        var row = DocumentRow.find(transaction, kind, name);
        return row == null ? Map.of() : row.labels();
    }

    private Map<String, Object> spec(Connection transaction, Object value) throws SQLException {
        return spec(value, value instanceof Schedule ? CheckWrites.checks(transaction) : Map.of());
    }

    static Map<String, Object> spec(Object value, Map<String, Check> checks) {
        return switch (value) {
            case Target target -> DocumentWriter.spec(target);
            case Check check -> DocumentWriter.spec(check);
            case Location location -> DocumentWriter.spec(location);
            case Probe probe -> DocumentWriter.spec(probe);
            case Schedule schedule -> DocumentWriter.spec(schedule, checks);
            case Threshold rule -> DocumentWriter.spec(rule);
            case Silence silence -> DocumentWriter.spec(silence);
            case Channel channel -> DocumentWriter.spec(channel);
            default -> throw new IllegalArgumentException("no document describes " + value);
        };
    }
}
