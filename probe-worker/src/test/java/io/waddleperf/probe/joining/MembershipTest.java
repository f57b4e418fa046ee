package io.waddleperf.probe.joining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.signing.Signature;
import io.waddleperf.probe.joining.Membership.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembershipTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:00Z");
    private static final JoinGrant GRANT = new JoinGrant(
            "fra-1",
            "fra",
            "probe-fra-1",
            "192.0.2.7:9093",
            8,
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    private static final Credentials OWN = new Credentials("A".repeat(43), "B".repeat(42) + 'A');
    private static final Credentials NEXT = new Credentials("C".repeat(42) + 'A', "D".repeat(42) + 'A');

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    private final Membership membership =
            new Membership(GRANT, "https://192.0.2.7:8080", "00".repeat(32), OWN, Optional.empty(), NOW);

    @Test
    void keepsWhatItWasGrantedForItsOwnerOnly() throws IOException {
        Path file = dir.resolve("membership.properties");
        membership.write(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(Optional.of(membership), Membership.read(file));
        membership.asking(NEXT).write(file);
        assertEquals(Optional.of(NEXT), Membership.read(file).flatMap(Membership::next));
    }

    @Test
    void isNoneWhereTheProbeHasNotJoined() throws IOException {
        assertEquals(Optional.empty(), Membership.read(dir.resolve("none")));
    }

    @Test
    void saysWhatToDoWithABrokenFile() throws IOException {
        Path file = Files.writeString(dir.resolve("broken"), "grant={}\n");
        var problem = assertThrows(IOException.class, () -> Membership.read(file));
        assertTrue(String.valueOf(problem.getMessage()).contains("delete it and join anew"), problem.getMessage());
    }

    @Test
    void goesOnWithTheOldSecretsUntilTheNewOnesHold() {
        var asking = membership.asking(NEXT);
        assertTrue(asking.kafka().toString().contains(OWN.password()));
        var renewed = asking.renewed(GRANT, NOW.plusSeconds(1));
        assertTrue(renewed.kafka().toString().contains(NEXT.password()));
        assertEquals(Optional.empty(), renewed.next());
        assertEquals(NOW.plusSeconds(1), renewed.since());
    }

    @Test
    void standsForTheArgumentsThatWereGranted() {
        assertEquals(
                List.of("--probe-id=fra-1", "--bootstrap-servers=192.0.2.7:9093", "--partitions=8"),
                membership.arguments());
    }

    @Test
    void signsWithItsKey() {
        var record = new ProducerRecord<>(Topics.RESULTS.name(), "fra-1", new byte[10]);
        var header = membership.signer().sign("fra-1", record).headers().lastHeader(Signature.HEADER);
        assertTrue(new String(header.value(), StandardCharsets.US_ASCII).startsWith("v1="));
        assertFalse(Access.OPEN
                .signer()
                .sign("fra-1", new ProducerRecord<>("t", "fra-1", new byte[1]))
                .headers()
                .iterator()
                .hasNext());
    }

    @Test
    void needsNoTokenTwice() throws Exception {
        Path file = dir.resolve("membership.properties");
        membership.write(file);
        var joining = new Joining(file, InstantSource.fixed(NOW), new Random(1));
        try (var member = joining.open("wpj1.of-another-time", "0.1.0").orElseThrow()) {
            assertEquals("fra-1", member.probe());
            assertEquals("SASL_SSL", member.kafka().get("security.protocol"));
        }
    }
}
