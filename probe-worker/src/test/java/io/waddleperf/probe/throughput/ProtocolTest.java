package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.stamp.Mutations;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What a peer may say on the control connection, beside what [IperfFuzz] makes.
class ProtocolTest {
    private static final int COOKIES = 10_000;

    @Test
    void goesDownIntoNoNestOfBrackets() {
        for (String bracket : List.of("[", "{\"a\":", "[{\"a\":")) {
            String nest = bracket.repeat(Message.MOST_BYTES / bracket.length());
            var wrong = assertThrows(IperfFormatException.class, () -> Message.parse(nest));
            assertEquals("its JSON is nested too deep", wrong.getMessage());
        }
    }

    @Test
    void readsCookiesOrSaysThatTheyAreNone() throws IOException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int i = 0; i < COOKIES; i++) {
            var cookie = Cookie.random(random);
            byte[] sent = Mutations.of(cookie.bytes(), random);
            try {
                var read = Cookie.read(new DataInputStream(new ByteArrayInputStream(sent)));
                assertEquals(Cookie.BYTES, read.bytes().length);
                assertTrue(read.same(read));
            } catch (IOException e) {
                assertTrue(!Arrays.equals(sent, cookie.bytes()), "a whole one is read");
            }
        }
    }
}
