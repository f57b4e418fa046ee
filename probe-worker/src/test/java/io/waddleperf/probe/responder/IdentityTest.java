package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.tls.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final SelfSigned.Names NAMES =
            new SelfSigned.Names(List.of("localhost"), List.of(InetAddress.ofLiteral("::1")));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void isMadeOnceAndKept() throws Exception {
        var made = Identity.kept(dir.resolve("new"), NAMES, NOW);
        var file = dir.resolve("new").resolve(Identity.FILE);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        var certificate = made.chain().getFirst();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(java.util.Date.from(NOW.minus(Duration.ofHours(23))));
        certificate.checkValidity(java.util.Date.from(NOW.plus(Duration.ofDays(824))));
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
        assertEquals(
                certificate,
                Identity.kept(dir.resolve("new"), NAMES, NOW).chain().getFirst());
        var shown = Pem.certificates(dir.resolve("new").resolve(Identity.PUBLIC_FILE));
        assertEquals(List.of(certificate), shown);
        try (var files = Files.list(dir.resolve("new"))) {
            assertEquals(2, files.count(), "no draft is left");
        }
    }

    @Test
    void isRenewedBeforeItEndsAndForOtherNames() throws Exception {
        var first = Identity.kept(dir, NAMES, NOW).chain().getFirst();
        var later = Identity.kept(dir, NAMES, NOW.plus(Duration.ofDays(796)))
                .chain()
                .getFirst();
        assertNotEquals(first.getSerialNumber(), later.getSerialNumber());
        var others = new SelfSigned.Names(List.of("localhost"), List.of(InetAddress.ofLiteral("192.0.2.7")));
        var moved = Identity.kept(dir, others, NOW.plus(Duration.ofDays(796)))
                .chain()
                .getFirst();
        assertNotEquals(later, moved);
    }

    @Test
    void takesTheOperatorsAndSaysWhatIsWrongWithThem() throws Exception {
        Identity.kept(dir, NAMES, NOW);
        var good = dir.resolve(Identity.FILE);
        assertEquals(1, Identity.of(good, good).chain().size());
        var generator = KeyPairGenerator.getInstance("EC");
        var key = Files.writeString(
                dir.resolve("other.key"), Pem.text(generator.generateKeyPair().getPrivate()));
        assertEquals(key + " is not the key of the certificate in " + good, complaint(good, key));
        generator = KeyPairGenerator.getInstance("Ed25519");
        Files.writeString(key, Pem.text(generator.generateKeyPair().getPrivate()));
        assertTrue(complaint(good, key).startsWith(key + " has a key that is not the certificate's: "));
        Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        assertTrue(complaint(good, key).contains("openssl pkcs8 -topk8"));
        Files.writeString(key, "nothing");
        assertEquals(key + " has no private key in PEM", complaint(good, key));
        assertEquals(key + " has no certificate in PEM", complaint(key, good));
        Files.writeString(key, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertTrue(complaint(key, good).startsWith(key + " has a certificate that cannot be read"));
    }

    @Test
    void isForTheAddressThatItListensOnAndForLoopback() throws IOException {
        var names = CertificateAt.Names.of(InetAddress.ofLiteral("192.0.2.7"));
        assertEquals("localhost", names.dns().getFirst());
        assertTrue(names.addresses()
                .containsAll(List.of(
                        InetAddress.ofLiteral("127.0.0.1"),
                        InetAddress.ofLiteral("::1"),
                        InetAddress.ofLiteral("192.0.2.7"))));
        assertTrue(CertificateAt.Names.of(InetAddress.ofLiteral("0.0.0.0")).addresses().stream()
                .noneMatch(one -> one.isAnyLocalAddress() || one.isLinkLocalAddress()));
    }

    private static String complaint(Path certificate, Path key) {
        return String.valueOf(assertThrows(IOException.class, () -> Identity.of(certificate, key))
                .getMessage());
    }
}
