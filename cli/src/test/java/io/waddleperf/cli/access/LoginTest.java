package io.waddleperf.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import io.waddleperf.cli.Operator;
import io.waddleperf.cli.Surroundings.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private static final String ME = "{\"name\":\"ada\",\"via\":\"session\",\"role\":\"maintainer\",\"scopes\":[],"
            + "\"mustChangePassword\":%s,\"csrfToken\":\"c-1\",\"accounts\":\"required\"}";
    private static final String MADE =
            "{\"token\":{\"id\":\"t-1\",\"expiresAt\":\"2027-02-21T02:42:33Z\"}," + "\"secret\":\"wpt_secret\"}";
    private static final String SESSION = "waddleperf_session=s-1; Path=/; HttpOnly";

    @TempDir
    Path config;

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
        api.answers("GET /api/v1/me", 401, "{\"detail\":\"sign in, or send a token as Bearer\"}");
        api.answers("POST /api/v1/logout", 204, "");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void keepsATokenForTheCommandsThatFollow() throws IOException {
        signsIn();
        var ran = Cli.run(typing("", "ada", "a long password"), "login", api.option(), "--days=30");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains("as ada, maintainer"), ran.err());
        assertFalse(ran.err().contains("wpt_secret"), ran.err());
        assertEquals(
                List.of("GET /api/v1/me", "POST /api/v1/login", "POST /api/v1/tokens", "POST /api/v1/logout"),
                api.questions());
        var made = api.asked().get(2);
        assertEquals("waddleperf_session=s-1", made.headers().get("cookie"));
        assertEquals("c-1", made.headers().get("x-csrf-token"));
        assertTrue(
                made.body().contains("\"role\":\"maintainer\"") && made.body().contains("\"validDays\":30"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));

        api.answers("GET /api/v1/probes", 200, "{\"items\":[]}")
                .answers("GET /api/v1/probe-identities", 200, "{\"items\":[]}");
        assertEquals(Exit.OK, Cli.run(typing(""), "probes", "list").code());
        assertEquals("Bearer wpt_secret", api.asked().getLast().headers().get("authorization"));
    }

    @Test
    void anotherTokenOrAddressComesBeforeIt() {
        signsIn();
        Cli.run(typing("", "ada", "a long password"), "login", api.option());
        api.answers("GET /api/v1/probes", 200, "{\"items\":[]}")
                .answers("GET /api/v1/probe-identities", 200, "{\"items\":[]}");
        Cli.run(
                Cli.operator(Answer.NOBODY_THERE, environment(Map.of("WADDLEPERF_TOKEN", "wpt_mine"))),
                "probes",
                "list");
        assertEquals("Bearer wpt_mine", api.asked().getLast().headers().get("authorization"));
        var elsewhere = Cli.run(
                typing(""),
                "probes",
                "list",
                "--api=http://localhost:" + api.url().replaceAll(".*:", ""));
        assertEquals(Exit.OK, elsewhere.code(), elsewhere.err());
        assertFalse(api.asked().getLast().headers().containsKey("authorization"), "no token for another server");
    }

    @Test
    void asksForAnotherPasswordWhereItMustBeChanged() {
        api.answers("POST /api/v1/login", 200, ME.formatted(true), "Set-Cookie", SESSION);
        api.answers(
                "PUT /api/v1/me/password",
                200,
                ME.formatted(false).replace("c-1", "c-2"),
                "Set-Cookie",
                "waddleperf_session=s-2");
        api.answers("POST /api/v1/tokens", 201, MADE).answers("GET /api/v1/me", 200, ME.formatted(false));
        var ran = Cli.run(
                typing("", "the first password", "a long password", "a long password"),
                "login",
                "--name=ada",
                api.option());
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertTrue(api.asked().get(2).body().contains("a long password"));
        assertEquals("waddleperf_session=s-2", api.asked().get(3).headers().get("cookie"));
        assertEquals("c-2", api.asked().get(3).headers().get("x-csrf-token"));
    }

    @Test
    void changesNothingWhereTheTwoNewPasswordsDiffer() {
        api.answers("POST /api/v1/login", 200, ME.formatted(true), "Set-Cookie", SESSION);
        var ran = Cli.run(typing("", "ada", "old", "one of two words", "two of two words"), "login", api.option());
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("nothing was changed"), ran.err());
        assertFalse(api.questions().contains("PUT /api/v1/me/password"));
        assertFalse(Files.exists(file()));
        assertEquals("POST /api/v1/logout", api.questions().getLast());
    }

    @Test
    void takesATokenThatIsPipedInAndDoesNotRevokeIt() throws IOException {
        api.close();
        api = new FakeApi().answers("GET /api/v1/me", 200, ME.formatted(false));
        var ran = Cli.run(typing("wpt_piped\n"), "login", "--token-stdin", api.option());
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("Bearer wpt_piped", api.asked().getFirst().headers().get("authorization"));
        var out = Cli.run(typing(""), "logout");
        assertEquals(Exit.OK, out.code(), out.err());
        assertTrue(out.err().contains("was made elsewhere and is still good"), out.err());
        assertEquals(1, api.asked().size(), "nothing is revoked");
        assertFalse(Files.exists(file()));
    }

    @Test
    void keepsNothingOfATokenThatIsRefused() {
        var ran = Cli.run(typing("wpt_wrong"), "login", "--token-stdin", api.option());
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("`./waddleperf login --api " + api.url() + "` signs in"), ran.err());
        assertFalse(Files.exists(file()));
    }

    @Test
    void revokesAtLogout() {
        signsIn();
        Cli.run(typing("", "ada", "a long password"), "login", api.option());
        api.answers("DELETE /api/v1/tokens/t-1", 503, "{\"detail\":\"the database is away\"}");
        api.answers("DELETE /api/v1/tokens/t-1", 204, "");
        var away = Cli.run(typing(""), "logout");
        assertEquals(Exit.NO_SERVER, away.code());
        assertTrue(away.err().contains("--forget"), away.err());
        assertTrue(Files.exists(file()));
        var ran = Cli.run(typing(""), "logout");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertFalse(Files.exists(file()));
        assertTrue(Cli.run(typing(""), "logout").err().contains("nobody has signed in"));
    }

    @Test
    void anotherLoginEndsTheOneBefore() {
        signsIn();
        Cli.run(typing("", "ada", "a long password"), "login", api.option());
        api.answers("DELETE /api/v1/tokens/t-1", 204, "");
        Cli.run(typing("", "ada", "a long password"), "login", "--name=ada", api.option());
        assertTrue(api.questions().contains("DELETE /api/v1/tokens/t-1"));
    }

    @Test
    void sendsNoPasswordOverAWayThatOthersRead() {
        var ran = Cli.run(typing("", "ada", "a long password"), "login", "--api=http://192.0.2.7:8080");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(
                ran.err().contains("without TLS a password or a token can be read on the way to 192.0.2.7"), ran.err());
    }

    @Test
    void sendsNoTokenOverAWayThatOthersRead() {
        for (String command : List.of("probes list", "get", "stream")) {
            var ran = Cli.run(
                    Cli.operator(Answer.NOBODY_THERE, environment(Map.of("WADDLEPERF_TOKEN", "wpt_mine"))),
                    (command + " --api=http://192.0.2.7:8080").split(" "));
            assertEquals(Exit.WRONG_USE, ran.code(), ran.err());
            assertTrue(ran.err().contains("without TLS a password or a token can be read"), ran.err());
        }
    }

    @Test
    void saysWhatToDoWithoutATerminal() {
        var ran = Cli.run(typing(""), "login", api.option());
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("--token-stdin"), ran.err());
    }

    @Test
    void saysWhichFileIsBroken() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{");
        var ran = Cli.run(typing(""), "probes", "list");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains(file() + " cannot be read"), ran.err());
    }

    private void signsIn() {
        api.answers("POST /api/v1/login", 200, ME.formatted(false), "Set-Cookie", SESSION);
        api.answers("POST /api/v1/tokens", 201, MADE).answers("GET /api/v1/me", 200, ME.formatted(false));
    }

    private Path file() {
        return config.resolve("waddleperf/login.json");
    }

    private Map<String, String> environment(Map<String, String> more) {
        var all = new java.util.HashMap<>(more);
        all.put("XDG_CONFIG_HOME", config.toString());
        return all;
    }

    /// @param piped what stands on the standard input
    private Operator typing(String piped, String... answers) {
        var left = new ArrayDeque<>(List.of(answers));
        Operator.Prompt prompt = _ -> Optional.ofNullable(left.poll());
        var nobody = Cli.operator(Answer.NOBODY_THERE, environment(Map.of()));
        return new Operator(
                nobody.question(),
                prompt,
                prompt,
                new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8)),
                nobody.environment(),
                true);
    }
}
