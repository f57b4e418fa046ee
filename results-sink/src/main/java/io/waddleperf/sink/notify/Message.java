package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// What goes to a channel at once: the news of one group.
///
/// @param id    follows from the news: a message that is sent again has the same one
/// @param items an incident each, those that go on first, the worst first
record Message(String id, String group, List<Item> items) {
    Message {
        items = List.copyOf(items);
    }

    /// The news of one incident, oldest first, and the newest revision among them.
    record Item(Incident incident, List<Fact> facts) {
        Item {
            facts = List.copyOf(facts);
        }

        Transition last() {
            return facts.getLast().transition();
        }

        boolean ended() {
            return last().ends();
        }

        boolean has(Transition transition) {
            return facts.stream().anyMatch(fact -> fact.transition() == transition);
        }
    }

    static Message of(String group, List<Fact> facts) {
        var byIncident = new LinkedHashMap<UUID, List<Fact>>();
        facts.stream()
                .sorted(Comparator.comparingLong((Fact fact) -> fact.incident().revision())
                        .thenComparing(Fact::transition))
                .forEach(fact -> byIncident
                        .computeIfAbsent(fact.id(), _ -> new ArrayList<>())
                        .add(fact));
        var items = byIncident.values().stream()
                .map(each -> new Item(each.getLast().incident(), each))
                .sorted(Comparator.comparing(Item::ended)
                        .thenComparingInt(item -> -Ranks.of(item.incident().severity())))
                .toList();
        var keys = facts.stream().map(Fact::key).sorted().toArray(String[]::new);
        return new Message(Ids.uuid("notification", keys).toString(), group, items);
    }
}
