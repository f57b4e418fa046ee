package io.waddleperf.api.it;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.oidc.ProviderServer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signs in by a provider on another site, with a real browser: which cookies come back from there is its to judge.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
@WithTestResource(ProviderServer.class)
final class OidcBrowserIT {
    @Test
    void somebodySignsInAtTheProviderIsRefreshedAndSignsOut(@TempDir Path dir) throws Exception {
        String control = URI.create(OidcBrowser.issuer()).resolve("/control").toString();
        ChromiumScript.run(dir, "oidc.mjs", "http://127.0.0.1:" + Http.port(), control);
    }
}
