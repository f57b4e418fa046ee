package io.waddleperf.standalone.demo;

import io.waddleperf.standalone.authority.Certificates;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Signs certificates for this machine's loopback; its own key is never written down, so that
/// nobody can sign with it once the process has ended.
///
/// A certificate that signs itself would not do: the JDK takes one that is in its trust store even
/// when expired.
final class DemoAuthority {
    private static final String NAME = "WaddlePerf demo authority";
    private static final Duration LIFE = Duration.ofDays(400);
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");

    private final SecureRandom random;
    private final Certificates signer;
    private final X509Certificate certificate;

    /// A server's key and its chain, the server's own certificate first.
    record Identity(PrivateKey key, List<X509Certificate> chain) {
        Identity {
            chain = List.copyOf(chain);
        }
    }

    DemoAuthority(Instant now, SecureRandom random) throws GeneralSecurityException {
        this.random = random;
        signer = new Certificates(NAME, Certificates.newKeys(random), random);
        certificate = signer.own(new Certificates.Validity(now.minus(LIFE), now.plus(LIFE)));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// A new key with a certificate for `localhost` and 127.0.0.1.
    Identity issue(String name, Instant from, Instant to) throws GeneralSecurityException {
        KeyPair own = Certificates.newKeys(random);
        var issued = signer.server(name, own.getPublic(), new Certificates.Validity(from, to), LOOPBACK);
        return new Identity(own.getPrivate(), List.of(issued, certificate));
    }
}
