package io.waddleperf.probe.tls;

import io.waddleperf.probe.measure.SmallFile;
import io.waddleperf.probe.tls.TrustRecorder.Untrusted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whom TLS and HTTPS tests trust, and how they shake hands.
public final class Trust {
    private static final int MOST_PEM_BYTES = 4_194_304;

    private final X509ExtendedTrustManager judge;

    private Trust(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /// The authorities that the JDK trusts.
    public static Trust ofJdk() {
        return new Trust(managerOf(null));
    }

    /// Only the authorities in the store.
    public static Trust of(KeyStore authorities) {
        return new Trust(managerOf(authorities));
    }

    /// Only the authorities in a file, as PEM.
    ///
    /// @throws IOException where it cannot be read or holds no certificate
    public static Trust ofPem(Path file) throws IOException {
        var in = new ByteArrayInputStream(SmallFile.read(file, MOST_PEM_BYTES));
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(String.valueOf(store.size()), one);
            }
            if (store.size() == 0) {
                throw new IOException(file + " holds no certificate in PEM");
            }
            return of(store);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificates in PEM: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager managerOf(@Nullable KeyStore authorities) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the JDK has no X.509 trust manager"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's trust store cannot be used", e);
        }
    }

    /// A judge for one handshake, which ends where it does not trust.
    public TrustRecorder refusing() {
        return new TrustRecorder(judge, Untrusted.REFUSED);
    }

    /// A judge for one handshake, which goes on so that all of it is seen. Whoever uses it sends
    /// nothing over that connection.
    TrustRecorder looking() {
        return new TrustRecorder(judge, Untrusted.LOOKED_AT);
    }

    /// A TLS client on a connected socket, before its handshake: SNI for names, the certificate
    /// must fit the host.
    ///
    /// @param alpn the protocols that are offered
    public static SSLSocket client(Socket connected, String host, List<String> alpn, TrustRecorder recorder)
            throws IOException {
        try {
            var context = SSLContext.getInstance("TLS"); // a new one each time: no session is resumed
            context.init(null, new TrustManager[] {recorder}, null);
            var socket =
                    (SSLSocket) context.getSocketFactory().createSocket(connected, host, connected.getPort(), false);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setApplicationProtocols(alpn.toArray(String[]::new));
            parameters.setServerNames(serverNames(host));
            socket.setSSLParameters(parameters);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
    }

    private static List<SNIServerName> serverNames(String host) {
        if (host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
            return List.of(); // an address: SNI is for names only (RFC 6066, section 3)
        }
        try {
            return List.of(new SNIHostName(host.replaceFirst("\\.$", "")));
        } catch (IllegalArgumentException e) {
            return List.of(); // such as an underscore: DNS allows it, SNI does not
        }
    }
}
