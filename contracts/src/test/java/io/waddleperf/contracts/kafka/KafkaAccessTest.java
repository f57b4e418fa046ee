package io.waddleperf.contracts.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {
    private static final Map<String, String> SECURED = Map.of(
            "kafka.bootstrap.servers", "kafka.example:9093",
            "kafka.security.protocol", "SASL_SSL",
            "kafka.sasl.jaas.config", "…ScramLoginModule required username=\"a\" password=\"secret\";",
            "kafka.linger.ms", "500");

    private final KafkaAccess access = KafkaAccess.of(name -> Optional.ofNullable(SECURED.get(name)));

    @Test
    void givesEachClientTheWayInAndLeavesItsOwnSettings() {
        assertEquals(
                Map.of(
                        "client.id", "scheduler",
                        "bootstrap.servers", "kafka.example:9093",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", SECURED.get("kafka.sasl.jaas.config")),
                access.with(Map.of("client.id", "scheduler")));
    }

    /// As a secret of an orchestrator is handed over: PEM in a variable, and no file.
    @Test
    void takesAKeyThatIsATextAndNoFile() {
        var given = Map.of(
                "kafka.bootstrap.servers", "kafka.example:9093",
                "kafka.security.protocol", "SSL",
                "kafka.ssl.keystore.type", "PEM",
                "kafka.ssl.keystore.key", "-----BEGIN PRIVATE KEY-----",
                "kafka.ssl.keystore.certificate.chain", "-----BEGIN CERTIFICATE-----");
        var settings =
                KafkaAccess.of(name -> Optional.ofNullable(given.get(name))).with(Map.of());
        given.forEach((name, value) -> assertEquals(value, settings.get(name.substring("kafka.".length()))));
    }

    @Test
    void leavesPasswordsOutOfItsText() {
        assertFalse(access.toString().contains("secret"));
        assertEquals(
                "KafkaAccess[127.0.0.1:9092, PLAINTEXT]",
                KafkaAccess.open("127.0.0.1:9092").toString());
    }

    @Test
    void saysWhatIsMissingWhereNobodySaysWhereKafkaIs() {
        var problem = assertThrows(IllegalArgumentException.class, () -> KafkaAccess.of(_ -> Optional.empty()));
        assertEquals(
                "kafka.bootstrap.servers must be set to host:port of Kafka, KAFKA_BOOTSTRAP_SERVERS in the environment",
                problem.getMessage());
    }
}
