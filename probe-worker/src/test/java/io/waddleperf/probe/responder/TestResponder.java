package io.waddleperf.probe.responder;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.OptionalDouble;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A responder over TLS on loopback with a certificate of its own, and those who trust that.
final class TestResponder implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final HttpsResponder responder;
    private final KeyStore authorities;

    /// @param dir where the certificate is kept
    TestResponder(Path dir, Ticker ticker) throws IOException, GeneralSecurityException {
        var identity = CertificateAt.identity(
                new CertificateAt.Kept(dir), LOOPBACK, InstantSource.system().instant());
        responder = HttpsResponder.start(new InetSocketAddress(LOOPBACK, 0), identity, _ -> true, ticker);
        authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("responder", identity.chain().getFirst());
    }

    int port() {
        return responder.address().getPort();
    }

    String url() {
        return "https://127.0.0.1:" + port();
    }

    Destination destination() {
        return new Destination(Endpoint.parse(url()), LOOPBACK, port(), OptionalDouble.empty());
    }

    Trust trust() {
        return Trust.of(authorities);
    }

    SSLContext client() throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        responder.close();
    }
}
