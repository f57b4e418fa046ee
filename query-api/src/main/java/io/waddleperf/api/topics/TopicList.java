package io.waddleperf.api.topics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All topics, those for every program first.
///
/// @param next    always null: there is one page
/// @param at      when Kafka was asked how they flow
/// @param unknown why it did not tell; null where it did
public record TopicList(
        List<TopicView> items,
        @Nullable String next,
        Instant at,
        @Nullable String unknown) {
    public TopicList {
        items = List.copyOf(items);
    }

    static TopicList of(List<TopicView> topics, FlowReading reading) {
        return switch (reading) {
            case FlowReading.Read(var at, var flows) ->
                new TopicList(
                        topics.stream()
                                .map(topic -> topic.with(flows.get(topic.name())))
                                .toList(),
                        null,
                        at,
                        null);
            case FlowReading.Unknown(var at, var reason) -> new TopicList(topics, null, at, reason);
        };
    }
}
