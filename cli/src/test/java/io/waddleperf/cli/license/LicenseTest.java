package io.waddleperf.cli.license;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Surroundings.Answer;
import io.waddleperf.licensing.LicenseKey;
import io.waddleperf.licensing.LicenseServer;
import io.waddleperf.licensing.LicenseServerException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseTest {
    private static final String KEY = "PENG-A1B2-C3D4-E5F6-G7H8-WXYZ";
    private static final String MASKED = "PENG-****-****-****-****-WXYZ";
    private static final String VALIDATE = "POST /api/v2/validate";
    private static final String FEATURES = "POST /api/v2/features";

    private FakeApi server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeApi();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheKeyAndTheProductAndNothingElse() {
        server.answers(VALIDATE, 200, license(true, "waddleperf", "2999-01-01T00:00:00Z"));
        var ran = run("validate", "-o", "json");
        assertEquals(Exit.OK, ran.code(), ran.err());
        var told = Json.MAPPER.fromJsonObject(ran.out());
        assertEquals("valid", told.get("license"));
        assertEquals("Harbour", told.get("customer"));
        assertEquals("", told.get("problem"));
        assertEquals(List.of(VALIDATE), server.questions());
        var asked = server.asked().getFirst();
        assertEquals("Bearer " + KEY, asked.headers().get("authorization"));
        assertEquals(Map.of("product", "waddleperf"), Json.MAPPER.fromJsonObject(asked.body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "check-features", "debug"})
    void asksNobodyWhileNothingIsReleased(String command) {
        for (var environment : List.of(Map.<String, String>of(), Map.of("RELEASE_MODE", "false"))) {
            var all = new HashMap<>(environment);
            all.put("LICENSE_SERVER_URL", server.url());
            all.put("LICENSE_KEY", KEY);
            var ran = Cli.run(Cli.operator(Answer.NOBODY_THERE, all), "license", command);
            assertEquals(Exit.OK, ran.code(), ran.err());
            assertTrue((ran.out() + ran.err()).contains("nothing was sent"), ran.out());
        }
        assertEquals(List.of(), server.questions());
    }

    @ParameterizedTest
    @CsvSource({
        "true, waddleperf, 2001-01-01T00:00:00Z, it expired at 2001",
        "true, waddleperf, soon, no time with an offset: soon",
        "true, otherperf, 2999-01-01T00:00:00Z, it is for the product otherperf",
        "false, waddleperf, 2999-01-01T00:00:00Z, does not say that it is valid: no such licence",
    })
    void saysWhyItDoesNotHold(boolean valid, String product, String expires, String problem) {
        server.answers(VALIDATE, 200, license(valid, product, expires));
        var ran = run("validate");
        assertEquals(Exit.NOT_ALL_DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("invalid") && ran.out().contains(problem), ran.out());
        assertEquals(Exit.NOT_ALL_DONE, run("check-features").code());
        assertFalse(server.questions().contains(FEATURES), "features of a licence that does not hold were asked for");
    }

    @Test
    void neverPrintsTheKeyWhole() {
        server.answers(VALIDATE, 403, "{\"message\":\"" + KEY + " was revoked\"}");
        for (var command : List.of("validate", "check-features", "debug")) {
            var ran = run(command);
            assertEquals(Exit.NOT_ALL_DONE, ran.code(), ran.err());
            assertTrue((ran.out() + ran.err()).contains(MASKED + " was revoked"), ran.out() + ran.err());
            assertFalse((ran.out() + ran.err()).contains("A1B2"), ran.out() + ran.err());
        }
        assertEquals(MASKED, new LicenseKey(KEY).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"error\":\"down\"} | answers 500: down",
                "404 | nothing | answers 404; look at LICENSE_SERVER_URL",
                "302 | '' | answers 302",
                "200 | <html> | no object of JSON",
                "200 | [] | no object of JSON",
                "200 | null | no object of JSON",
                "200 | '' | no object of JSON",
            })
    void tellsABrokenServerFromALicenceThatDoesNotHold(int status, String body, String words) {
        server.answers(VALIDATE, status, body, "Location", server.url() + "/elsewhere");
        var ran = run("validate");
        assertEquals(Exit.NO_SERVER, ran.code(), ran.err());
        assertTrue(ran.err().contains(words), ran.err());
        assertEquals(List.of(VALIDATE), server.questions());
    }

    @Test
    void waitsNoLongerThanItsPatience() {
        server.replies(VALIDATE, exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            server.untilClosed();
        });
        var asking =
                new LicenseServer(URI.create(server.url()), new LicenseKey(KEY), "waddleperf", Duration.ofMillis(300));
        var failure = assertThrows(LicenseServerException.class, asking::validate);
        assertTrue(failure.isPassing());
        assertTrue(
                String.valueOf(failure.getMessage()).contains("has not answered within 0.3 s"), failure.getMessage());
    }

    @Test
    void takesNoMoreThanAMebibyte() {
        server.answers(VALIDATE, 200, "{\"customer\":\"" + "a".repeat(1 << 20) + "\"}");
        var ran = run("validate");
        assertEquals(Exit.NO_SERVER, ran.code(), ran.err());
        assertTrue(ran.err().contains("breaks off"), ran.err());
    }

    @Test
    void saysThatNobodyIsThere() {
        String url = server.url();
        server.close();
        var ran = run("validate");
        assertEquals(Exit.NO_SERVER, ran.code(), ran.err());
        assertTrue(ran.err().contains("the licence server " + url + " is not reached"), ran.err());
        var debug = run("debug");
        assertEquals(Exit.NOT_ALL_DONE, debug.code(), debug.err());
        assertTrue(debug.out().contains("is not reached"), debug.out());
    }

    @Test
    void listsFeaturesAndMissesThoseThatWereNamed() {
        server.answers(VALIDATE, 200, license(true, "waddleperf", "2999-01-01T00:00:00Z"));
        server.answers(FEATURES, 200, """
                {"features":[{"name":"autoperf","entitled":true},{"name":"analysis","entitled":false}]}""");
        var all = run("check-features");
        assertEquals(Exit.OK, all.code(), all.err());
        assertTrue(all.out().matches("(?s)FEATURE +ENTITLED\\s+analysis +no\\s+autoperf +yes\\s+"), all.out());
        assertEquals(Exit.OK, run("check-features", "autoperf").code());
        assertEquals(
                Exit.NOT_ALL_DONE, run("check-features", "autoperf", "analysis").code());
        var unknown = run("check-features", "flight", "-o", "json");
        assertEquals(Exit.NOT_ALL_DONE, unknown.code());
        assertTrue(unknown.out().contains("\"flight\"") && !unknown.out().contains("autoperf"), unknown.out());
    }

    @ParameterizedTest
    @CsvSource({
        "LICENSE_KEY, PENG-a1b2-C3D4-E5F6-G7H8-WXYZ, after PENG five groups",
        "LICENSE_KEY, '', is not set",
        "LICENSE_SERVER_URL, http://license.example, must start with https://",
        "LICENSE_SERVER_URL, https://me@license.example, is no address of a server",
        "LICENSE_SERVER_URL, license example, is no address",
        "PRODUCT_NAME, waddle perf, is no name of a product",
        "RELEASE_MODE, yes, is neither true nor false",
    })
    void namesTheVariableThatIsWrong(String variable, String value, String words) {
        var ran = run(Map.of(variable, value), "validate");
        assertEquals(Exit.WRONG_USE, ran.code(), ran.out());
        assertTrue(ran.err().contains("the environment variable " + variable + " "), ran.err());
        assertTrue(ran.err().contains(words), ran.err());
        assertFalse(ran.err().contains("a1b2"), ran.err());
        assertEquals(List.of(), server.questions());
    }

    @Test
    void needsACommand() {
        var ran = Cli.run("license");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("validate, check-features, debug"), ran.err());
    }

    private Cli run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /// In release mode, with a key and this server, but for what a test says otherwise.
    private Cli run(Map<String, String> environment, String... arguments) {
        var all = new HashMap<>(Map.of("RELEASE_MODE", "true", "LICENSE_KEY", KEY, "LICENSE_SERVER_URL", server.url()));
        all.putAll(environment);
        var words = new String[arguments.length + 1];
        words[0] = "license";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Cli.run(Cli.operator(Answer.NOBODY_THERE, all), words);
    }

    private static String license(boolean valid, String product, String expires) {
        return """
                {"valid":%s,"message":"no such licence","customer":"Harbour","product":"%s","license_key":"%s",
                 "license_version":"2.0","tier":"professional","expires_at":"%s","features":[]}""".formatted(valid, product, KEY, expires);
    }
}
