package io.waddleperf.probe.responder;

import io.waddleperf.probe.tls.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What the responder shows over TLS, and QUIC.
///
/// @param chain its own certificate first
record Identity(PrivateKey key, List<X509Certificate> chain) {
    /// Both in one, so that they fit each other after any crash.
    static final String FILE = "responder.pem";

    /// The certificate alone, for those who shall trust it.
    static final String PUBLIC_FILE = "responder.crt";

    private static final Logger LOG = Logger.getLogger(Identity.class.getName());

    /// What browsers take of a certificate at most.
    private static final Duration VALID = Duration.ofDays(825);

    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final Set<String> ALGORITHMS = Set.of("EC", "RSA");
    private static final int DNS_TYPE = 2;
    private static final int ADDRESS_TYPE = 7;

    Identity {
        chain = List.copyOf(chain);
    }

    /// The operator's.
    ///
    /// @throws IOException says which file is wrong and why
    static Identity of(Path certificate, Path key) throws IOException {
        var chain = Pem.certificates(certificate);
        String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IOException(certificate + " has a key of " + algorithm + "; it must be EC or RSA");
        }
        var identity = new Identity(Pem.key(key, chain.getFirst()), chain);
        if (!identity.keyFits()) {
            throw new IOException(key + " is not the key of the certificate in " + certificate);
        }
        return identity;
    }

    /// A new one, for this process alone.
    static Identity fleeting(SelfSigned.Names names, Instant now) throws IOException {
        try {
            var made = SelfSigned.of(names, now, VALID);
            return new Identity(made.keys().getPrivate(), List.of(made.certificate()));
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    /// That of the directory. A new one is made where there is none, where it ends within 30 days and
    /// where it is not for all of these names.
    static Identity kept(Path directory, SelfSigned.Names names, Instant now) throws IOException {
        var file = directory.resolve(FILE);
        if (Files.exists(file)) {
            var found = of(file, file);
            if (found.lasts(now) && found.isFor(names)) {
                return found;
            }
            LOG.log(Level.INFO, "{0} is renewed: it ends soon, or this machine has other names now", file);
        }
        var made = fleeting(names, now);
        Files.createDirectories(directory);
        made.writeTo(directory);
        return made;
    }

    private void writeTo(Path directory) throws IOException {
        try {
            String certificate = Pem.text(chain.getFirst());
            write(directory.resolve(FILE), Pem.text(key) + certificate, "rw-------");
            write(directory.resolve(PUBLIC_FILE), certificate, "rw-r--r--");
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate could not be written: " + e.getMessage(), e);
        }
    }

    /// Nobody else can read it at any time, and it is there as a whole or not at all.
    private static void write(Path file, String text, String permissions) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, permissions(file, permissions));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] permissions(Path file, String text) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    private boolean lasts(Instant now) {
        return chain.getFirst().getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE));
    }

    private boolean isFor(SelfSigned.Names names) throws IOException {
        return entries(DNS_TYPE).containsAll(names.dns())
                && entries(ADDRESS_TYPE).stream()
                        .map(InetAddress::ofLiteral)
                        .toList()
                        .containsAll(names.addresses());
    }

    private List<String> entries(int type) throws IOException {
        try {
            Collection<List<?>> all = chain.getFirst().getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(one -> Objects.equals(one.get(0), type))
                            .map(one -> String.valueOf(one.get(1)))
                            .toList();
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate whose names cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean keyFits() {
        PublicKey there = chain.getFirst().getPublicKey();
        try {
            var signature =
                    Signature.getInstance(there.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            byte[] text = {1, 2, 3};
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(there);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            LOG.log(Level.FINE, "a key that does not fit", e);
            return false;
        }
    }
}
