package io.waddleperf.api.topics;

import java.time.Instant;
import java.util.Map;

/// All topics' flow at one moment, or why it is not known.
sealed interface FlowReading {
    Instant at();

    /// @param flows by topic; one that does not exist yet is absent
    record Read(Instant at, Map<String, TopicFlow> flows) implements FlowReading {
        public Read {
            flows = Map.copyOf(flows);
        }
    }

    record Unknown(Instant at, String reason) implements FlowReading {}
}
