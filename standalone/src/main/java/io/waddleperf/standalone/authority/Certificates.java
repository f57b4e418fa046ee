package io.waddleperf.standalone.authority;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;

/// Makes and signs certificates.
///
/// The JDK has no public way to make one. This writes what RFC 5280 asks for, with keys of the curve
/// P-256.
public final class Certificates {
    private static final int SERIAL_BITS = 120;
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final byte[] COMMON_NAME = Der.oid("2.5.4.3");
    private static final byte[] BASIC_CONSTRAINTS = Der.oid("2.5.29.19");
    private static final byte[] KEY_USAGE = Der.oid("2.5.29.15");
    private static final byte[] EXTENDED_KEY_USAGE = Der.oid("2.5.29.37");
    private static final byte[] SERVER_AUTHENTICATION = Der.oid("1.3.6.1.5.5.7.3.1");
    private static final byte[] ALTERNATIVE_NAMES = Der.oid("2.5.29.17");
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final String issuer;
    private final KeyPair keys;
    private final SecureRandom random;

    /// @param issuer the common name of who signs
    /// @param keys   of who signs
    public Certificates(String issuer, KeyPair keys, SecureRandom random) {
        this.issuer = issuer;
        this.keys = keys;
        this.random = random;
    }

    /// From when to when a certificate is good.
    public record Validity(Instant from, Instant to) {}

    public static KeyPair newKeys(SecureRandom random) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    /// The signer's own certificate, which may sign others and no further authority.
    public X509Certificate own(Validity validity) throws GeneralSecurityException {
        byte[] lastAuthority = Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO));
        byte[] authority = Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(lastAuthority));
        byte[] signs = Der.sequence(KEY_USAGE, Der.yes(), Der.octets(Der.bits(2, new byte[] {0b100})));
        return certificate(issuer, keys.getPublic(), validity, Der.sequence(authority, signs));
    }

    /// A server's.
    ///
    /// @param hosts names and addresses by which it is reached
    public X509Certificate server(String name, PublicKey key, Validity validity, List<String> hosts)
            throws GeneralSecurityException {
        byte[][] names = hosts.stream().map(Certificates::alternative).toArray(byte[][]::new);
        byte[] alternatives = Der.sequence(ALTERNATIVE_NAMES, Der.octets(Der.sequence(names)));
        byte[] purpose = Der.sequence(EXTENDED_KEY_USAGE, Der.octets(Der.sequence(SERVER_AUTHENTICATION)));
        return certificate(name, key, validity, Der.sequence(alternatives, purpose));
    }

    private static byte[] alternative(String host) {
        try {
            return Der.implicit(IP_ADDRESS, InetAddress.ofLiteral(host).getAddress());
        } catch (IllegalArgumentException _) {
            return Der.implicit(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private X509Certificate certificate(String subject, PublicKey key, Validity validity, byte[] extensions)
            throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1)),
                ECDSA_WITH_SHA256,
                name(issuer),
                Der.sequence(Der.time(validity.from()), Der.time(validity.to())),
                name(subject),
                key.getEncoded(),
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
