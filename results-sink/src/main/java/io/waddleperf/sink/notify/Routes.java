package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who is told of what: routes in their order, the first that matches, more where it goes on.
final class Routes {
    private final List<Route> routes;
    private final Map<String, ChannelSpec> channels;

    Routes(List<Route> routes, Collection<ChannelSpec> channels) {
        this.routes = List.copyOf(routes);
        this.channels = channels.stream()
                .collect(Collectors.toMap(ChannelSpec::name, each -> each, (first, _) -> first, LinkedHashMap::new));
    }

    /// One transition for one channel.
    ///
    /// @param group    messages of a channel with the same one stand together
    /// @param quiet    from now to the message, where the group was quiet
    /// @param interval between two messages of the group
    record Delivery(String channel, String group, Duration quiet, Duration interval) {}

    /// Each channel at most once, by the first route that leads there.
    List<Delivery> deliveries(Transition transition, Incident incident) {
        return matching(incident).entrySet().stream()
                .filter(each -> tells(each.getValue(), each.getKey(), transition))
                .map(each -> delivery(each.getKey(), each.getValue(), incident))
                .toList();
    }

    /// Channels that were told of the incident, hold it open and are no longer on its route: they would
    /// hear of no end.
    ///
    /// @param told names of channels
    List<Delivery> left(Set<String> told, Incident incident) {
        var routed = matching(incident).keySet();
        return channels.values().stream()
                .filter(each -> each.keepsState() && told.contains(each.name()) && !routed.contains(each))
                .map(each -> new Delivery(each.name(), incident.id().toString(), Duration.ZERO, Duration.ZERO))
                .toList();
    }

    /// Whatever the routes say.
    ///
    /// @param only the name of one channel, which may be known to others and soon here; null: every channel
    List<Delivery> tests(Incident test, @Nullable String only) {
        return (only == null ? channels.keySet() : Set.of(only))
                .stream()
                        .map(name -> new Delivery(name, test.id().toString(), Duration.ZERO, Duration.ZERO))
                        .toList();
    }

    /// How long a channel waits until it hears of an incident again; empty where it does not.
    Optional<Duration> repeatInterval(String channel, Incident incident) {
        return Optional.ofNullable(matching(incident).get(channels.get(channel)))
                .filter(route -> route.tell().contains(Transition.REMINDER))
                .map(Route::repeatInterval);
    }

    /// The channels that the incident is routed to.
    List<ChannelSpec> of(Incident incident) {
        return List.copyOf(matching(incident).keySet());
    }

    /// The labels behind a group's name; empty where the channel does not group.
    Map<String, String> groupLabels(String group, Incident incident) {
        var labels = IncidentLabels.of(incident);
        return routes.stream()
                .filter(route -> group.startsWith(route.name() + ":{"))
                .findFirst()
                .map(route -> route.groupBy().stream().collect(Collectors.toMap(name -> name, labels::joined)))
                .orElse(Map.of());
    }

    Collection<ChannelSpec> channels() {
        return channels.values();
    }

    private Map<ChannelSpec, Route> matching(Incident incident) {
        var labels = IncidentLabels.of(incident);
        var found = new LinkedHashMap<ChannelSpec, Route>();
        for (var route : routes) {
            if (route.matches(labels, incident.severity())) {
                for (var name : route.channels()) {
                    found.putIfAbsent(channels.get(name), route);
                }
                if (!route.goesOn()) {
                    break;
                }
            }
        }
        return found;
    }

    private static boolean tells(Route route, ChannelSpec channel, Transition transition) {
        return switch (transition) {
            case TEST -> true;
            case MERGED -> channel.keepsState();
            // what keeps a state would hold an incident open that nobody closes
            case CLOSED -> channel.keepsState() || route.tell().contains(transition);
            // the others remind by themselves
            case REMINDER -> channel.groups() && route.tell().contains(transition);
            case OPENED, CHANGED, ACKNOWLEDGED, REOPENED, RECOVERING ->
                route.tell().contains(transition);
        };
    }

    private static Delivery delivery(ChannelSpec channel, Route route, Incident incident) {
        if (!channel.groups()) {
            return new Delivery(channel.name(), incident.id().toString(), Duration.ZERO, Duration.ZERO);
        }
        var labels = IncidentLabels.of(incident);
        var parts = new ArrayList<String>();
        for (var name : route.groupBy()) {
            parts.add(name + "=\"" + labels.joined(name) + '"');
        }
        String group = route.name() + ":{" + String.join(",", parts) + '}';
        return new Delivery(channel.name(), group, route.groupWait(), route.groupInterval());
    }
}
