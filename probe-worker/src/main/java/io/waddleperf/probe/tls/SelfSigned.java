package io.waddleperf.probe.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A new key with a certificate of its own (RFC 5280). The JDK can read certificates, but makes none.
///
/// @param name in DNS, the first of those that it is for
public record SelfSigned(String name, KeyPair keys, X509Certificate certificate) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /// Tags of DER (X.690).
    private static final int INTEGER = 0x02;

    private static final int BITS = 0x03;
    private static final int OCTETS = 0x04;
    private static final int OBJECT = 0x06;
    private static final int UTF8 = 0x0C;
    private static final int TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;

    private static final byte[] ECDSA_WITH_SHA256 = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 3, 2};
    private static final byte[] COMMON_NAME = {0x55, 4, 3};
    private static final byte[] SUBJECT_ALT_NAME = {0x55, 0x1D, 0x11};
    private static final byte[] EXTENDED_KEY_USAGE = {0x55, 0x1D, 0x25};
    private static final byte[] SERVER_AUTHENTICATION = {0x2B, 6, 1, 5, 5, 7, 3, 1};
    private static final int SERIAL_BYTES = 8;

    /// Whom it is for.
    ///
    /// @param dns at least one, in ASCII
    public record Names(List<String> dns, List<InetAddress> addresses) {
        public Names {
            dns = List.copyOf(dns);
            addresses = List.copyOf(addresses);
        }
    }

    /// For as long as a rehearsal.
    ///
    /// @param now it is valid from a day before it to a day after it
    public static SelfSigned of(String name, Instant now) throws GeneralSecurityException {
        return of(new Names(List.of(name), List.of()), now, DAY);
    }

    /// @param now   it is valid from a day before it, since clocks differ
    /// @param valid for how long from now
    public static SelfSigned of(Names names, Instant now, Duration valid) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        byte[] time = der(SEQUENCE, time(now.minus(DAY)), time(now.plus(valid)));
        byte[] content = content(names, time, keys.getPublic().getEncoded());
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] whole = der(SEQUENCE, content, algorithm(), der(BITS, new byte[1], signature.sign()));
        var certificate = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        return new SelfSigned(names.dns().getFirst(), keys, (X509Certificate) certificate);
    }

    private static byte[] content(Names names, byte[] time, byte[] publicKey) throws GeneralSecurityException {
        byte[] first = names.dns().getFirst().getBytes(StandardCharsets.US_ASCII);
        byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, der(OBJECT, COMMON_NAME), der(UTF8, first))));
        byte[] usage = der(OCTETS, der(SEQUENCE, der(OBJECT, SERVER_AUTHENTICATION)));
        return der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, serial(publicKey)),
                algorithm(),
                name,
                time,
                name,
                publicKey,
                der(
                        EXTENSIONS,
                        der(
                                SEQUENCE,
                                der(SEQUENCE, der(OBJECT, SUBJECT_ALT_NAME), der(OCTETS, alternatives(names))),
                                der(SEQUENCE, der(OBJECT, EXTENDED_KEY_USAGE), usage))));
    }

    /// Another for each key, since browsers refuse two certificates of one name and number. Positive,
    /// and without a leading zero.
    private static byte[] serial(byte[] publicKey) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
        byte[] serial = Arrays.copyOf(digest, SERIAL_BYTES);
        serial[0] = (byte) ((serial[0] & 0x3F) | 0x40);
        return serial;
    }

    private static byte[] alternatives(Names names) {
        var all = new ByteArrayOutputStream();
        names.dns().forEach(name -> all.writeBytes(der(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII))));
        names.addresses().forEach(address -> all.writeBytes(der(IP_ADDRESS, address.getAddress())));
        return der(SEQUENCE, all.toByteArray());
    }

    private static byte[] algorithm() {
        return der(SEQUENCE, der(OBJECT, ECDSA_WITH_SHA256));
    }

    private static byte[] time(Instant at) {
        return der(TIME, GENERALIZED_TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /// Of less than 64 KiB.
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() >= 0x100) {
            whole.write(0x82);
            whole.write(content.size() >> 8);
        } else if (content.size() >= 0x80) {
            whole.write(0x81);
        }
        whole.write(content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    /// Of a client that trusts it, and nobody else.
    public Trust trust() throws GeneralSecurityException, IOException {
        var authorities = empty();
        authorities.setCertificateEntry(name, certificate);
        return Trust.of(authorities);
    }

    /// Of a server that shows it.
    public SSLContext server() throws GeneralSecurityException, IOException {
        var store = empty();
        store.setKeyEntry(name, keys.getPrivate(), new char[0], new X509Certificate[] {certificate});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
