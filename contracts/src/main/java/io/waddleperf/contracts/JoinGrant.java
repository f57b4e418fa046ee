package io.waddleperf.contracts;

/// A probe is let in.
///
/// @param username         its name in Kafka
/// @param bootstrapServers of Kafka
/// @param partitions       of the topics that are spread by probe
/// @param authority        the certificate in PEM that it trusts from now on
public record JoinGrant(
        String probe, String site, String username, String bootstrapServers, int partitions, String authority) {
    public JoinGrant {
        Require.name("probe", probe);
        Require.name("site", site);
        Require.name("username", username);
        Require.present("bootstrapServers", bootstrapServers);
        Require.range("partitions", partitions, 1, 100_000);
        Require.present("authority", authority);
    }
}
