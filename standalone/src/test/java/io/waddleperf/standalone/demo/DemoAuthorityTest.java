package io.waddleperf.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final SecureRandom random = new SecureRandom();

    @Test
    void signsWhatTheJdkTakesForLoopback() throws Exception {
        var authority = new DemoAuthority(NOW, random);
        var identity = authority.issue("shop", NOW.minus(DAY), NOW.plus(DAY));
        var certificate = identity.chain().getFirst();
        assertEquals("CN=shop", certificate.getSubjectX500Principal().getName());
        assertEquals(
                "CN=WaddlePerf demo authority",
                certificate.getIssuerX500Principal().getName());
        assertEquals(NOW.plus(DAY), certificate.getNotAfter().toInstant());
        assertEquals(-1, certificate.getBasicConstraints(), "it cannot sign");
        Set<Object> names = certificate.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1))
                .collect(Collectors.toSet());
        assertEquals(Set.of("localhost", "127.0.0.1"), names);
        assertDoesNotThrow(() -> validate(authority, identity));
    }

    @Test
    void makesAnAuthorityThatMaySign() throws Exception {
        var certificate = new DemoAuthority(NOW, random).certificate();
        assertTrue(certificate.getBasicConstraints() >= 0);
        assertTrue(certificate.getKeyUsage()[5], "keyCertSign");
        assertEquals(3, certificate.getVersion());
    }

    @Test
    void signsWhatTheJdkFindsExpiredAndNothingElse() throws Exception {
        var authority = new DemoAuthority(NOW, random);
        var identity = authority.issue("shop", NOW.minus(DAY.multipliedBy(40)), NOW.minus(DAY.multipliedBy(10)));
        var refusal = assertThrows(CertPathValidatorException.class, () -> validate(authority, identity));
        assertEquals(BasicReason.EXPIRED, assertInstanceOf(BasicReason.class, refusal.getReason()));
    }

    @Test
    void makesEachAuthorityAnew() throws Exception {
        var one = new DemoAuthority(NOW, random);
        var other = new DemoAuthority(NOW, random);
        assertNotEquals(one.certificate().getPublicKey(), other.certificate().getPublicKey());
        assertThrows(
                CertPathValidatorException.class,
                () -> validate(one, other.issue("shop", NOW.minus(DAY), NOW.plus(DAY))));
    }

    private static void validate(DemoAuthority authority, DemoAuthority.Identity identity) throws Exception {
        var path = CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(identity.chain().getFirst()));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        var _ = CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
