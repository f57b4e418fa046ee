package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.DocumentChanges.Item;
import io.waddleperf.api.configuration.DocumentChanges.Result;
import io.waddleperf.api.configuration.DocumentOrder.Name;
import io.waddleperf.api.configuration.Stored.Origin;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.documents.Document;
import io.waddleperf.documents.DocumentWriter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the checks that documents describe, which are on no topic but within schedules.
@Singleton
final class CheckWrites {
    private final ConfigurationWrites writes;

    CheckWrites(ConfigurationWrites writes) {
        this.writes = writes;
    }

    /// The checks that documents describe, by name.
    static Map<String, Check> checks(Connection transaction) throws SQLException {
        return checks(DocumentRow.checks(transaction));
    }

    static Map<String, Check> checks(List<DocumentRow> rows) {
        var checks = new HashMap<String, Check>();
        rows.forEach(row -> {
            if (row.check() != null) {
                checks.put(row.name(), row.check());
            }
        });
        return checks;
    }

    /// A check stands in the schedules that name it, as it was then: those that still have it so get the new one.
    ///
    /// @throws ProblemException where it is not allowed
    Item put(Connection transaction, Document document, Check check, Caller who) throws SQLException {
        Reach.requireAll(who);
        var old = DocumentRow.find(transaction, document.kind(), document.name());
        var next = DocumentRow.of(document, check);
        if (next.equals(old)) {
            return Item.of(document, Result.UNCHANGED, null, null, null);
        }
        next.write(transaction);
        Check before = old == null ? null : old.check();
        writes.note(transaction, who, new Audit.Change("check.put", document.name(), before, check));
        return Item.of(
                document,
                before == null ? Result.CREATED : Result.CHANGED,
                before == null ? null : spread(transaction, before, check, who),
                before == null || old == null
                        ? null
                        : Item.written(document, old.labels(), DocumentWriter.spec(before)),
                Item.written(document, document.labels(), DocumentWriter.spec(check)));
    }

    private @Nullable String spread(Connection transaction, Check before, Check after, Caller who) throws SQLException {
        var changed = new ArrayList<String>();
        var schedules = Database.list(
                transaction, Kind.SCHEDULES.select().add(" WHERE NOT deleted ORDER BY id"), Kind.SCHEDULES::read);
        for (var stored : schedules) {
            Schedule schedule = stored.value();
            Schedule with = replaced(schedule, before, after);
            if (stored.origin() == Origin.API && !with.equals(schedule)) {
                writes.put(transaction, Kind.SCHEDULES, schedule.id(), _ -> with, Precondition.NONE, who);
                changed.add(schedule.id());
            }
        }
        return changed.isEmpty() ? null : "changes schedule " + String.join(", ", changed);
    }

    private static Schedule replaced(Schedule schedule, Check before, Check after) {
        try {
            return ScheduleChecks.replaced(schedule, before, after);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "schedule " + schedule.id() + " cannot have it: " + e.getMessage(), e);
        }
    }

    /// Schedules that have it keep it as their own.
    ///
    /// @throws ProblemException where it is not allowed
    Item remove(Connection transaction, Name name, Caller who) throws SQLException {
        Reach.requireAll(who);
        var row = DocumentRow.find(transaction, name.kind(), name.name());
        if (row == null || row.check() == null) {
            return nothingThere(transaction, name);
        }
        DocumentRow.remove(transaction, name.kind(), name.name());
        writes.note(transaction, who, new Audit.Change("check.remove", name.name(), row.check(), null));
        return Item.gone(name, row.labels(), DocumentWriter.spec(row.check()));
    }

    static Item nothingThere(Connection transaction, Name name) throws SQLException {
        DocumentRow.remove(transaction, name.kind(), name.name());
        return new Item(name.kind().wireName(), name.name(), Result.UNCHANGED, null, "there is none", null, null);
    }
}
