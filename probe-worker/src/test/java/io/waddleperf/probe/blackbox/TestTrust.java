package io.waddleperf.probe.blackbox;

import io.waddleperf.probe.tls.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Lets programs and this JVM trust a certificate for the time of a test.
final class TestTrust {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String STORE = "javax.net.ssl.trustStore";

    private TestTrust() {}

    record Pem(Path certificate, Path key) {}

    /// Restores what was there.
    interface Restoring extends AutoCloseable {
        @Override
        void close();
    }

    static Pem write(Path directory, SelfSigned identity) throws IOException, GeneralSecurityException {
        return new Pem(
                pem(
                        directory.resolve("own.crt"),
                        "CERTIFICATE",
                        identity.certificate().getEncoded()),
                pem(
                        directory.resolve("own.key"),
                        "PRIVATE KEY",
                        identity.keys().getPrivate().getEncoded()));
    }

    private static Path pem(Path file, String label, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    static Restoring inThisJvm(Path directory, SelfSigned identity) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("own", identity.certificate());
        var file = directory.resolve("trusted.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        var before = new HashMap<String, String>();
        Map.of(STORE, file.toString(), STORE + "Type", "PKCS12", STORE + "Password", new String(PASSWORD))
                .forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        return () -> before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
