package io.waddleperf.probe.joining;

import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.JoinRequest;
import io.waddleperf.contracts.JoinToken;
import io.waddleperf.probe.joining.Membership.Credentials;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/// Joins with a token, once; later starts find what was granted.
///
/// What the probe will be known by is written down before it asks: where the answer is lost, the same
/// question gets it again.
public final class Joining {
    private static final Logger LOG = Logger.getLogger(Joining.class.getName());
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MS = 1_000;
    private static final int SECRET_BYTES = 32;
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final Path file;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param file   where the membership is kept
    /// @param random of the kind that nobody can guess
    public Joining(Path file, InstantSource clock, RandomGenerator random) {
        this.file = file;
        this.clock = clock;
        this.random = random;
    }

    /// @param token empty where none is given
    /// @return empty where this probe has not joined and has no token
    /// @throws JoinException where it is not let in
    public Optional<Member> open(String token, String version) throws IOException, InterruptedException {
        var kept = Membership.read(file);
        if (kept.isPresent()) {
            hint(kept.get(), token);
            return kept.map(this::member);
        }
        if (token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(member(join(JoinToken.parse(token), version)));
    }

    /// A line that is pasted again does nothing; one of another WaddlePerf, or of one that has moved, would be meant.
    private void hint(Membership kept, String token) {
        try {
            String url = token.isEmpty() ? kept.url() : JoinToken.parse(token).url();
            if (!url.equals(kept.url())) {
                LOG.warning("the token of " + url + " is not used: this is probe "
                        + kept.grant().probe() + " of " + kept.url() + "; to join there, delete " + file
                        + ", or take another --data");
            }
        } catch (IllegalArgumentException _) {
            // whole or not, it is not used
        }
    }

    private Member member(Membership membership) {
        return new Member(membership, file, clock, random);
    }

    private Membership join(JoinToken token, String version) throws IOException, InterruptedException {
        Path pending = file.resolveSibling(file.getFileName() + ".pending");
        Credentials own = pending(pending, hash(token.secret()));
        var request = new JoinRequest(token.secret(), own.password(), own.key(), hostName(), version);
        JoinGrant grant = ask(new ControlPlane(token.url(), token.authority()), request);
        var membership = new Membership(grant, token.url(), token.authority(), own, Optional.empty(), clock.instant());
        membership.write(file);
        Files.deleteIfExists(pending);
        return membership;
    }

    private static JoinGrant ask(ControlPlane server, JoinRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return server.ask(ControlPlane.JOIN, request);
            } catch (JoinException e) {
                if (!e.passing() || attempt == ATTEMPTS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS * attempt);
            }
        }
    }

    /// Those that an earlier attempt with the same token wrote down, else new ones.
    private Credentials pending(Path pending, String token) throws IOException {
        var kept = new Properties();
        if (Files.exists(pending)) {
            kept.load(new StringReader(Files.readString(pending)));
        }
        if (!token.equals(kept.getProperty("token"))) {
            kept.setProperty("token", token);
            kept.setProperty("password", secret(random));
            kept.setProperty("key", secret(random));
            Membership.writeSecret(pending, kept);
        }
        return new Credentials(kept.getProperty("password", ""), kept.getProperty("key", ""));
    }

    /// 32 bytes in base64url.
    static String secret(RandomGenerator random) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// As the kernel has it: to ask a resolver would leave this machine.
    private static String hostName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
