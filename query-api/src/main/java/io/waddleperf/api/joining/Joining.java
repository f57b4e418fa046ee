package io.waddleperf.api.joining;

import io.quarkus.runtime.ShutdownEvent;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.configuration.Stored.Origin;
import io.waddleperf.api.http.IdempotencyKey;
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
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Lets probes in and shuts them out: the database first, Kafka's users and ACLs next, the
/// configuration last. What was interrupted in between is done again by the same request.
@Singleton
final class Joining {
    private final JoinStore store;
    private final ConfigurationQuery configuration;
    private final Callers callers;
    private final Admin admin;
    private final Admittance admittance;
    private final Optional<JoinSettings> settings;
    private final InstantSource clock;
    private final RandomGenerator random;

    @Inject
    Joining(
            JoinStore store,
            ConfigurationEdits edits,
            ConfigurationQuery configuration,
            Callers callers,
            Config config,
            @ConfigProperty(name = "waddleperf.partitions", defaultValue = "4") int partitions,
            @ConfigProperty(name = "waddleperf.join.url") Optional<String> url,
            @ConfigProperty(name = "waddleperf.join.bootstrap-servers") Optional<String> bootstrapServers,
            @ConfigProperty(name = "waddleperf.join.authority") Optional<String> authority) {
        this.store = store;
        this.configuration = configuration;
        this.callers = callers;
        this.admin = FleetAccess.admin(KafkaAccess.of(name -> config.getOptionalValue(name, String.class)));
        this.admittance = new Admittance(new FleetAccess(admin), edits, configuration, store);
        this.settings = JoinSettings.of(url, bootstrapServers, partitions, authority);
        this.clock = Clock.systemUTC();
        this.random = new SecureRandom();
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close(Duration.ofSeconds(1));
    }

    /// A token that was made.
    record Made(JoinToken token, String probe, Instant expiresAt) {}

    /// @param key of the request; null: it has none
    /// @throws ProblemException where a token was made by this key already: its secret is not known here any more
    Made enrol(byte[] body, @Nullable String key) {
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
        // nothing is derived from it, and nobody names it
        UUID id = IdempotencyKey.idOf("enrolment", callers.current().name(), key, UUID::randomUUID);
        store.add(id, Secrets.hash(secret), enrolment, now);
        return new Made(here.token(secret), enrolment.probe(), now.plus(enrolment.life()));
    }

    JoinGrant join(JoinRequest request, String source) throws InterruptedException {
        var here = settings();
        Probe probe = store.join(request, source, now());
        String id = probe.id();
        var who = Caller.joined(id, source);
        try {
            admittance.letIn(probe, request.password(), who);
        } finally {
            requireStillIn(id, request.key(), who);
        }
        admittance.awaitPublished(id);
        return grant(here, id, probe.site());
    }

    JoinGrant rotate(RotationRequest request, String source) throws InterruptedException {
        var here = settings();
        String id = request.probe();
        var who = Caller.joined(id, source);
        Identity identity = store.identity(id)
                .filter(found -> signed(found, request))
                .orElseThrow(() -> refused("its signature is not that of a probe that may come in"));
        if (!identity.holds(request.key())) {
            if (identity.revokedAt() != null || !identity.newest().id().equals(request.signedBy())) {
                throw refused("the key that signed it holds no more");
            }
            store.replace(identity, identity.rotated(request.key(), now()), who, "probe.rotate");
        }
        try {
            admittance.renew(id, request.password());
        } finally {
            requireStillIn(id, request.key(), who);
        }
        admittance.awaitPublished(id);
        String site = configuration
                .probe(id)
                .map(stored -> stored.value().site())
                .orElseThrow(() -> refused("there is no such probe"));
        return grant(here, id, site);
    }

    /// What is granted while somebody shuts the probe out is taken back. A revocation changes the database first
    /// and Kafka last: either it finds there what was granted here, or it is found here.
    private void requireStillIn(String probe, String key, Caller who) throws InterruptedException {
        Identity now = store.identity(probe).orElseThrow(() -> refused("there is no such probe"));
        if (now.revokedAt() != null) {
            admittance.shutOut(probe, who);
            throw refused("it was shut out meanwhile");
        }
        if (!now.holds(key)) {
            throw refused("it has joined again with another key meanwhile");
        }
    }

    private static boolean signed(Identity identity, RotationRequest request) {
        byte[] content = RotationRequest.signed(request.probe(), request.password(), request.key());
        byte[] mac = Base64.getUrlDecoder().decode(request.mac());
        return identity.keys().keys().stream()
                .filter(key -> key.id().equals(request.signedBy()))
                .anyMatch(key -> MessageDigest.isEqual(Signature.of(key.bytes(), content), mac));
    }

    /// Shuts out a probe, be it one for which there is a token only.
    ///
    /// @throws ProblemException where there is neither
    void revoke(String probe) throws InterruptedException {
        boolean some = Enrolment.isId(probe); // the database takes a name with blanks behind it for the name itself
        boolean enrolled = some && store.voidTokens(probe) > 0;
        Optional<Identity> known = some ? store.identity(probe) : Optional.empty();
        if (known.isEmpty() && !enrolled) {
            throw ProblemException.of(
                    ProblemKind.NOT_FOUND, "no probe " + probe + " has joined; `probes list` shows those that have");
        }
        if (known.isPresent()) {
            revoke(known.get(), callers.current());
        }
    }

    private void revoke(Identity identity, Caller who) throws InterruptedException {
        if (identity.revokedAt() == null) {
            store.replace(identity, identity.revoked(now()), who, "probe.revoke");
        }
        admittance.shutOut(identity.probe(), who);
    }

    List<PendingView> pending() {
        return store.pending(now());
    }

    List<IdentityView> identities() {
        return store.identities().stream().map(IdentityView::of).toList();
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
        return ProblemException.of(ProblemKind.TOKEN_REFUSED, "the probe is not let in: " + why);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
