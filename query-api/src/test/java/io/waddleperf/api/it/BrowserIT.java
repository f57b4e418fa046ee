package io.waddleperf.api.it;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signs in by a real browser: cookie, CSRF, policy of content and stream are the browser's to judge.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class BrowserIT {
    @Test
    void somebodySignsInForTheFirstTime(@TempDir Path dir) throws Exception {
        String password = TwoSites.admin("PUT", "/api/v1/users/newcomer-by-browser", "{\"role\":\"viewer\"}")
                .get("password")
                .asText();
        ChromiumScript.run(
                dir,
                "login.mjs",
                "http://127.0.0.1:" + Http.port(),
                "newcomer-by-browser",
                password,
                "a password of my own");
    }
}
