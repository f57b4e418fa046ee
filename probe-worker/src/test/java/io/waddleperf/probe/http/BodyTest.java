package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What is packed in a body.
class BodyTest {
    private final KeptBytes.Share room = new KeptBytes(1_000_000).share();

    @Test
    void isUnpackedWhereItIsPacked() throws IOException {
        var plain = Body.kept(1_000, room);
        assertSame(
                plain,
                taking(zipped("hello".getBytes(StandardCharsets.US_ASCII)), plain)
                        .unpacked());
        assertEquals(5, plain.bytes());
        assertEquals("hello", plain.text(StandardCharsets.US_ASCII));
        assertSame(plain, plain.unpacked());
    }

    /// A few bytes can unfold into many.
    @Test
    void isUnpackedUpToItsLimit() throws IOException {
        var bomb = zipped(new byte[50_000_000]);
        var plain = Body.kept(1_000_000, room);
        taking(bomb, plain).unpacked();
        assertEquals(1_000_000, plain.bytes());
        assertTrue(plain.full());
        assertEquals(Body.MOST_KEPT, plain.text(StandardCharsets.US_ASCII).length());
    }

    @Test
    void isNoneWhereItIsPackedOtherwiseCutOrTooLong() throws IOException {
        byte[] good = zipped("hello".getBytes(StandardCharsets.US_ASCII));
        assertNone("is not packed by gzip", "hello".getBytes(StandardCharsets.US_ASCII));
        assertNone("is not packed by gzip", new byte[0]);
        assertNone("is not packed by gzip", Arrays.copyOf(good, good.length - 3));
        byte[] wrong = good.clone();
        wrong[good.length - 6] ^= 1; // of the checksum
        assertNone("is not packed by gzip", wrong);
        byte[] random = new byte[Body.MOST_KEPT];
        new Random(1).nextBytes(random);
        assertNone("longer than 262144 bytes", zipped(random));
    }

    private void assertNone(String why, byte[] bytes) {
        var body = taking(bytes, Body.counted(1_000_000));
        var e = assertThrows(HttpFormatException.class, body::unpacked);
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }

    private static Body taking(byte[] bytes, Body plain) {
        var body = Body.zipped(plain, new KeptBytes(1_000_000).share());
        for (int i = 0; i < bytes.length && !body.full(); i++) {
            body.take(bytes, i, 1);
        }
        return body;
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }
}
