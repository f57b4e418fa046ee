package io.waddleperf.api.license;

import io.waddleperf.licensing.LicenseServer;
import io.waddleperf.licensing.LicenseSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/// The licence that this installation is set to have, and how it stands.
@Singleton
final class InstalledLicense {
    private final LicenseTable table;
    /// Empty: this is no release.
    private final Optional<LicenseSettings> settings;

    /// @throws IllegalArgumentException where a variable has a value that it cannot have; the message names it
    @Inject
    InstalledLicense(LicenseTable table, Config config) {
        this(table, (String name) -> config.getOptionalValue(name, String.class));
    }

    InstalledLicense(LicenseTable table, Function<String, Optional<String>> variable) {
        this.table = table;
        settings = LicenseSettings.isReleased(variable) ? Optional.of(LicenseSettings.of(variable)) : Optional.empty();
    }

    /// Whom to ask; nobody where no licence is needed, and where there is no key.
    Optional<LicenseServer> server() {
        return settings.filter(set -> set.key().isPresent()).map(LicenseServer::of);
    }

    Optional<String> product() {
        return settings.map(LicenseSettings::product);
    }

    Standing standing(Instant now) {
        if (settings.isEmpty()) {
            return Standing.notNeeded();
        }
        if (server().isEmpty()) {
            return Standing.invalid("LICENSE_KEY is not set, and RELEASE_MODE is true");
        }
        return state().map(state -> state.standing(now)).orElseGet(Standing::pending);
    }

    /// What is known of it; of another key, server or product nothing holds here.
    Optional<LicenseState> state() {
        return server().flatMap(server -> {
            String asked = HexFormat.of().formatHex(hash(server));
            return table.read().filter(state -> state.askedOf().equals(asked));
        });
    }

    static byte[] hash(LicenseServer server) {
        String whole =
                server.url() + "\n" + server.product() + "\n" + server.key().text();
        try {
            return MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
