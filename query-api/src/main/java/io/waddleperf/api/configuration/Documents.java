package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.documents.Document;
import io.waddleperf.documents.DocumentKind;
import io.waddleperf.documents.DocumentWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The configuration as documents: carries orders out, all of one or nothing, and writes what there is.
@Singleton
final class Documents {
    private final Database database;
    private final DocumentWrites writes;
    private final VisibleConfiguration visible;
    private final Sights sights;
    private final Callers callers;
    private final Runnable committed;
    private final InstantSource clock;

    @Inject
    Documents(
            Database database,
            DocumentWrites writes,
            VisibleConfiguration visible,
            Sights sights,
            Callers callers,
            OutboxPublisher publisher) {
        this(database, writes, visible, sights, callers, publisher::wake);
    }

    /// @param committed is told after each change
    Documents(
            Database database,
            DocumentWrites writes,
            VisibleConfiguration visible,
            Sights sights,
            Callers callers,
            Runnable committed) {
        this.database = database;
        this.writes = writes;
        this.visible = visible;
        this.sights = sights;
        this.callers = callers;
        this.committed = committed;
        clock = Clock.systemUTC();
    }

    /// A dry run does all of it and takes it back, so it finds what the order itself would find.
    DocumentChanges carryOut(DocumentOrder order) {
        Caller who = callers.current();
        if (!order.prune().isEmpty()) {
            Reach.requireAll(who);
        }
        var seen = who.seesAll() ? null : seen();
        DocumentChanges changes = database.change(transaction -> {
            var items = new DocumentRun(transaction, writes, order, who, seen).all();
            boolean applied = !order.dryRun() && items.stream().noneMatch(DocumentChanges.Item::refused);
            if (!applied) {
                transaction.rollback();
            }
            return new DocumentChanges(applied, items);
        });
        if (changes.applied()) {
            committed.run();
        }
        return changes;
    }

    private DocumentRun.Seen seen() {
        return new DocumentRun.Seen(visible.targetIds(), visible(CheckWrites.checks(rows()), visible.schedules()));
    }

    private List<DocumentRow> rows() {
        return database.list(DocumentRow.ofKnownKinds(), DocumentRow::read);
    }

    /// What the caller sees, as documents that can be applied; silences that are over are left out.
    List<Map<String, Object>> all() {
        var rows = rows();
        var labels = new HashMap<String, Map<String, String>>();
        rows.forEach(row -> labels.put(Document.called(row.kind(), row.name()), row.labels()));
        var writing = new Writing(labels, new ArrayList<>());
        var schedules = visible.schedules();
        var checks = visible(CheckWrites.checks(rows), schedules);
        Instant now = clock.instant();
        visible.targets().forEach(target -> writing.add(DocumentKind.TARGET, target.id(), target, checks));
        new TreeMap<>(checks).forEach((name, check) -> writing.add(DocumentKind.CHECK, name, check, checks));
        visible.sites().forEach((name, location) -> writing.add(DocumentKind.SITE, name, location, checks));
        visible.probes().stream()
                .filter(probe -> !probe.labels().isEmpty() || probe.location() != null)
                .forEach(probe -> writing.add(DocumentKind.PROBE_TAGS, probe.id(), probe, checks));
        schedules.forEach(schedule -> writing.add(DocumentKind.SCHEDULE, schedule.id(), schedule, checks));
        visible.thresholds()
                .forEach(
                        rule -> writing.add(DocumentKind.THRESHOLD, rule.value().id(), rule.value(), checks));
        visible.silences().stream()
                .filter(silence -> silence.endsAt().isAfter(now))
                .forEach(silence -> writing.add(DocumentKind.SILENCE, silence.id(), silence, checks));
        visible.channels().forEach(channel -> writing.add(DocumentKind.CHANNEL, channel.id(), channel, checks));
        return writing.documents;
    }

    /// Those that a visible schedule has, where not everything is visible.
    private Map<String, Check> visible(Map<String, Check> checks, List<Schedule> schedules) {
        if (sights.current().isWhole()) {
            return checks;
        }
        var used = new HashSet<Check>();
        schedules.forEach(schedule -> used.addAll(ScheduleChecks.all(schedule)));
        return checks.entrySet().stream()
                .filter(check -> used.contains(check.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// @param labels by kind and name
    private record Writing(Map<String, Map<String, String>> labels, List<Map<String, Object>> documents) {
        void add(DocumentKind kind, String name, Object value, Map<String, Check> checks) {
            documents.add(DocumentWriter.document(
                    kind,
                    name,
                    labels.getOrDefault(Document.called(kind, name), Map.of()),
                    DocumentWrites.spec(value, checks)));
        }
    }
}
