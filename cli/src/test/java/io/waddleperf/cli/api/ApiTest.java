package io.waddleperf.cli.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiTest {
    private static Api at(String url) {
        return new Api(URI.create(url), Optional.empty(), Optional.empty());
    }

    @Test
    void saysOfAnUnansweredOrderThatItMayHaveBeenDone() throws IOException {
        try (var server = new FakeApi()) {
            server.replies("POST /order", _ -> server.untilClosed());
            var failure = assertThrows(
                    CommandFailure.class, () -> at(server.url()).order("/order", "{}", "`diff` shows it", 200));
            assertEquals(List.of("POST /order"), server.questions(), "sent once");
            assertEquals(Exit.NO_SERVER, failure.exitCode());
            assertFalse(failure.isPassing(), "it must not be sent again by itself");
            assertTrue(
                    String.valueOf(failure.getMessage()).endsWith("has not answered within 0.2 s: `diff` shows it"),
                    failure::getMessage);
        }
    }

    @Test
    void onlyThisMachineMayBeAskedWithoutTls() {
        for (String secret :
                List.of("https://192.0.2.7", "http://localhost:8080", "http://[::1]:1", "http://127.0.0.9")) {
            at(secret).requireSecrecy();
        }
        for (String open : List.of("http://192.0.2.7:8080", "http://localhost.example.net", "http://127.example.net")) {
            assertThrows(CommandFailure.class, () -> at(open).requireSecrecy(), open);
        }
    }
}
