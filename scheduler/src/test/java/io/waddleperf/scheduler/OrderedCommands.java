package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What stands on the topic of commands, against the slots of what is assigned.
record OrderedCommands(List<Ordered> all) {
    /// @param at when its scheduler sent it
    record Ordered(Command command, int partition, Instant at) {
        private static Ordered of(ConsumerRecord<String, byte[]> record) {
            return new Ordered(
                    WireCodec.read(Command.class, record.value()),
                    record.partition(),
                    Instant.ofEpochMilli(record.timestamp()));
        }
    }

    static OrderedCommands read(SchedulerSettings settings) {
        return new OrderedCommands(
                records(settings, Topics.COMMANDS).stream().map(Ordered::of).toList());
    }

    /// The ids that the slots of all series have within that time.
    static Set<UUID> expected(SchedulerSettings settings, Instant from, Instant until) {
        var expected = new HashSet<UUID>();
        assignments(settings)
                .forEach((probe, assignment) -> assignment.items().forEach(item -> {
                    for (Instant slot = item.slotAfter(from); slot.isBefore(until); slot = item.slotAfter(slot)) {
                        expected.add(id(probe, item, slot));
                    }
                }));
        return expected;
    }

    /// The ids of the first slots, outside the phases.
    static Set<UUID> first(SchedulerSettings settings) {
        var first = new HashSet<UUID>();
        assignments(settings)
                .forEach((probe, assignment) ->
                        assignment.items().forEach(item -> first.add(id(probe, item, item.firstAt()))));
        return first;
    }

    private static UUID id(String probe, Assignment.Item item, Instant slot) {
        var cause = new Cause.Scheduled(item.schedule(), slot);
        return Ids.command(cause, 1, probe, item.target().id(), item.check(), item.family());
    }

    private static Map<String, Assignment> assignments(SchedulerSettings settings) {
        var newest = new HashMap<String, Assignment>();
        records(settings, Topics.ASSIGNMENTS)
                .forEach(record -> newest.put(record.key(), WireCodec.read(Assignment.class, record.value())));
        return newest;
    }

    /// By when each was due.
    Set<UUID> ids(Instant from, Instant until) {
        var ids = new HashSet<UUID>();
        all.stream()
                .filter(one -> one.command().dueAt().isAfter(from)
                        && one.command().dueAt().isBefore(until))
                .forEach(one -> ids.add(one.command().id()));
        return ids;
    }

    /// How many were sent more than once within that time.
    long doubled(Instant from, Instant until) {
        var seen = new HashSet<UUID>();
        return all.stream()
                .filter(one -> one.at().isAfter(from) && one.at().isBefore(until))
                .filter(one -> !seen.add(one.command().id()))
                .count();
    }

    /// The longest from a slot that was due after `from` to the first time that it was ordered.
    Duration latest(Instant from) {
        var first = new HashMap<UUID, Duration>();
        all.stream()
                .filter(one -> one.command().dueAt().isAfter(from))
                .forEach(one -> first.merge(
                        one.command().id(),
                        Duration.between(one.command().dueAt(), one.at()),
                        OrderedCommands::shorter));
        return first.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static List<ConsumerRecord<String, byte[]>> records(SchedulerSettings settings, Topic<?> topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = Clients.consumer(settings, "test")) {
            CompactedTopics.read(consumer, List.of(topic), records::add);
        }
        return records;
    }
}
