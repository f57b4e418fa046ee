package io.waddleperf.standalone.authority;

import io.waddleperf.standalone.authority.Certificates.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The own certificate authority of an installation, kept in a directory that only its owner reads.
///
/// | file | what | renewed |
/// |---|---|---|
/// | `authority.key` | the authority's key, made once; probes are told its hash | never |
/// | `authority.pem` | its certificate, 10 years, what clients trust | in its last year, with the same key |
/// | `server.pem` | key and chain of broker and page, 90 days | in its last 30 days, or for other names |
/// | `server.crt`, `server.key` | the same in two files | with it |
public final class Authority {
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);
    static final Duration AUTHORITY_RENEWED_BEFORE = Duration.ofDays(365);
    static final Duration SERVER_LIFE = Duration.ofDays(90);
    static final Duration SERVER_RENEWED_BEFORE = Duration.ofDays(30);

    private static final String NAME = "WaddlePerf authority";
    /// Clocks of clients may be behind.
    private static final Duration BACKDATED = Duration.ofDays(1);

    private final Path dir;
    private final KeyPair keys;
    private final Certificates signer;
    private final InstantSource clock;
    private final SecureRandom random;

    private Authority(Path dir, KeyPair keys, InstantSource clock, SecureRandom random) {
        this.dir = dir;
        this.keys = keys;
        this.signer = new Certificates(NAME, keys, random);
        this.clock = clock;
        this.random = random;
    }

    /// Opens the directory; at the first time it makes the key.
    ///
    /// @throws IOException where it cannot be written, or what is there is no key
    public static Authority open(Path dir, InstantSource clock, SecureRandom random) throws IOException {
        try {
            SecretFiles.directory(dir);
            Path file = dir.resolve("authority.key");
            if (!Files.exists(file)) {
                SecretFiles.write(file, Pem.text(Certificates.newKeys(random)));
            }
            return new Authority(dir, Pem.keys(Files.readString(file)), clock, random);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the authority in " + dir + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// What clients trust.
    public Path certificate() {
        return dir.resolve("authority.pem");
    }

    /// The key and the chain of the servers.
    public Path server() {
        return dir.resolve("server.pem");
    }

    public Path serverChain() {
        return dir.resolve("server.crt");
    }

    public Path serverKey() {
        return dir.resolve("server.key");
    }

    /// Makes what is absent, ends soon, or is not for these hosts.
    ///
    /// @param hosts names and addresses by which the servers are reached
    /// @return whether the servers have a new certificate
    public boolean renew(Collection<String> hosts) throws IOException {
        try {
            X509Certificate own = ownCertificate();
            if (fits(hosts, own)) {
                return false;
            }
            KeyPair server = Certificates.newKeys(random);
            var issued =
                    signer.server("WaddlePerf", server.getPublic(), validity(SERVER_LIFE), List.copyOf(sorted(hosts)));
            var chain = List.of(issued, own);
            SecretFiles.write(serverKey(), Pem.privateKey(server));
            SecretFiles.write(serverChain(), Pem.text(chain));
            SecretFiles.write(server(), Pem.privateKey(server) + Pem.text(chain)); // last: it is what is looked at
            return true;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate can be made: " + e.getMessage(), e);
        }
    }

    private X509Certificate ownCertificate() throws IOException, GeneralSecurityException {
        if (Files.exists(certificate())) {
            var found = Pem.certificates(Files.readString(certificate())).getFirst();
            boolean ours = found.getPublicKey().equals(keys.getPublic());
            if (ours && !endsWithin(found, AUTHORITY_RENEWED_BEFORE)) {
                return found;
            }
        }
        var made = signer.own(validity(AUTHORITY_LIFE));
        SecretFiles.write(certificate(), Pem.text(List.of(made)));
        return made;
    }

    private boolean fits(Collection<String> hosts, X509Certificate own) throws IOException, GeneralSecurityException {
        if (!Files.exists(server())) {
            return false;
        }
        var chain = Pem.certificates(Files.readString(server()));
        return chain.size() == 2
                && chain.getLast().equals(own)
                && !endsWithin(chain.getFirst(), SERVER_RENEWED_BEFORE)
                && hosts(chain.getFirst()).equals(sorted(hosts));
    }

    private static Set<String> hosts(X509Certificate certificate) throws GeneralSecurityException {
        var hosts = new TreeSet<String>();
        var names = certificate.getSubjectAlternativeNames();
        if (names != null) {
            names.forEach(name -> hosts.add(String.valueOf(name.get(1))));
        }
        return hosts;
    }

    private boolean endsWithin(X509Certificate certificate, Duration time) {
        return certificate.getNotAfter().toInstant().isBefore(clock.instant().plus(time));
    }

    private Validity validity(Duration life) {
        Instant now = clock.instant();
        return new Validity(now.minus(BACKDATED), now.plus(life));
    }

    /// Addresses in the form in which certificates show them.
    private static Set<String> sorted(Collection<String> hosts) {
        var sorted = new TreeSet<String>();
        hosts.forEach(host -> sorted.add(inLongForm(host)));
        return sorted;
    }

    private static String inLongForm(String host) {
        try {
            return InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException _) {
            return host;
        }
    }
}
