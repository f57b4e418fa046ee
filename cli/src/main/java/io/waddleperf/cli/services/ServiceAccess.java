package io.waddleperf.cli.services;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Exit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/// What a service may do in Kafka: a name, a password, and this list. All else is denied.
///
/// | of | may |
/// |---|---|
/// | topics `waddleperf.…` | all, those of Kafka Streams among them |
/// | groups `waddleperf.…`, `scheduler…`, `results-sink…` | all |
/// | transactions `waddleperf.…` | all |
/// | the cluster, for who lets probes join | alter: users and permissions |
final class ServiceAccess {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    private static final ScramMechanism SCRAM = ScramMechanism.SCRAM_SHA_512;
    /// Kafka's least. Passwords are random: more would cost each connection and add nothing.
    private static final int ITERATIONS = 4_096;

    private static final String OURS = "waddleperf.";
    private static final List<String> GROUPS = List.of(OURS, "scheduler", "results-sink");

    private ServiceAccess() {}

    /// The name in Kafka: none of them can be that of a probe.
    static String username(String service) {
        if (!NAME.matcher(service).matches()) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "NAME must be 1 to 63 small letters, digits, dots and hyphens, such as node-2");
        }
        return "service-" + service;
    }

    /// Gives or changes; again it does nothing more.
    ///
    /// @param joining whether it may also let probes join; without it, it may not any more
    static void grant(Connection kafka, String user, String password, boolean joining) {
        var credential = new UserScramCredentialUpsertion(user, new ScramCredentialInfo(SCRAM, ITERATIONS), password);
        kafka.answer(
                kafka.admin().alterUserScramCredentials(List.of(credential)).all());
        kafka.answer(kafka.admin().createAcls(bindings(user, joining)).all());
        if (!joining) {
            var others = new AclBindingFilter(
                    new ResourcePatternFilter(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL),
                    new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
            kafka.answer(kafka.admin().deleteAcls(List.of(others)).all());
        }
    }

    /// Takes all of it away: open connections may do nothing from now on.
    ///
    /// @return false where there was nothing
    static boolean revoke(Connection kafka, String user) {
        var all = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
        var taken = kafka.answer(kafka.admin().deleteAcls(List.of(all)).all());
        try {
            var deletion = new UserScramCredentialDeletion(user, SCRAM);
            kafka.answer(
                    kafka.admin().alterUserScramCredentials(List.of(deletion)).all());
            return true;
        } catch (ResourceNotFoundException _) {
            return !taken.isEmpty();
        }
    }

    private static List<AclBinding> bindings(String user, boolean joining) {
        var ours = Stream.of(
                new ResourcePattern(ResourceType.TOPIC, OURS, PatternType.PREFIXED),
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, OURS, PatternType.PREFIXED));
        var groups = GROUPS.stream().map(group -> new ResourcePattern(ResourceType.GROUP, group, PatternType.PREFIXED));
        var all = Stream.concat(ours, groups).map(pattern -> binding(user, pattern, AclOperation.ALL));
        var cluster = new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);
        return Stream.concat(all, joining ? Stream.of(binding(user, cluster, AclOperation.ALTER)) : Stream.empty())
                .toList();
    }

    private static AclBinding binding(String user, ResourcePattern pattern, AclOperation operation) {
        return new AclBinding(pattern, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
