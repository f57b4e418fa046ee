package io.waddleperf.cli.services;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Exit;
import io.waddleperf.contracts.catalogue.TopicCatalogue;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/// What a downstream program may do in Kafka: a name, a password, and this list. All else is denied.
///
/// | of | may |
/// |---|---|
/// | the public topics, each by its name | read |
/// | groups `reader-NAME.…` | read: take part, and note how far it is |
final class ReaderAccess {
    /// Without dots: the prefix of one's groups is never the beginning of another's.
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private ReaderAccess() {}

    /// The name in Kafka: none of them can be that of a probe or a service.
    static String username(String reader) {
        if (!isName(reader)) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "NAME of a reader must be 1 to 63 small letters, digits and hyphens, such as shop");
        }
        return "reader-" + reader;
    }

    static boolean isName(String reader) {
        return NAME.matcher(reader).matches();
    }

    /// What the names of its groups begin with.
    static String groups(String user) {
        return user + '.';
    }

    /// Gives or changes. What an earlier version allowed and this one does not is taken away.
    static void grant(Connection kafka, String user, String password) {
        KafkaUsers.forbid(kafka, user, ResourcePatternFilter.ANY);
        KafkaUsers.give(kafka, user, password, bindings(user));
    }

    private static List<AclBinding> bindings(String user) {
        var topics = TopicCatalogue.readable().stream()
                .map(topic -> new ResourcePattern(ResourceType.TOPIC, topic.name(), PatternType.LITERAL));
        var groups = Stream.of(new ResourcePattern(ResourceType.GROUP, groups(user), PatternType.PREFIXED));
        return Stream.concat(topics, groups)
                .map(pattern -> KafkaUsers.binding(user, pattern, AclOperation.READ))
                .toList();
    }
}
