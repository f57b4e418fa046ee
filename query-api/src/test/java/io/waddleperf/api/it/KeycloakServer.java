package io.waddleperf.api.it;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waddleperf.embedded.ChildWatch;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Keycloak of its distribution, which the profile `keycloak` unpacks, with a realm set up as
/// docs/how-to/sign-in-with-oidc.md says. Its first start builds it and takes minutes.
public final class KeycloakServer implements QuarkusTestResourceLifecycleManager {
    static final String ADMIN = "keycloak-admin";
    static final String PASSWORD = "password of the tests";
    static final String SECRET = "a-secret-of-the-tests-0123456789";
    /// The argument that says where roles are.
    static final String ROLE_CLAIM = "role-claim";

    private static final Path HOME =
            Path.of(System.getProperty("keycloak.home", "target/keycloak")).toAbsolutePath();
    private static final Path LOG = HOME.resolve("keycloak.log");
    private static final Path REALM = Path.of("src/test/resources/keycloak-realm.json");
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(8);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final int LAST_LINES = 12;

    private String roleClaim = "groups";
    private @Nullable ChildWatch process;

    @Override
    public void init(Map<String, String> arguments) {
        roleClaim = arguments.getOrDefault(ROLE_CLAIM, roleClaim);
    }

    @Override
    public Map<String, String> start() {
        int here = FreePorts.next();
        int there = FreePorts.next();
        String issuer = "http://127.0.0.1:" + there + "/realms/noc";
        var running = begin(there, here);
        process = running;
        awaitReady(running, issuer);
        return Map.of(
                "quarkus.http.test-port",
                Integer.toString(here), // the realm knows whom it sends browsers back to
                "waddleperf.oidc.issuer",
                issuer,
                "waddleperf.oidc.client-id",
                "waddleperf",
                "waddleperf.oidc.client-secret",
                SECRET,
                "waddleperf.oidc.name",
                "Keycloak",
                "waddleperf.oidc.role-claim",
                roleClaim,
                "waddleperf.oidc.roles",
                "wp-admins=admin,noc=maintainer,guests=viewer,noc-engineer=maintainer",
                "waddleperf.oidc.confirm-every",
                "1s");
    }

    private static ChildWatch begin(int port, int service) {
        try {
            var imported = Files.createDirectories(HOME.resolve("data/import"));
            Files.copy(REALM, imported.resolve("noc-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ChildWatch.start(
                List.of(
                        HOME.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=http://127.0.0.1:" + port,
                        "--import-realm"),
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms64m -Xmx512m",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        PASSWORD,
                        // what stands in the realm for them
                        "KEYCLOAK_TEST_PASSWORD",
                        PASSWORD,
                        "KEYCLOAK_TEST_SECRET",
                        SECRET,
                        "KEYCLOAK_TEST_SERVICE",
                        "http://127.0.0.1:" + service),
                LOG,
                ENDS_WITHIN);
    }

    private void awaitReady(ChildWatch running, String issuer) {
        var question = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            Await.until(
                    "Keycloak answers, or has ended",
                    STARTS_WITHIN,
                    () -> !running.isAlive()
                            || client.send(question, HttpResponse.BodyHandlers.discarding())
                                            .statusCode()
                                    == 200);
        } catch (AssertionError e) {
            stop();
            throw new IllegalStateException("Keycloak does not answer: " + lastLines(), e);
        }
        if (!running.isAlive()) {
            throw new IllegalStateException("Keycloak has ended: " + lastLines());
        }
    }

    private static String lastLines() {
        try {
            var lines = Files.readAllLines(LOG);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.close();
        }
    }
}
