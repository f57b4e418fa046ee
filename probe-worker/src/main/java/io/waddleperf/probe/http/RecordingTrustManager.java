package io.waddleperf.probe.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Lets another trust manager judge, and keeps what was judged; one for each handshake.
///
/// A chain that is not trusted still ends the handshake: nothing is sent to such a server.
final class RecordingTrustManager extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private @Nullable Seen seen;

    /// The server's chain and the judgement of it.
    ///
    /// @param verdict `trusted`, or why not
    record Seen(List<X509Certificate> chain, String protocol, String cipher, String verdict) {
        Seen {
            chain = List.copyOf(chain);
        }

        Instant notAfter() {
            return chain.getFirst().getNotAfter().toInstant();
        }
    }

    RecordingTrustManager(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    @Nullable
    Seen seen() {
        return seen;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        var session = ((SSLSocket) socket).getHandshakeSession();
        try {
            judge.checkServerTrusted(chain, authType, socket);
            keep(chain, session, "trusted");
        } catch (CertificateException e) {
            keep(chain, session, Verdicts.of(e));
            throw e;
        }
    }

    private void keep(X509Certificate[] chain, SSLSession session, String verdict) {
        seen = new Seen(List.of(chain), session.getProtocol(), session.getCipherSuite(), verdict);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
