package io.waddleperf.contracts.catalogue;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.kafka.Topic;
import java.util.List;

/// What one topic is for.
///
/// @param events      what its values are, told apart by `ce_type`; the topic's own first
/// @param description in words, ended by a full stop
/// @param writers     services, or who else
/// @param readers     services; downstream programs may read each public topic besides
public record CatalogueEntry(
        List<Topic<?>> events, Audience audience, String description, List<String> writers, List<String> readers) {
    public CatalogueEntry {
        events = List.copyOf(events);
        Require.range("events", events.size(), 1, 10);
        writers = List.copyOf(writers);
        readers = List.copyOf(readers);
    }

    public Topic<?> topic() {
        return events.getFirst();
    }

    public boolean isPublic() {
        return audience == Audience.PUBLIC;
    }
}
