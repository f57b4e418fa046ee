package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.configuration.DocumentChanges.Item;
import io.waddleperf.api.configuration.DocumentChanges.Result;
import io.waddleperf.api.configuration.DocumentOrder.Name;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.documents.CheckFields;
import io.waddleperf.documents.Document;
import io.waddleperf.documents.DocumentKind;
import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.Known;
import io.waddleperf.documents.Pointers;
import io.waddleperf.documents.ScheduleFields;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out one order within one transaction, which its caller ends: what is named before what
/// names it, then what is removed, and at last a look at whether each name still leads somewhere.
final class DocumentRun {
    private final Connection transaction;
    private final DocumentWrites writes;
    private final DocumentOrder order;
    private final Caller who;
    private final @Nullable Seen seen;
    private final Map<Integer, Document.Head> heads = new TreeMap<>();
    private final Map<Integer, Document> written = new TreeMap<>();
    private final @Nullable Item[] items;
    private final List<Item> removals = new ArrayList<>();

    /// What may be named by a caller who does not see all.
    record Seen(Set<String> targets, Map<String, Check> checks) {
        Seen {
            targets = Set.copyOf(targets);
            checks = Map.copyOf(checks);
        }
    }

    /// @param seen null: the caller sees all
    DocumentRun(Connection transaction, DocumentWrites writes, DocumentOrder order, Caller who, @Nullable Seen seen) {
        this.transaction = transaction;
        this.writes = writes;
        this.order = order;
        this.who = who;
        this.seen = seen;
        items = new @Nullable Item[order.documents().size()];
    }

    List<Item> all() throws SQLException {
        References.hold(transaction);
        readHeads();
        for (DocumentKind kind : DocumentKind.values()) {
            put(kind);
        }
        remove();
        lookAtNames();
        requireFewChannels();
        var all = new ArrayList<Item>();
        Arrays.stream(items).map(Objects::requireNonNull).forEach(all::add);
        all.addAll(removals);
        return all;
    }

    private void readHeads() {
        var known = new HashSet<Name>();
        for (int i = 0; i < order.documents().size(); i++) {
            try {
                var head = Document.head(pointer(i, ""), order.documents().get(i));
                heads.put(i, head);
                if (!known.add(new Name(head.kind(), head.name()))) {
                    refuse(i, pointer(i, "/metadata/name"), "stands twice in this order");
                } else if (!head.labels().entrySet().containsAll(order.prune().entrySet())) {
                    refuse(
                            i,
                            pointer(i, "/metadata/labels"),
                            "must have " + order.prune()
                                    + ", by which is pruned: else the next order would not know it");
                }
            } catch (FieldException e) {
                refuse(i, e.pointer(), e.complaint());
            }
        }
    }

    private void put(DocumentKind kind) throws SQLException {
        ScheduleFields.Names names = null;
        for (var entry : heads.entrySet()) {
            if (entry.getValue().kind() != kind || items[entry.getKey()] != null) {
                continue;
            }
            names = names == null ? names() : names;
            put(entry.getKey(), entry.getValue(), names);
        }
    }

    private void put(int index, Document.Head head, ScheduleFields.Names names) throws SQLException {
        try {
            var document = head.read(names);
            items[index] = writes.put(transaction, document, who);
            written.put(index, document);
        } catch (FieldException e) {
            refuse(index, e.pointer(), e.complaint());
        } catch (ProblemException e) {
            refuse(index, e, pointer(index, ""));
        }
    }

    /// What a schedule may name now.
    private ScheduleFields.Names names() throws SQLException {
        var checks = new HashMap<String, Check>(CheckFields.defaults());
        checks.putAll(seen == null ? CheckWrites.checks(transaction) : seen.checks);
        if (seen != null) {
            var targets = seen.targets.stream().collect(Collectors.toMap(Function.identity(), id -> id));
            return new ScheduleFields.Names(Known.untold(targets), Known.any(""), Known.untold(checks));
        }
        // whether targets and probes are there is looked at in the end, when all is as it will be
        return new ScheduleFields.Names(Known.any(""), Known.any(""), Known.untold(checks));
    }

    /// When all is as it will be: one may stand in the place of another.
    private void requireFewChannels() throws SQLException {
        for (var entry : written.entrySet()) {
            int index = entry.getKey();
            boolean created = Objects.requireNonNull(items[index]).result() == Result.CREATED;
            if (created && entry.getValue().kind() == DocumentKind.CHANNEL) {
                try {
                    ConfigurationWrites.requireFew(transaction, Kind.CHANNELS, Channel.MOST);
                } catch (ProblemException e) {
                    refuse(index, e, pointer(index, ""));
                }
            }
        }
    }

    private void remove() throws SQLException {
        for (int i = 0; i < order.remove().size(); i++) {
            remove(order.remove().get(i));
        }
        if (!order.prune().isEmpty()) {
            var kept = heads.values().stream()
                    .map(head -> new Name(head.kind(), head.name()))
                    .collect(Collectors.toSet());
            for (Name name : writes.pruned(transaction, order.prune(), kept)) {
                remove(name);
            }
        }
    }

    private void remove(Name name) throws SQLException {
        String pointer = removal(removals.size());
        try {
            removals.add(writes.remove(transaction, name, who));
        } catch (ProblemException e) {
            removals.add(refused(name, e, pointer));
        }
    }

    private void lookAtNames() throws SQLException {
        var references = References.in(transaction);
        for (var entry : written.entrySet()) {
            if (Objects.requireNonNull(items[entry.getKey()]).result() == Result.UNCHANGED) {
                continue;
            }
            Optional<References.Wrong> wrong = switch (entry.getValue().wish()) {
                case Document.Wish.OfTarget(Target target) -> references.wrongWith(target);
                case Document.Wish.OfSchedule(Schedule schedule) -> references.wrongWith(schedule);
                case Document.Wish.OfCheck _,
                        Document.Wish.OfSite _,
                        Document.Wish.OfThreshold _,
                        Document.Wish.OfSilence _,
                        Document.Wish.OfChannel _,
                        Document.Wish.OfProbe _ -> Optional.empty();
            };
            wrong.ifPresent(found ->
                    refuse(entry.getKey(), pointer(entry.getKey(), "/spec" + found.pointer()), found.detail()));
        }
        for (int i = 0; i < removals.size(); i++) {
            Item item = removals.get(i);
            if (item.result() == Result.REMOVED
                    && DocumentKind.TARGET.wireName().equals(item.kind())) {
                int index = i;
                references
                        .userOf(String.valueOf(item.name()))
                        .ifPresent(user -> removals.set(index, usedStill(item, removal(index), user)));
            }
        }
    }

    private static Item usedStill(Item item, String pointer, String user) {
        return new Item(item.kind(), item.name(), Result.REFUSED, pointer, user + ": remove that too", null, null);
    }

    /// What asked for a removal.
    private String removal(int index) {
        return index < order.remove().size() ? "/remove/" + index : "/prune";
    }

    private void refuse(int index, String pointer, String detail) {
        var head = heads.get(index);
        items[index] = new Item(
                head == null ? null : head.kind().wireName(),
                head == null ? null : head.name(),
                Result.REFUSED,
                pointer,
                detail,
                null,
                null);
    }

    private void refuse(int index, ProblemException problem, String pointer) {
        String detail = detail(problem);
        if (problem.errors().isEmpty()) {
            refuse(index, pointer, detail);
        } else {
            var first = problem.errors().getFirst();
            refuse(index, Pointers.member(pointer + "/spec", first.field()), first.detail());
        }
    }

    private static Item refused(Name name, ProblemException problem, String pointer) {
        return new Item(name.kind().wireName(), name.name(), Result.REFUSED, pointer, detail(problem), null, null);
    }

    /// What a caller can do nothing about goes on its way.
    private static String detail(ProblemException problem) {
        return switch (problem.kind()) {
            case DATABASE_AWAY, INTERNAL, BUSY -> throw problem;
            default -> String.valueOf(problem.getMessage());
        };
    }

    private static String pointer(int document, String rest) {
        return "/documents/" + document + rest;
    }
}
