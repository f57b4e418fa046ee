package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The channels in force: the notifier's own, of its file and URLs, and those of the configuration.
///
/// Of one name, its own wins: who runs the notifier has the last word on where it sends.
final class ChannelBook {
    private static final Logger LOG = Logger.getLogger(ChannelBook.class);

    private final List<ChannelSpec> own;
    private final List<Route> ownRoutes;
    private final SecretPlaces secrets;
    private volatile Page page;

    ChannelBook(List<ChannelSpec> own, List<Route> ownRoutes, SecretPlaces secrets) {
        this.own = List.copyOf(own);
        this.ownRoutes = List.copyOf(ownRoutes);
        this.secrets = secrets;
        this.page = page(new ConfiguredChannels(Map.of(), Set.of()));
    }

    /// As the configuration was at some moment.
    ///
    /// @param unusable by name, what this version can do nothing with
    /// @param removed  names of channels that were removed, and are not there again
    private record Page(Routes routes, Map<String, Long> versions, Map<String, Entry> unusable, Set<String> removed) {}

    /// A channel as the notifier has it.
    ///
    /// @param version of the configuration's; 0: its own
    /// @param problem why nothing can be told by it; empty: nothing is known to be wrong
    record Entry(String name, String kind, long version, String problem) {}

    Routes routes() {
        return page.routes;
    }

    /// Whether it was there and is so no more.
    boolean isRemoved(String name) {
        return page.removed.contains(name);
    }

    Set<String> removed() {
        return page.removed;
    }

    /// All that the configuration has now.
    void set(ConfiguredChannels configured) {
        Page before = page;
        page = page(configured);
        page.unusable.forEach((name, entry) -> {
            if (!entry.equals(before.unusable.get(name))) {
                LOG.warnf("nothing is told by channel %s: %s", name, entry.problem());
            }
        });
        page.versions.forEach((name, version) -> {
            if (!version.equals(before.versions.get(name))) {
                LOG.infof("channel %s is in force in version %d", name, version);
            }
        });
    }

    private Page page(ConfiguredChannels configured) {
        var specs = new ArrayList<>(own);
        var routes = new ArrayList<Route>();
        var versions = new TreeMap<String, Long>();
        var unusable = new TreeMap<String, Entry>();
        var taken = own.stream().map(ChannelSpec::name).collect(Collectors.toSet());
        for (Channel channel : new TreeMap<>(configured.channels()).values()) {
            if (taken.contains(channel.id())) {
                continue;
            }
            try {
                var route = ConfiguredChannel.route(channel);
                specs.add(ConfiguredChannel.spec(channel, secrets));
                if (channel.enabled()) {
                    routes.add(route);
                }
                versions.put(channel.id(), channel.version());
            } catch (IllegalArgumentException e) {
                unusable.put(channel.id(), unusable(channel, String.valueOf(e.getMessage())));
            }
        }
        routes.addAll(ownRoutes); // after them, for one of these may end the search
        var removed = configured.removed().stream()
                .filter(name -> !taken.contains(name))
                .collect(Collectors.toUnmodifiableSet());
        return new Page(new Routes(routes, specs), versions, unusable, removed);
    }

    private static Entry unusable(Channel channel, String why) {
        return new Entry(channel.id(), channel.destination().wireName(), channel.version(), why);
    }

    /// Looks whether the secrets of each are there.
    List<Entry> entries() {
        Page now = page;
        var entries = new ArrayList<>(now.unusable.values());
        now.routes.channels().forEach(spec -> {
            long version = now.versions.getOrDefault(spec.name(), 0L);
            entries.add(new Entry(spec.name(), spec.kind(), version, problem(spec)));
        });
        return entries;
    }

    private static String problem(ChannelSpec spec) {
        try {
            spec.requireComplete();
            return "";
        } catch (IOException e) {
            return PlainText.line(String.valueOf(e.getMessage()), 500);
        }
    }
}
