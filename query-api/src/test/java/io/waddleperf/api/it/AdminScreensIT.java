package io.waddleperf.api.it;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What admins look after, in a real browser: every state of each view, in both themes and at the width of a phone.
@QuarkusTest
@WithTestResource(RealServers.class)
final class AdminScreensIT {
    @ParameterizedTest
    @ValueSource(strings = {"system", "channels", "audit", "licence"})
    void everyStateIsShown(String view, @TempDir Path dir) throws Exception {
        ChromiumScript.run(
                dir, "screenshots.mjs", "http://127.0.0.1:" + Http.port(), "../query-api/target/screenshots", view);
    }
}
