package io.waddleperf.probe.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BannerTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);

    @Test
    void readsTheVersionAndNotAByteMore() throws Exception {
        var in = in("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\0\0\1");
        assertEquals("SSH-2.0-OpenSSH_9.2p1 Debian-2", Banner.read(in).line());
        assertEquals(3, in.available());
    }

    @Test
    void skipsWhatIsForPeople() throws Exception {
        assertEquals(
                "SSH-1.99-x",
                Banner.read(in("Welcome!\r\n\nAuthorized only\nSSH-1.99-x\n")).line());
    }

    @Test
    void showsWhatTheOtherSaysInstead() {
        assertSays("no SSH server: it says “HTTP/1.1 400 Bad Request”", "HTTP/1.1 400 Bad Request\r\n\r\n");
        assertSays("no SSH server: it says “220 mail?[1m”", "220 mail\u001b[1m");
        assertSays("no SSH server: it closed the connection without a word", "");
        assertSays("no SSH 2 server: it says “SSH-1.5-old”", "SSH-1.5-old\n");
        assertSays("no SSH 2 server: it says “SSH-2.0-”", "SSH-2.0-\n");
    }

    @Test
    void readsOnlySoMuch() {
        var lines = assertThrows(SshFormatException.class, () -> Banner.read(in("hello\n".repeat(5_000))));
        assertTrue(String.valueOf(lines.getMessage()).contains("no version within 8192 bytes"), lines.getMessage());
        var line = assertThrows(SshFormatException.class, () -> Banner.read(in("SSH-2.0-" + "x".repeat(9_000))));
        assertTrue(String.valueOf(line.getMessage()).contains("more than 255 bytes"), line.getMessage());
    }

    /// Valid banners with bytes changed, left out and doubled.
    @Test
    void survivesAnyBytes() {
        var random = new Random(20_261_126);
        var corpus = List.of(
                "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n", "note\r\nSSH-2.0-dropbear_2022.83\n", "SSH-1.99-a b\r\n");
        int good = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = changed(corpus.get(i % corpus.size()), random);
            try {
                var banner = Banner.read(new ByteArrayInputStream(bytes));
                assertTrue(banner.line().matches("SSH-(2\\.0|1\\.99)-[ -~]{1,247}"), banner.line());
                good++;
            } catch (IOException e) { // the only kind that may come
            }
        }
        assertTrue(good > 0 && good < INPUTS, good + " of " + INPUTS);
    }

    private static byte[] changed(String text, Random random) {
        var bytes = new StringBuilder(text);
        for (int changes = random.nextInt(4); changes > 0 && !bytes.isEmpty(); changes--) {
            int at = random.nextInt(bytes.length());
            switch (random.nextInt(4)) {
                case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                case 1 -> bytes.deleteCharAt(at);
                case 2 -> bytes.insert(at, bytes.substring(at));
                default -> bytes.setLength(at);
            }
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertSays(String expected, String sent) {
        assertEquals(
                expected,
                assertThrows(SshFormatException.class, () -> Banner.read(in(sent)))
                        .getMessage());
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
