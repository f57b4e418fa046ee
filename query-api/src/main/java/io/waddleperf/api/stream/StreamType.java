package io.waddleperf.api.stream;

import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;

/// What a listener may want to hear of.
enum StreamType implements WireName {
    RESULT("result", ""),
    ESCALATION("escalation", "e"),
    INCIDENT("incident", "i");

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

    Topic<?> topic() {
        return switch (this) {
            case RESULT -> Topics.RESULTS;
            case ESCALATION -> Topics.ESCALATIONS;
            case INCIDENT -> Topics.INCIDENTS;
        };
    }

    /// `partition:offset` for results, with a letter before it for the others.
    String id(int partition, long offset) {
        return prefix + partition + ':' + offset;
    }

    static StreamType of(Topic<?> topic) {
        for (StreamType type : values()) {
            if (type.topic().equals(topic)) {
                return type;
            }
        }
        throw new IllegalArgumentException("nobody streams " + topic.name());
    }
}
