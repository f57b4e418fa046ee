package io.waddleperf.api.joining;

import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/// What a probe may do in Kafka: a name, a password, and this list. All else is denied.
///
/// | topic | may |
/// |---|---|
/// | `results`, `heartbeats`, `run-events`, `artifacts` | write |
/// | `commands`, `assignments` | read, by partition and without a group |
public final class FleetAccess {
    static final List<Topic<?>> WRITTEN =
            List.of(Topics.RESULTS, Topics.HEARTBEATS, Topics.RUN_EVENTS, Topics.ARTIFACTS);
    static final List<Topic<?>> READ = List.of(Topics.COMMANDS, Topics.ASSIGNMENTS);

    private static final ScramMechanism SCRAM = ScramMechanism.SCRAM_SHA_512;
    /// Kafka's least. Passwords are 32 random bytes: more would cost each connection and add nothing.
    private static final int ITERATIONS = 4_096;
    private static final long LIMIT_SECONDS = 10;

    private final Admin admin;

    public FleetAccess(Admin admin) {
        this.admin = admin;
    }

    /// The name of a probe in Kafka: none of them can be that of a service.
    public static String username(String probe) {
        return "probe-" + probe;
    }

    /// Gives or changes; again it does nothing more.
    ///
    /// @throws KafkaException where Kafka does not do it in time
    public void grant(String probe, String password) throws InterruptedException {
        String user = username(probe);
        var credential = new UserScramCredentialUpsertion(user, new ScramCredentialInfo(SCRAM, ITERATIONS), password);
        await(admin.alterUserScramCredentials(List.of(credential)).all());
        await(admin.createAcls(bindings(user)).all());
    }

    /// Takes all of it away. Open connections may do nothing from now on, and no new one is let in.
    ///
    /// @throws KafkaException where Kafka does not do it in time
    public void revoke(String probe) throws InterruptedException {
        String user = username(probe);
        var all = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
        await(admin.deleteAcls(List.of(all)).all());
        try {
            await(admin.alterUserScramCredentials(List.of(new UserScramCredentialDeletion(user, SCRAM)))
                    .all());
        } catch (ResourceNotFoundException _) {
            // it has none: revoked before
        }
    }

    private static List<AclBinding> bindings(String user) {
        var bindings = new ArrayList<AclBinding>();
        WRITTEN.forEach(topic -> bindings.add(binding(user, topic, AclOperation.WRITE)));
        READ.forEach(topic -> bindings.add(binding(user, topic, AclOperation.READ)));
        return bindings;
    }

    private static AclBinding binding(String user, Topic<?> topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic.name(), PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    private static void await(KafkaFuture<?> future) throws InterruptedException {
        try {
            var _ = future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer within " + LIMIT_SECONDS + " s", e);
        }
    }

    /// @param kafka a listener where one may change users and ACLs
    static Admin admin(KafkaAccess kafka) {
        return Admin.create(kafka.with(
                Map.of("client.id", "query-api-joining", "request.timeout.ms", 5_000, "default.api.timeout.ms", (int)
                        TimeUnit.SECONDS.toMillis(LIMIT_SECONDS))));
    }
}
