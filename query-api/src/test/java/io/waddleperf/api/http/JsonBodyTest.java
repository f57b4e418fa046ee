package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBodyTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String complaint(byte[] body, String... fields) {
        var problem = assertThrows(ProblemException.class, () -> JsonBody.read(body, List.of(fields)));
        return String.valueOf(problem.getMessage());
    }

    @Test
    void namesTheFieldsThatThereAre() {
        byte[] body = bytes("{\"x\":1}");
        assertEquals("x is not known; there is a", complaint(body, "a"));
        assertEquals("x is not known; there are a and b", complaint(body, "a", "b"));
        assertEquals("body must be a JSON object with a", complaint(bytes("[]"), "a"));
        assertEquals("body must be a JSON object with a, b and c", complaint(bytes(""), "a", "b", "c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"a\":1,\"a\":2}", "{\"a\":1} x", "{'a':1}", "{\"a\":\"\n\"}", "\0\0{\0", "\0\0\0\u0019"})
    void saysThatABodyIsNoJson(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(complaint(bytes, "a").startsWith("body is not JSON"), () -> complaint(bytes, "a"));
    }

    @Test
    void saysThatABodyIsNoJsonHoweverDeepItIs() {
        assertTrue(complaint(bytes("[".repeat(100_000)), "a").startsWith("body is not JSON"));
        byte[] broken = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertTrue(complaint(broken, "a").startsWith("body is not JSON"));
    }

    @Test
    void showsTheBeginningOfAWrongValueOnly() {
        var body = JsonBody.read(bytes("{\"a\":[\"" + "x".repeat(5_000) + "\"]}"), List.of("a"));
        assertEquals(null, body.text("a"));
        var problem = assertThrows(ProblemException.class, () -> body.make(() -> 1));
        String detail = problem.errors().getFirst().detail();
        assertTrue(detail.startsWith("must be a text, not [\"xxx"), detail);
        assertTrue(detail.length() < 300, detail);
    }
}
