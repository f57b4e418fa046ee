package io.waddleperf.probe.tls;

import io.waddleperf.contracts.Details;
import io.waddleperf.probe.measure.TrustedChain;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Lets another trust manager judge, and keeps what was judged; one for each handshake.
public final class TrustRecorder extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private final Untrusted untrusted;
    private volatile @Nullable Seen seen;

    /// What becomes of a handshake whose chain is not trusted.
    enum Untrusted {
        /// It ends: nothing is sent to such a server.
        REFUSED,
        /// It goes on, and its user ends the connection after it: nothing is sent either.
        LOOKED_AT
    }

    /// The server's chain and the judgement of it.
    ///
    /// @param chain   as it was sent, the server's own certificate first
    /// @param refusal null where it is trusted
    public record Seen(
            List<X509Certificate> chain,
            String protocol,
            String cipher,
            @Nullable CertificateException refusal) {
        private static final double DAY_SECONDS = 86_400;

        public Seen {
            chain = List.copyOf(chain);
        }

        /// `trusted`, or why not, as the judge said.
        public String verdict() {
            return refusal == null ? Verdicts.TRUSTED : Verdicts.of(refusal);
        }

        public boolean trusted() {
            return refusal == null;
        }

        /// Null where it is not trusted.
        public @Nullable TrustedChain trustedChain() {
            return trusted() ? new TrustedChain(chain, protocol) : null;
        }

        /// The same with the cipher, where that was settled after the judgement.
        public Seen with(String settled) {
            return new Seen(chain, protocol, settled, refusal);
        }

        /// Until the server's own certificate expires; negative when it has.
        public double daysLeft(Instant now) {
            var end = chain.getFirst().getNotAfter().toInstant();
            return Duration.between(now, end).toSeconds() / DAY_SECONDS;
        }

        /// The server's own, for people.
        public Details.Certificate certificate() {
            return described(chain.getFirst(), verdict());
        }

        Details.Certificate described(X509Certificate one, String verdict) {
            return new Details.Certificate(
                    one.getSubjectX500Principal().getName(),
                    one.getIssuerX500Principal().getName(),
                    one.getNotBefore().toInstant(),
                    one.getNotAfter().toInstant(),
                    protocol,
                    cipher,
                    verdict);
        }
    }

    TrustRecorder(X509ExtendedTrustManager judge, Untrusted untrusted) {
        this.judge = judge;
        this.untrusted = untrusted;
    }

    /// Null until the server has shown its chain.
    public @Nullable Seen seen() {
        return seen;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        var session = ((SSLSocket) socket).getHandshakeSession();
        try {
            judge.checkServerTrusted(chain, authType, socket);
            keep(chain, session, null);
        } catch (CertificateException e) {
            keep(chain, session, e);
            switch (untrusted) {
                case REFUSED -> throw e;
                case LOOKED_AT -> {} // the verdict tells it
            }
        }
    }

    private void keep(X509Certificate[] chain, SSLSession session, @Nullable CertificateException refusal) {
        seen = new Seen(List.of(chain), session.getProtocol(), session.getCipherSuite(), refusal);
    }

    /// Of QUIC, which has TLS 1.3 only (RFC 9001, section 4.2); its engine does not know the cipher yet.
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType, engine);
            seen = new Seen(List.of(chain), "TLSv1.3", "", null);
        } catch (CertificateException e) {
            seen = new Seen(List.of(chain), "TLSv1.3", "", e);
            switch (untrusted) {
                case REFUSED -> throw e;
                case LOOKED_AT -> {} // the verdict tells it
            }
        }
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
