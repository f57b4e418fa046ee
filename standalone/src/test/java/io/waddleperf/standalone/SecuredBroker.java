package io.waddleperf.standalone;

import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.embedded.NetworkListener;
import io.waddleperf.standalone.authority.Authority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/// A broker as `--listen` starts it, on loopback: TLS, names and passwords, and the authorizer.
final class SecuredBroker implements AutoCloseable {
    static final int PARTITIONS = 4;

    private final EmbeddedKafka kafka;
    private final Authority authority;
    private final Admin services;

    private SecuredBroker(EmbeddedKafka kafka, Authority authority, Admin services) {
        this.kafka = kafka;
        this.authority = authority;
        this.services = services;
    }

    static SecuredBroker start(Path dir) throws Exception {
        var authority = Authority.open(dir.resolve("authority"), InstantSource.system(), new SecureRandom());
        authority.renew(List.of("localhost", "127.0.0.1"));
        var listener = new NetworkListener("127.0.0.1", 0, "127.0.0.1", authority.server());
        var kafka = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, 64 << 20, listener));
        var services = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
        TopicProvisioner.ensure(services, PARTITIONS, (short) 1);
        return new SecuredBroker(kafka, authority, services);
    }

    /// As the services come: over loopback, and may do all.
    Admin services() {
        return services;
    }

    String loopback() {
        return kafka.bootstrap();
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    Authority authority() {
        return authority;
    }

    /// As other machines come.
    Map<String, Object> client(String user, String password) throws Exception {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", kafka.networkBootstrap());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", Files.readString(authority.certificate()));
        settings.put("default.api.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        return settings;
    }

    @Override
    public void close() {
        services.close();
        kafka.close();
    }
}
