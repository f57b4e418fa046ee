package io.waddleperf.api.configuration;

import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.documents.Pointers;
import io.waddleperf.documents.TargetFields;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which thing names which, as a transaction sees them: what is named must be there, and stay.
record References(List<Target> targets, Set<String> targetIds, List<Schedule> schedules, Set<String> probes) {
    /// @param pointer within the thing, such as `/targets/0`
    record Wrong(String pointer, String detail) {}

    /// The first thing in a transaction that changes what names what, before it has read anything: from then on nobody
    /// else does. As a change, not as a lock, so that it holds between the nodes of a cluster, too.
    static void hold(Connection transaction) throws SQLException {
        Database.update(transaction, Sql.of("UPDATE configuration_turn SET turns = turns + 1 WHERE id = 1"));
    }

    static References in(Connection transaction) throws SQLException {
        var targets = live(transaction, Kind.TARGETS);
        return new References(
                targets,
                targets.stream().map(Target::id).collect(Collectors.toSet()),
                live(transaction, Kind.SCHEDULES),
                live(transaction, Kind.PROBES).stream().map(Probe::id).collect(Collectors.toSet()));
    }

    private static <T> List<T> live(Connection transaction, Kind<T> kind) throws SQLException {
        return Database.list(transaction, kind.select().add(" WHERE NOT deleted ORDER BY id"), kind::read).stream()
                .map(Stored::value)
                .toList();
    }

    /// For a caller to whom the other targets are as if they were not there.
    References withTargets(Set<String> seen) {
        var both = targetIds.stream().filter(seen::contains).collect(Collectors.toSet());
        return new References(targets, both, schedules, probes);
    }

    Optional<Wrong> wrongWith(Target target) {
        var missing = missing("/dependsOn", target.dependsOnOrNone(), targetIds, "target");
        if (missing == null && TargetFields.leadsBack(target.id(), targets)) {
            return Optional.of(new Wrong("/dependsOn", "leads back to \"" + target.id() + "\" itself"));
        }
        return Optional.ofNullable(missing);
    }

    Optional<Wrong> wrongWith(Schedule schedule) {
        var missing = missing("/targets", schedule.targets(), targetIds, "target");
        return Optional.ofNullable(missing == null ? missing("/probes", schedule.probes(), probes, "probe") : missing);
    }

    private static @Nullable Wrong missing(String list, List<String> named, Set<String> there, String what) {
        for (int i = 0; i < named.size(); i++) {
            if (!there.contains(named.get(i))) {
                return new Wrong(Pointers.item(list, i), "no " + what + " has the id " + named.get(i));
            }
        }
        return null;
    }

    /// What names a target that is not to be there any more.
    Optional<String> userOf(String target) {
        return schedules.stream()
                .filter(schedule -> schedule.targets().contains(target))
                .map(schedule -> "schedule " + schedule.id() + " tests it")
                .findFirst()
                .or(() -> targets.stream()
                        .filter(other -> other.dependsOnOrNone().contains(target))
                        .map(other -> "target " + other.id() + " depends on it")
                        .findFirst());
    }

    /// @throws ProblemException says what is not there
    void requireWhole(Target target) {
        refuse(wrongWith(target));
    }

    /// @throws ProblemException says what is not there
    void requireWhole(Schedule schedule) {
        refuse(wrongWith(schedule));
    }

    private static void refuse(Optional<Wrong> wrong) {
        wrong.ifPresent(found -> {
            throw ProblemException.of(
                    ProblemKind.BAD_REQUEST, List.of(new FieldError(Pointers.words(found.pointer), found.detail)));
        });
    }

    /// @throws ProblemException says what still names it
    void requireUnused(String target) {
        userOf(target).ifPresent(user -> {
            throw ProblemException.of(ProblemKind.CONFLICT, user + ": remove that first");
        });
    }
}
