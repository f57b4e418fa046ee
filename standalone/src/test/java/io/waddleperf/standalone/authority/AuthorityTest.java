package io.waddleperf.standalone.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {
    private static final Instant START = Instant.parse("2026-11-23T02:42:00Z");
    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1", "::1", "wp.example");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Test
    void keepsItsKeyFromOthersOnThisMachine() throws Exception {
        var authority = at(START);
        assertTrue(authority.renew(HOSTS));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("ca"))));
        try (var files = Files.list(dir.resolve("ca"))) {
            for (var file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
    }

    @Test
    void signsForEachNameOfTheServers() throws Exception {
        var authority = at(START);
        assertTrue(authority.renew(HOSTS));
        var server = server(authority);
        assertEquals(4, server.getSubjectAlternativeNames().size());
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), server.getExtendedKeyUsage());
        assertEquals(-1, server.getBasicConstraints(), "it cannot sign");
        validate(server, certificate(authority.certificate()), START);
    }

    @Test
    void leavesWhatIsGoodAsItIs() throws Exception {
        assertTrue(at(START).renew(HOSTS));
        String before = Files.readString(at(START).server());
        assertFalse(at(START.plus(Duration.ofDays(50))).renew(HOSTS));
        assertEquals(before, Files.readString(at(START).server()));
    }

    @Test
    void renewsAServersCertificateBeforeItEnds() throws Exception {
        assertTrue(at(START).renew(HOSTS));
        var old = server(at(START));
        Instant later = START.plus(Duration.ofDays(61));
        assertTrue(at(later).renew(HOSTS));
        var renewed = server(at(later));
        assertNotEquals(old.getPublicKey(), renewed.getPublicKey());
        validate(renewed, certificate(at(later).certificate()), later);
    }

    @Test
    void renewsAServersCertificateWhereItHasAnotherName() throws Exception {
        assertTrue(at(START).renew(HOSTS));
        assertTrue(at(START).renew(List.of("localhost")));
        assertEquals(1, server(at(START)).getSubjectAlternativeNames().size());
    }

    /// Probes know the key by its hash, and trust the certificate that they were given.
    @Test
    void renewsItselfWithTheSameKey() throws Exception {
        assertTrue(at(START).renew(HOSTS));
        var first = certificate(at(START).certificate());
        Instant later = START.plus(Duration.ofDays(9 * 365 + 10));
        assertTrue(at(later).renew(HOSTS));
        var second = certificate(at(later).certificate());
        assertNotEquals(first.getNotAfter(), second.getNotAfter());
        assertEquals(first.getPublicKey(), second.getPublicKey());
        validate(server(at(later)), first, later);
        validate(server(at(later)), second, later);
    }

    @Test
    void saysWhatIsWrongWithItsDirectory() throws Exception {
        Files.createDirectories(dir.resolve("ca"));
        Files.writeString(dir.resolve("ca/authority.key"), "nothing");
        var problem = assertThrows(IOException.class, () -> at(START));
        assertTrue(String.valueOf(problem.getMessage()).contains("there is no PUBLIC KEY"), problem.getMessage());
    }

    private Authority at(Instant now) throws IOException {
        return Authority.open(dir.resolve("ca"), InstantSource.fixed(now), new SecureRandom());
    }

    private static X509Certificate server(Authority authority) throws Exception {
        return certificate(authority.server());
    }

    private static X509Certificate certificate(Path file) throws Exception {
        return Pem.certificates(Files.readString(file)).getFirst();
    }

    private static void validate(X509Certificate server, X509Certificate authority, Instant at) throws Exception {
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        var _ = CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
