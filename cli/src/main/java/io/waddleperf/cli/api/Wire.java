package io.waddleperf.cli.api;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Connections to an API. The JDK's older client: the newer one alone takes longer to load than a command to run.
final class Wire {
    static final int CONNECT_MS = 5_000;

    private Wire() {}

    /// Nothing is sent yet.
    ///
    /// @param silenceMs how long the API may say nothing
    /// @throws io.waddleperf.cli.CommandFailure where others could read a token on its way
    static HttpURLConnection open(Api api, String method, String path, Map<String, String> headers, int silenceMs)
            throws IOException, GeneralSecurityException {
        if (api.token().isPresent()) {
            api.requireSecrecy();
        }
        var connection = (HttpURLConnection) api.url().resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection https && api.authority().isPresent()) {
            https.setSSLSocketFactory(trusting(api.authority().get()).getSocketFactory());
        }
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(silenceMs);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        api.token().ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
