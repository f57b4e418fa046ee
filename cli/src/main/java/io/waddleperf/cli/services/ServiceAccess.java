package io.waddleperf.cli.services;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Exit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
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
        KafkaUsers.give(kafka, user, password, bindings(user, joining));
        if (!joining) {
            KafkaUsers.forbid(
                    kafka,
                    user,
                    new ResourcePatternFilter(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL));
        }
    }

    private static List<AclBinding> bindings(String user, boolean joining) {
        var ours = Stream.of(
                new ResourcePattern(ResourceType.TOPIC, OURS, PatternType.PREFIXED),
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, OURS, PatternType.PREFIXED));
        var groups = GROUPS.stream().map(group -> new ResourcePattern(ResourceType.GROUP, group, PatternType.PREFIXED));
        var all = Stream.concat(ours, groups).map(pattern -> KafkaUsers.binding(user, pattern, AclOperation.ALL));
        var cluster = new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);
        var alter = KafkaUsers.binding(user, cluster, AclOperation.ALTER);
        return Stream.concat(all, joining ? Stream.of(alter) : Stream.empty()).toList();
    }
}
