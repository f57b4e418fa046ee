package io.waddleperf.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Key stores: what a server shows, and whom a client trusts.
final class Keys {
    /// Of stores that hold nothing secret, or never leave this process.
    static final String PASSWORD = "demo-only";

    private static final String TYPE = "PKCS12";

    private Keys() {}

    static SSLContext serving(DemoAuthority.Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(
                "server",
                identity.key(),
                PASSWORD.toCharArray(),
                identity.chain().toArray(X509Certificate[]::new));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /// Writes a trust store with all that the JDK trusts and one authority more.
    static void writeTrusting(X509Certificate authority, Path file) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate known : trustedByJdk()) {
            store.setCertificateEntry("jdk-" + number++, known);
        }
        store.setCertificateEntry("demo", authority);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static X509Certificate[] trustedByJdk() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        @Nullable KeyStore jdks = null;
        factory.init(jdks);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(manager -> ((X509TrustManager) manager).getAcceptedIssuers())
                .findFirst()
                .orElse(new X509Certificate[0]);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(TYPE);
        store.load(null, PASSWORD.toCharArray());
        return store;
    }
}
