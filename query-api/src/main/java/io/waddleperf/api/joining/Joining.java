package io.waddleperf.api.joining;

import io.quarkus.runtime.ShutdownEvent;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.configuration.Stored.Origin;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.JoinRequest;
import io.waddleperf.contracts.JoinToken;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.RotationRequest;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.signing.Signature;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Lets probes in and shuts them out: the database first, Kafka's users and ACLs next, the
/// configuration last. What was interrupted in between is done again by the same request.
@Singleton
final class Joining {
    /// Two rounds of the outbox.
    private static final int LOOKS = 100;

    private static final long LOOK_NANOS = 50_000_000;

    private final JoinStore store;
    private final ConfigurationEdits edits;
    private final ConfigurationQuery configuration;
    private final Admin admin;
    private final FleetAccess access;
    private final Optional<JoinSettings> settings;
    private final InstantSource clock;
    private final RandomGenerator random;

    @Inject
    Joining(
            JoinStore store,
            ConfigurationEdits edits,
            ConfigurationQuery configuration,
            Config config,
            @ConfigProperty(name = "waddleperf.partitions", defaultValue = "4") int partitions,
            @ConfigProperty(name = "waddleperf.join.url") Optional<String> url,
            @ConfigProperty(name = "waddleperf.join.bootstrap-servers") Optional<String> bootstrapServers,
            @ConfigProperty(name = "waddleperf.join.authority") Optional<String> authority) {
        this.store = store;
        this.edits = edits;
        this.configuration = configuration;
        this.admin = FleetAccess.admin(KafkaAccess.of(name -> config.getOptionalValue(name, String.class)));
        this.access = new FleetAccess(admin);
        this.settings = JoinSettings.of(url, bootstrapServers, partitions, authority);
        this.clock = Clock.systemUTC();
        this.random = new SecureRandom();
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close(Duration.ofSeconds(1));
    }

    /// A token that was made.
    record Made(JoinToken token, String probe, Instant expiresAt) {}

    Made enrol(byte[] body) {
        var here = settings();
        Enrolment enrolment = Enrolment.read(body, () -> Secrets.suffix(random));
        var declared = configuration.probe(enrolment.probe());
        if (declared.isPresent() && declared.get().origin() == Origin.FILE) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT,
                    "there is a probe " + enrolment.probe() + " that this WaddlePerf runs itself: choose another id");
        }
        String secret = Secrets.next(random);
        Instant now = now();
        store.add(UUID.randomUUID(), Secrets.hash(secret), enrolment, now);
        return new Made(here.token(secret), enrolment.probe(), now.plus(enrolment.life()));
    }

    JoinGrant join(JoinRequest request) throws InterruptedException {
        var here = settings();
        Probe probe = store.join(request, now());
        allow(probe.id(), request.password());
        edits.putJoined(probe);
        awaitPublished(probe.id());
        return grant(here, probe.id(), probe.site());
    }

    JoinGrant rotate(RotationRequest request) throws InterruptedException {
        var here = settings();
        Identity identity = store.identity(request.probe())
                .filter(found -> signed(found, request))
                .orElseThrow(() -> refused("its signature is not that of a probe that may come in"));
        if (!identity.holds(request.key())) {
            if (identity.revokedAt() != null || !identity.newest().id().equals(request.signedBy())) {
                throw refused("the key that signed it holds no more");
            }
            store.replace(identity, identity.rotated(request.key(), now()));
        }
        allow(request.probe(), request.password());
        awaitPublished(request.probe());
        String site = configuration
                .probe(request.probe())
                .map(stored -> stored.value().site())
                .orElseThrow(() -> refused("there is no such probe"));
        return grant(here, request.probe(), site);
    }

    private static boolean signed(Identity identity, RotationRequest request) {
        byte[] content = RotationRequest.signed(request.probe(), request.password(), request.key());
        byte[] mac = Base64.getUrlDecoder().decode(request.mac());
        return identity.keys().keys().stream()
                .filter(key -> key.id().equals(request.signedBy()))
                .anyMatch(key -> MessageDigest.isEqual(Signature.of(key.bytes(), content), mac));
    }

    /// @throws ProblemException where no such probe has joined
    void revoke(String probe) throws InterruptedException {
        Identity identity = store.identity(probe)
                .orElseThrow(() -> ProblemException.of(
                        ProblemKind.NOT_FOUND,
                        "no probe " + probe + " has joined; `probes list` shows those that have"));
        store.voidTokens(probe);
        if (identity.revokedAt() == null) {
            store.replace(identity, identity.revoked(now()));
        }
        withKafka(() -> access.revoke(probe));
        configuration
                .probe(probe)
                .map(stored -> stored.value())
                .ifPresent(was -> edits.putProbe(new Probe(was.id(), was.site(), false, was.labels(), 0)));
    }

    List<IdentityView> identities() {
        return store.identities().stream().map(IdentityView::of).toList();
    }

    private void allow(String probe, String password) throws InterruptedException {
        withKafka(() -> access.grant(probe, password));
    }

    /// Something that Kafka does.
    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }

    private static void withKafka(Step step) throws InterruptedException {
        try {
            step.run();
        } catch (KafkaException e) {
            throw ProblemException.of(
                    ProblemKind.KAFKA_AWAY, "do the same again in some seconds: " + e.getMessage(), e);
        }
    }

    /// Whoever reads results must know the key before the first of them.
    private void awaitPublished(String probe) {
        for (int look = 0; look < LOOKS; look++) {
            if (store.published(probe)) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw ProblemException.of(
                ProblemKind.KAFKA_AWAY, "the key of " + probe + " is not told yet: do the same again in some seconds");
    }

    private static JoinGrant grant(JoinSettings here, String probe, String site) {
        return new JoinGrant(
                probe,
                site,
                FleetAccess.username(probe),
                here.bootstrapServers(),
                here.partitions(),
                here.authorityPem());
    }

    private JoinSettings settings() {
        return settings.orElseThrow(() -> ProblemException.of(
                ProblemKind.CONFLICT,
                "this WaddlePerf answers nobody but this machine: start it with `up --listen ADDRESS`"));
    }

    private static ProblemException refused(String why) {
        return ProblemException.of(ProblemKind.TOKEN_REFUSED, "the rotation is refused: " + why);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
