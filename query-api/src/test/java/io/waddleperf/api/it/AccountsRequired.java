package io.waddleperf.api.it;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// The service as it faces a network: everybody must sign in or send a token.
public final class AccountsRequired implements QuarkusTestProfile {
    static final String ADMIN_PASSWORD = "correct horse battery staple";
    static final String BOOTSTRAP = "bootstrap-token-of-the-tests-0123456789";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "waddleperf.accounts",
                "required",
                "waddleperf.admin.password",
                ADMIN_PASSWORD,
                "waddleperf.bootstrap.token",
                BOOTSTRAP,
                "waddleperf.api.requests-per-second",
                "100000");
    }
}
