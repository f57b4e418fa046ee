package io.waddleperf.api.oidc;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the service under test a provider of OpenID Connect.
public final class ProviderServer implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestProvider provider;

    @Override
    public Map<String, String> start() {
        try {
            provider = new TestProvider();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                // as behind a proxy that ends TLS, where a test says so
                "quarkus.http.proxy.proxy-address-forwarding",
                "true",
                "waddleperf.oidc.issuer",
                provider.issuer(),
                "waddleperf.oidc.client-id",
                TestProvider.CLIENT,
                "waddleperf.oidc.client-secret",
                TestProvider.SECRET,
                "waddleperf.oidc.name",
                "Test provider",
                "waddleperf.oidc.audience",
                "waddleperf-api",
                "waddleperf.oidc.roles",
                "wp-admins=admin,noc=maintainer@fra,noc-all=maintainer,guests=viewer",
                "waddleperf.oidc.confirm-every",
                "1s");
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
        }
    }
}
