package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.documents.DocumentKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Changes single things for callers of the API: a change and its event are one transaction.
@Singleton
public final class ConfigurationEdits {
    private final Database database;
    private final ConfigurationWrites writes;
    private final VisibleConfiguration visible;
    private final Callers callers;
    private final Runnable committed;

    @Inject
    ConfigurationEdits(
            Database database,
            ConfigurationWrites writes,
            VisibleConfiguration visible,
            Callers callers,
            OutboxPublisher publisher) {
        this.database = database;
        this.writes = writes;
        this.visible = visible;
        this.callers = callers;
        committed = publisher::wake;
    }

    /// A thing as it is stored now.
    ///
    /// @param created whether there was none of its id before
    public record Edited<T>(T value, boolean created) {}

    /// @param rule its version is not looked at
    public Edited<Threshold> put(Threshold rule, Precondition when) {
        return put(Kind.THRESHOLDS, rule.id(), _ -> rule, when);
    }

    /// @param draft makes the silence of the one that there is; the version is not looked at
    public Edited<Silence> putSilence(String id, Function<Optional<Silence>, Silence> draft, Precondition when) {
        return put(Kind.SILENCES, id, draft, when);
    }

    /// @param channel its version is not looked at
    /// @throws ProblemException where there are too many
    public Edited<Channel> put(Channel channel, Precondition when) {
        return edited(transaction -> {
            References.hold(transaction); // so that of two who make the last one side by side one is told
            var written = writes.put(transaction, Kind.CHANNELS, channel.id(), _ -> channel, when, callers.current());
            if (written.created()) {
                ConfigurationWrites.requireFew(transaction, Kind.CHANNELS, Channel.MOST);
            }
            return written;
        });
    }

    /// @throws ProblemException where there is no such channel
    public void removeChannel(String id, Precondition when) {
        remove(Kind.CHANNELS, DocumentKind.CHANNEL, id, when);
    }

    /// @param target its version is not looked at
    /// @throws ProblemException where what it depends on is not there, or leads back to it
    public Edited<Target> put(Target target, Precondition when) {
        return edited(transaction -> {
            References.hold(transaction);
            var written = writes.put(transaction, Kind.TARGETS, target.id(), _ -> target, when, callers.current());
            References.in(transaction).requireWhole(target);
            return written;
        });
    }

    /// @param schedule its version and creation time are not looked at
    /// @throws ProblemException where a target or probe that it names is not there, or not there for the caller
    public Edited<Schedule> put(Schedule schedule, Precondition when) {
        Caller who = callers.current();
        // before it is written: a target would be the caller's to see as soon as a schedule of theirs names it
        var seen = who.seesAll() ? null : visible.targetIds();
        return edited(transaction -> {
            References.hold(transaction);
            var written = writes.put(transaction, Kind.SCHEDULES, schedule.id(), _ -> schedule, when, who);
            var references = References.in(transaction);
            (seen == null ? references : references.withTargets(seen)).requireWhole(schedule);
            return written;
        });
    }

    /// Where it was stated to be, a probe of the same site stays.
    ///
    /// @param probe its version is not looked at
    /// @param who   whose wish it is: a probe that has shown its right to be there has no account
    public Edited<Probe> putProbe(Probe probe, Caller who) {
        return edited(transaction -> writes.put(
                transaction, Kind.PROBES, probe.id(), before -> staying(probe, before), Precondition.NONE, who));
    }

    private static Probe staying(Probe probe, Optional<Probe> before) {
        return before.filter(was -> probe.location() == null && was.site().equals(probe.site()))
                .map(was -> probe.at(was.location()))
                .orElse(probe);
    }

    /// @throws ProblemException where there is no such probe
    public Edited<Probe> putProbeLabels(String id, Map<String, String> labels, Precondition when) {
        return put(Kind.PROBES, id, before -> labelled(id, before, labels), when);
    }

    /// A probe without work keeps its place: it finishes what runs, is heard of, and may be given work again.
    ///
    /// @throws ProblemException where there is no such probe, or it was shut out and is to get work
    public Edited<Probe> putProbeEnabled(String id, boolean enabled, Precondition when) {
        return edited(transaction -> {
            if (enabled) {
                requireLetIn(transaction, id);
            }
            return writes.put(
                    transaction, Kind.PROBES, id, before -> enabled(id, before, enabled), when, callers.current());
        });
    }

    /// Whoever shuts a probe out changes its identity first, which is found here, and then the probe by its
    /// version, which is the last word where it was not.
    private static void requireLetIn(Connection transaction, String id) throws SQLException {
        var revoked = Sql.of("SELECT 1 AS revoked FROM probe_identity WHERE probe = ? AND revoked_at IS NOT NULL", id);
        if (!Database.list(transaction, revoked, row -> row.number("revoked")).isEmpty()) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT,
                    "probe " + id + " was shut out: `probes enrol --id " + id + "` lets it in again");
        }
    }

    private static Probe enabled(String id, Optional<Probe> before, boolean enabled) {
        return before.map(probe ->
                        new Probe(probe.id(), probe.site(), enabled, probe.labels(), probe.version(), probe.location()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemKind.NOT_FOUND, "no probe has the id " + id + "; `probes list` shows those there are"));
    }

    static Probe labelled(String id, Optional<Probe> before, Map<String, String> labels) {
        return before.map(probe ->
                        new Probe(probe.id(), probe.site(), probe.enabled(), labels, probe.version(), probe.location()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemKind.NOT_FOUND,
                        "no probe has the id " + id + ": it must join before it can have labels"));
    }

    /// @throws ProblemException where there is no such rule
    public void removeThreshold(String id, Precondition when) {
        remove(Kind.THRESHOLDS, DocumentKind.THRESHOLD, id, when);
    }

    /// @throws ProblemException where there is no such silence
    public void removeSilence(String id, Precondition when) {
        remove(Kind.SILENCES, DocumentKind.SILENCE, id, when);
    }

    /// @throws ProblemException where there is no such target, or something still names it
    public void removeTarget(String id, Precondition when) {
        remove(Kind.TARGETS, DocumentKind.TARGET, id, when);
    }

    /// @throws ProblemException where there is no such schedule
    public void removeSchedule(String id, Precondition when) {
        remove(Kind.SCHEDULES, DocumentKind.SCHEDULE, id, when);
    }

    private <T> Edited<T> put(Kind<T> kind, String id, Function<Optional<T>, T> draft, Precondition when) {
        return edited(transaction -> writes.put(transaction, kind, id, draft, when, callers.current()));
    }

    /// Writes within a transaction.
    @FunctionalInterface
    private interface Writing<T> {
        ConfigurationWrites.Written<T> in(Connection transaction) throws SQLException;
    }

    private <T> Edited<T> edited(Writing<T> writing) {
        var written = database.change(writing::in);
        committed.run();
        return new Edited<>(written.value(), written.created());
    }

    private <T> void remove(Kind<T> kind, DocumentKind document, String id, Precondition when) {
        database.change(transaction -> {
            if (document == DocumentKind.TARGET) {
                References.hold(transaction);
            }
            T removed = writes.remove(transaction, kind, id, when, callers.current());
            if (document == DocumentKind.TARGET) {
                References.in(transaction).requireUnused(id);
            }
            DocumentRow.remove(transaction, document, id);
            return removed;
        });
        committed.run();
    }
}
