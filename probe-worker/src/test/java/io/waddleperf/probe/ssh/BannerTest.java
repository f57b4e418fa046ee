package io.waddleperf.probe.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BannerTest {
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
