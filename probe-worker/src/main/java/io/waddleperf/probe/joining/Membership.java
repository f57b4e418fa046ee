package io.waddleperf.probe.joining;

import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.contracts.signing.Signer;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What this probe was granted and is known by, as it is kept in a file that only its owner reads.
///
/// @param url           of the control plane
/// @param authorityHash of the key that signs its certificate
/// @param own           what holds
/// @param next          asked for, and not yet known to hold
/// @param since         when `own` began to hold
record Membership(
        JoinGrant grant, String url, String authorityHash, Credentials own, Optional<Credentials> next, Instant since) {
    /// What a probe is known by.
    ///
    /// @param password of its name in Kafka
    /// @param key      of its signatures
    record Credentials(String password, String key) {
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /// Empty where this probe has not joined.
    ///
    /// @throws IOException where the file is broken
    static Optional<Membership> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var kept = new Properties();
        try (var in = new StringReader(Files.readString(file))) {
            kept.load(in);
            var next = kept.getProperty("next-key") == null
                    ? Optional.<Credentials>empty()
                    : Optional.of(new Credentials(text(kept, "next-password"), text(kept, "next-key")));
            return Optional.of(new Membership(
                    WireCodec.read(JoinGrant.class, text(kept, "grant")),
                    text(kept, "url"),
                    text(kept, "authority-hash"),
                    new Credentials(text(kept, "password"), text(kept, "key")),
                    next,
                    Instant.parse(text(kept, "since"))));
        } catch (IllegalArgumentException | WireFormatException | DateTimeException e) {
            throw new IOException(
                    file + " is broken (" + e.getMessage() + "): delete it and join anew with a new token", e);
        }
    }

    private static String text(Properties kept, String name) {
        String value = kept.getProperty(name);
        Require.that(value != null, name, value, "must be there");
        return value == null ? "" : value;
    }

    void write(Path file) throws IOException {
        var kept = new Properties();
        kept.setProperty("grant", WireCodec.text(grant));
        kept.setProperty("url", url);
        kept.setProperty("authority-hash", authorityHash);
        kept.setProperty("password", own.password());
        kept.setProperty("key", own.key());
        kept.setProperty("since", since.toString());
        next.ifPresent(wanted -> {
            kept.setProperty("next-password", wanted.password());
            kept.setProperty("next-key", wanted.key());
        });
        writeSecret(file, kept);
    }

    /// Whole or not at all, and at no time readable by others.
    static void writeSecret(Path file, Properties kept) throws IOException {
        var text = new StringWriter();
        kept.store(text, null);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class) != null) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text.toString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Arguments that it stands for; what the operator says goes over them.
    List<String> arguments() {
        return List.of(
                "--probe-id=" + grant.probe(),
                "--bootstrap-servers=" + grant.bootstrapServers(),
                "--partitions=" + grant.partitions());
    }

    Map<String, String> kafka() {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + grant.username()
                        + "\" password=\"" + own.password() + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                grant.authority());
    }

    Signer signer() {
        return Signer.of(own.key());
    }

    Membership asking(Credentials wanted) {
        return new Membership(grant, url, authorityHash, own, Optional.of(wanted), since);
    }

    /// `next` holds.
    Membership renewed(JoinGrant fresh, Instant now) {
        return new Membership(fresh, url, authorityHash, next.orElse(own), Optional.empty(), now);
    }
}
