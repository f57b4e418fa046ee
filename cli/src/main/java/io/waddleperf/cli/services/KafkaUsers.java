package io.waddleperf.cli.services;

import io.waddleperf.cli.Connection;
import java.util.Collection;
import java.util.List;
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
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/// Users of Kafka: a password, and what they may do.
final class KafkaUsers {
    private static final ScramMechanism SCRAM = ScramMechanism.SCRAM_SHA_512;
    /// Kafka's least. Passwords are random: more would cost each connection and add nothing.
    private static final int ITERATIONS = 4_096;

    private KafkaUsers() {}

    /// Gives a user the password and adds the permissions; who was there keeps those of before.
    static void give(Connection kafka, String user, String password, Collection<AclBinding> bindings) {
        var credential = new UserScramCredentialUpsertion(user, new ScramCredentialInfo(SCRAM, ITERATIONS), password);
        kafka.answer(
                kafka.admin().alterUserScramCredentials(List.of(credential)).all());
        kafka.answer(kafka.admin().createAcls(bindings).all());
    }

    /// Takes permissions away, and nothing else.
    ///
    /// @return how many there were
    static int forbid(Connection kafka, String user, ResourcePatternFilter what) {
        var filter = new AclBindingFilter(
                what, new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
        return kafka.answer(kafka.admin().deleteAcls(List.of(filter)).all()).size();
    }

    /// Takes all of it away: open connections may do nothing from now on.
    ///
    /// @return false where there was nothing
    static boolean revoke(Connection kafka, String user) {
        int taken = forbid(kafka, user, ResourcePatternFilter.ANY);
        try {
            var deletion = new UserScramCredentialDeletion(user, SCRAM);
            kafka.answer(
                    kafka.admin().alterUserScramCredentials(List.of(deletion)).all());
            return true;
        } catch (ResourceNotFoundException _) {
            return taken > 0;
        }
    }

    /// Whether there is a password for it.
    static boolean isKnown(Connection kafka, String user) {
        try {
            var described = kafka.admin().describeUserScramCredentials(List.of(user));
            return !kafka.answer(described.description(user)).credentialInfos().isEmpty();
        } catch (ResourceNotFoundException _) {
            return false;
        }
    }

    static AclBinding binding(String user, ResourcePattern pattern, AclOperation operation) {
        return new AclBinding(pattern, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
