package io.waddleperf.api.channels;

import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the channels: those of the configuration, and those that the notifier has besides.
@Singleton
final class ChannelQuery {
    private final Database database;
    private final ConfigurationQuery configuration;
    private final VisibleConfiguration visible;
    private final InstantSource clock;

    @Inject
    ChannelQuery(Database database, ConfigurationQuery configuration, VisibleConfiguration visible) {
        this.database = database;
        this.configuration = configuration;
        this.visible = visible;
        clock = Clock.systemUTC();
    }

    /// By name, as the caller may see them.
    List<ChannelView> all() {
        return views().values().stream().map(this::forCaller).toList();
    }

    Optional<ChannelView> one(String id) {
        return Optional.ofNullable(views().get(id)).map(this::forCaller);
    }

    /// As it is after a change.
    ChannelView of(Channel channel) {
        Map<String, NotifierChannel> known = NotifierChannel.all(database);
        return ChannelView.of(channel, known.get(channel.id()), isHeard(known));
    }

    private Map<String, ChannelView> views() {
        Map<String, NotifierChannel> known = NotifierChannel.all(database);
        boolean heard = isHeard(known);
        var views = new TreeMap<String, ChannelView>();
        known.values().stream()
                .filter(NotifierChannel::isOwn)
                .forEach(own -> views.put(own.name(), ChannelView.of(own, heard)));
        for (Channel channel : configuration.channels()) {
            views.put(channel.id(), ChannelView.of(channel, known.get(channel.id()), heard));
        }
        return views;
    }

    private boolean isHeard(Map<String, NotifierChannel> known) {
        return ChannelView.isHeard(NotifierChannel.newest(known), clock.instant());
    }

    private ChannelView forCaller(ChannelView view) {
        return visible.mayChangeChannels() ? view : view.withheld();
    }
}
