package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.sink.notify.Message.Item;
import java.util.List;
import java.util.Set;

/// An incident that goes on, and the channels that were told of it.
record Standing(Incident incident, Set<String> told) {
    Standing {
        told = Set.copyOf(told);
    }

    Item item() {
        return new Item(incident, List.of(new Fact(Transition.OPENED, incident.revision(), "", incident)));
    }
}
