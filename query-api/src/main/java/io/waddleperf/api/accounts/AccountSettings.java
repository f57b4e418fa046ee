package io.waddleperf.api.accounts;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Whether accounts are asked for.
///
/// `loopback-open`: whoever asks from this machine and names nobody is its operator, an admin. That
/// holds only while nothing but loopback is listened on, and no other name is answered, as behind a
/// proxy; else accounts are required.
@Singleton
public final class AccountSettings {
    static final int SHORTEST_BOOTSTRAP_TOKEN = 24;
    private static final String REQUIRED = "required";
    private static final String OPEN = "loopback-open";

    private final boolean required;
    private final Optional<String> adminPassword;
    private final Optional<String> bootstrapToken;

    @Inject
    AccountSettings(
            @ConfigProperty(name = "waddleperf.accounts", defaultValue = OPEN) String accounts,
            @ConfigProperty(name = "waddleperf.api.local-only", defaultValue = "true") boolean localOnly,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String host,
            @ConfigProperty(name = "waddleperf.api.hosts") Optional<List<String>> hosts,
            @ConfigProperty(name = "waddleperf.admin.password") Optional<String> adminPassword,
            @ConfigProperty(name = "waddleperf.bootstrap.token") Optional<String> bootstrapToken) {
        if (!accounts.equals(REQUIRED) && !accounts.equals(OPEN)) {
            throw new IllegalArgumentException(
                    "waddleperf.accounts must be " + REQUIRED + " or " + OPEN + ", not " + accounts);
        }
        this.adminPassword = adminPassword.map(AccountSettings::withoutTheLinesEnd);
        this.bootstrapToken = bootstrapToken.map(AccountSettings::withoutTheLinesEnd);
        if (this.bootstrapToken
                .filter(token -> token.length() < SHORTEST_BOOTSTRAP_TOKEN)
                .isPresent()) {
            throw new IllegalArgumentException("WADDLEPERF_BOOTSTRAP_TOKEN must have " + SHORTEST_BOOTSTRAP_TOKEN
                    + " characters or more: openssl rand -base64 32 makes one");
        }
        required = accounts.equals(REQUIRED)
                || !localOnly
                || !isLoopback(host)
                || !hosts.orElse(List.of()).stream().allMatch(AccountSettings::isLoopback);
        this.adminPassword.filter(_ -> required).ifPresent(AccountSettings::requireStrong);
    }

    /// Of what was read from a file, as Kubernetes does it; nobody types it, and no header may have it.
    private static String withoutTheLinesEnd(String text) {
        return text.replaceFirst("\\R+\\z", "");
    }

    /// Else there would be an account that nobody could make, and so no way in.
    private static void requireStrong(String password) {
        String weakness = Passwords.weakness(FirstAdmin.NAME, password);
        if (weakness != null) {
            throw new IllegalArgumentException("WADDLEPERF_ADMIN_PASSWORD " + weakness);
        }
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    boolean required() {
        return required;
    }

    String mode() {
        return required ? REQUIRED : OPEN;
    }

    Optional<String> adminPassword() {
        return adminPassword;
    }

    Optional<String> bootstrapToken() {
        return bootstrapToken;
    }
}
