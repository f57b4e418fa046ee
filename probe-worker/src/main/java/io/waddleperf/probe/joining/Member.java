package io.waddleperf.probe.joining;

import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.RotationRequest;
import io.waddleperf.contracts.signing.Signature;
import io.waddleperf.contracts.signing.Signer;
import io.waddleperf.probe.joining.Membership.Credentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/// A probe that has joined. It changes what it is known by every 30 days, by itself.
public final class Member implements Access, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Member.class.getName());
    private static final Duration ROTATED_AFTER = Duration.ofDays(30);
    private static final long LOOK_MINUTES = 15;

    private final Path file;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rotation").daemon().factory());
    private volatile Membership membership;
    private volatile Signer signer;

    Member(Membership membership, Path file, InstantSource clock, RandomGenerator random) {
        this.membership = membership;
        this.signer = membership.signer();
        this.file = file;
        this.clock = clock;
        this.random = random;
    }

    public String probe() {
        return membership.grant().probe();
    }

    /// Arguments that it stands for; what the operator says goes over them.
    public List<String> arguments() {
        return membership.arguments();
    }

    /// From now on it looks whether it is time.
    public Member start() {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, LOOK_MINUTES, TimeUnit.MINUTES);
        return this;
    }

    @Override
    public Map<String, String> kafka() {
        return membership.kafka();
    }

    @Override
    public Signer signer() {
        return signer;
    }

    private void look() {
        var now = membership;
        boolean due = !clock.instant().isBefore(now.since().plus(ROTATED_AFTER));
        if (!due && now.next().isEmpty()) {
            return;
        }
        try {
            rotate();
            LOG.info("password and key were renewed");
        } catch (IOException | RuntimeException e) { // what holds goes on to hold; the next look tries again
            LOG.log(Level.WARNING, "password and key could not be renewed: " + e.getMessage());
        }
    }

    /// Asks for new ones, which are written down first: a lost answer is asked for again.
    ///
    /// @throws JoinException where it is refused or the control plane is away
    synchronized void rotate() throws IOException {
        Credentials wanted =
                membership.next().orElseGet(() -> new Credentials(Joining.secret(random), Joining.secret(random)));
        Membership asking = membership.asking(wanted);
        asking.write(file);
        membership = asking;
        JoinGrant grant = new ControlPlane(asking.url(), asking.authorityHash())
                .ask(ControlPlane.ROTATION, request(asking, wanted));
        Membership renewed = asking.renewed(grant, clock.instant());
        renewed.write(file);
        membership = renewed;
        signer = renewed.signer();
    }

    private static RotationRequest request(Membership of, Credentials wanted) {
        String probe = of.grant().probe();
        byte[] key = Base64.getUrlDecoder().decode(of.own().key());
        byte[] mac = Signature.of(key, RotationRequest.signed(probe, wanted.password(), wanted.key()));
        return new RotationRequest(
                probe,
                wanted.password(),
                wanted.key(),
                ProbeKeys.Key.idOf(of.own().key()),
                Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
