package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/// All channels of the configuration at some moment.
///
/// @param channels by name
/// @param removed  names of what was there before
record ConfiguredChannels(Map<String, Channel> channels, Set<String> removed) {
    private static final Logger LOG = Logger.getLogger(ConfiguredChannels.class);

    ConfiguredChannels {
        channels = Map.copyOf(channels);
        removed = Set.copyOf(removed);
    }

    /// As the table `channel` has them: what the topic tells comes from there.
    static ConfiguredChannels read(Connection connection) throws SQLException {
        var channels = new TreeMap<String, Channel>();
        var removed = new TreeSet<String>();
        try (var statement =
                        connection.prepareStatement("SELECT id, IF(deleted, NULL, document) FROM channel ORDER BY id");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                String document = rows.getString(2);
                if (document == null) {
                    removed.add(rows.getString(1));
                } else {
                    add(rows.getString(1), document, channels);
                }
            }
        }
        return new ConfiguredChannels(channels, removed);
    }

    /// What a newer version has written is left out alone.
    private static void add(String id, String document, Map<String, Channel> channels) {
        try {
            channels.put(id, WireCodec.read(Channel.class, document));
        } catch (WireFormatException e) {
            LOG.errorf("channel %s of the database cannot be read: %s", id, e.getMessage());
        }
    }
}
