package io.waddleperf.api.license;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the service under test a release, and gives it a licence server.
public final class LicensedServer implements QuarkusTestResourceLifecycleManager {
    private @Nullable FakeLicenseServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = new FakeLicenseServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.sells("2999-01-01T00:00:00Z");
        return Map.of("RELEASE_MODE", "true", "LICENSE_KEY", FakeLicenseServer.KEY, "LICENSE_SERVER_URL", server.url());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
