package io.waddleperf.api.stream;

import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import org.jspecify.annotations.Nullable;

/// What a listener may want to hear of.
enum StreamType implements WireName {
    RESULT("result", ""),
    ESCALATION("escalation", "e"),
    INCIDENT("incident", "i"),
    /// What changed in the snapshot of all paths.
    PATHS("paths", "");

    private final String wireName;
    private final String prefix;

    StreamType(String wireName, String prefix) {
        this.wireName = wireName;
        this.prefix = prefix;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /// Null where it is made here.
    @Nullable
    Topic<?> topic() {
        return switch (this) {
            case RESULT -> Topics.RESULTS;
            case ESCALATION -> Topics.ESCALATIONS;
            case INCIDENT -> Topics.INCIDENTS;
            case PATHS -> null;
        };
    }

    /// `partition:offset` for results, with a letter before it for the others.
    String id(int partition, long offset) {
        return prefix + partition + ':' + offset;
    }

    static StreamType of(Topic<?> topic) {
        for (StreamType type : values()) {
            if (topic.equals(type.topic())) {
                return type;
            }
        }
        throw new IllegalArgumentException("nobody streams " + topic.name());
    }
}
