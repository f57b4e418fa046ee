package io.waddleperf.policy;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathOrder;
import io.waddleperf.contracts.RunEvent;
import java.util.List;

/// What follows from an event or a tick.
public record IncidentChanges(List<Incident> incidents, List<PathOrder> orders, List<RunEvent> events) {
    public IncidentChanges {
        incidents = List.copyOf(incidents);
        orders = List.copyOf(orders);
        events = List.copyOf(events);
    }
}
