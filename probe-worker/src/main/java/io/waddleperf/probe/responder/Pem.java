package io.waddleperf.probe.responder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Keys and certificates as text (RFC 7468).
final class Pem {
    private static final int MOST_BYTES = 1 << 20;
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    @SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
    private record Block(String label, byte[] bytes) {}

    private Pem() {}

    static String text(X509Certificate certificate) throws GeneralSecurityException {
        return text(CERTIFICATE, certificate.getEncoded());
    }

    static String text(PrivateKey key) {
        return text(PRIVATE_KEY, key.getEncoded());
    }

    private static String text(String label, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /// The server's certificate first, as servers send them.
    static List<X509Certificate> certificates(Path file) throws IOException {
        var found = new ArrayList<X509Certificate>();
        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (var block : blocks(file)) {
                if (block.label().equals(CERTIFICATE)) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " has a certificate that cannot be read: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new IOException(file + " has no certificate in PEM");
        }
        return found;
    }

    /// Of the algorithm of a certificate's.
    static PrivateKey key(Path file, X509Certificate certificate) throws IOException {
        for (var block : blocks(file)) {
            if (block.label().equals(PRIVATE_KEY)) {
                try {
                    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(block.bytes()));
                } catch (GeneralSecurityException e) {
                    throw new IOException(file + " has a key that is not the certificate's: " + e.getMessage(), e);
                }
            }
            if (block.label().endsWith(PRIVATE_KEY)) {
                throw new IOException(file + " has a key that is not plain PKCS #8; make it so by"
                        + " `openssl pkcs8 -topk8 -nodes -in " + file.getFileName() + '`');
            }
        }
        throw new IOException(file + " has no private key in PEM");
    }

    private static List<Block> blocks(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has more than 1 MiB, so it is no certificate and no key");
        }
        var blocks = new ArrayList<Block>();
        var matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            try {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " is no PEM: " + e.getMessage(), e);
            }
        }
        return blocks;
    }
}
