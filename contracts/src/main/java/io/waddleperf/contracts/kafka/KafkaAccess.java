package io.waddleperf.contracts.kafka;

import io.waddleperf.contracts.Require;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Where Kafka is, and how one is let in: the same for all clients of a service.
///
/// @param bootstrap `host:port`, several separated by commas
/// @param security  settings of Kafka's clients by their names; empty where everybody is let in
public record KafkaAccess(String bootstrap, Map<String, String> security) {
    /// In the configuration of a service all settings of this kind are below it, as Quarkus has them.
    public static final String PREFIX = "kafka.";

    private static final String BOOTSTRAP = "bootstrap.servers";

    /// What is taken from the configuration besides the address.
    public static final List<String> SECURITY = List.of(
            "security.protocol",
            "sasl.mechanism",
            "sasl.jaas.config",
            "ssl.truststore.type",
            "ssl.truststore.location",
            "ssl.truststore.password",
            "ssl.truststore.certificates",
            "ssl.keystore.type",
            "ssl.keystore.location",
            "ssl.keystore.password",
            "ssl.keystore.key",
            "ssl.keystore.certificate.chain",
            "ssl.key.password");

    public KafkaAccess {
        Require.present("kafka.bootstrap.servers", bootstrap);
        security = Map.copyOf(security);
    }

    /// A Kafka that lets everybody in.
    public static KafkaAccess open(String bootstrap) {
        return new KafkaAccess(bootstrap, Map.of());
    }

    /// @param configuration of a service, by name
    /// @throws IllegalArgumentException where it does not say where Kafka is
    public static KafkaAccess of(Function<String, Optional<String>> configuration) {
        String bootstrap = configuration
                .apply(PREFIX + BOOTSTRAP)
                .orElseThrow(() -> new IllegalArgumentException("kafka.bootstrap.servers must be set to host:port of"
                        + " Kafka, KAFKA_BOOTSTRAP_SERVERS in the environment"));
        var security = new TreeMap<String, String>();
        SECURITY.forEach(name -> configuration.apply(PREFIX + name).ifPresent(value -> security.put(name, value)));
        return new KafkaAccess(bootstrap, security);
    }

    /// The settings of one client, with these.
    public Map<String, Object> with(Map<String, ?> client) {
        var all = new HashMap<String, Object>(client);
        all.put(BOOTSTRAP, bootstrap);
        all.putAll(security);
        return all;
    }

    /// Without passwords.
    @Override
    public String toString() {
        return "KafkaAccess[" + bootstrap + ", " + security.getOrDefault("security.protocol", "PLAINTEXT") + ']';
    }
}
