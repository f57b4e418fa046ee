package io.waddleperf.standalone.demo;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Signs certificates for this machine's loopback; its own key is never written down, so that
/// nobody can sign with it once the process has ended.
///
/// The JDK has no public way to make a certificate. This writes what RFC 5280 asks for. A certificate
/// that signs itself would not do: the JDK takes one that is in its trust store even when expired.
final class DemoAuthority {
    private static final String NAME = "WaddlePerf demo authority";
    private static final Duration LIFE = Duration.ofDays(400);
    private static final int SERIAL_BITS = 120;
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final byte[] COMMON_NAME = Der.oid("2.5.4.3");
    private static final byte[] BASIC_CONSTRAINTS = Der.oid("2.5.29.19");
    private static final byte[] KEY_USAGE = Der.oid("2.5.29.15");
    private static final byte[] ALTERNATIVE_NAMES = Der.oid("2.5.29.17");
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final SecureRandom random;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /// A server's key and its chain, the server's own certificate first.
    record Identity(PrivateKey key, List<X509Certificate> chain) {
        Identity {
            chain = List.copyOf(chain);
        }
    }

    private record Validity(Instant from, Instant to) {}

    DemoAuthority(Instant now, SecureRandom random) throws GeneralSecurityException {
        this.random = random;
        keys = newKeys();
        byte[] authority = Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(Der.sequence(Der.yes())));
        byte[] signs = Der.sequence(KEY_USAGE, Der.yes(), Der.octets(Der.bits(2, new byte[] {0b100})));
        var validity = new Validity(now.minus(LIFE), now.plus(LIFE));
        certificate = certificate(NAME, keys, validity, Der.sequence(authority, signs));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// A new key with a certificate for `localhost` and 127.0.0.1.
    Identity issue(String name, Instant from, Instant to) throws GeneralSecurityException {
        byte[] names = Der.sequence(
                Der.implicit(2, "localhost".getBytes(StandardCharsets.US_ASCII)), Der.implicit(7, LOOPBACK));
        byte[] extension = Der.sequence(ALTERNATIVE_NAMES, Der.octets(names));
        KeyPair own = newKeys();
        var issued = certificate(name, own, new Validity(from, to), Der.sequence(extension));
        return new Identity(own.getPrivate(), List.of(issued, certificate));
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509Certificate certificate(String subject, KeyPair subjectKeys, Validity validity, byte[] extensions)
            throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1)),
                ECDSA_WITH_SHA256,
                name(NAME),
                Der.sequence(Der.time(validity.from()), Der.time(validity.to())),
                name(subject),
                subjectKeys.getPublic().getEncoded(),
                Der.explicit(3, extensions));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate(), random);
        signature.update(content);
        byte[] whole = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
    }
}
