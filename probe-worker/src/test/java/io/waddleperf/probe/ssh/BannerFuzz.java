package io.waddleperf.probe.ssh;

import static io.waddleperf.probe.fuzz.Texts.mostly;
import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.random.RandomGenerator;

/// What an SSH server says before the key exchange.
public final class BannerFuzz implements FuzzTarget {
    private static final List<String> ODD = List.of(
            "SSH-1.5-old", "SSH-2.0-", "SSH-", "HTTP/1.1 400 Bad", "SSH-1.99-a b", "SSH-2.0-" + "x".repeat(300), "");

    @Override
    public String name() {
        return "SSH version lines";
    }

    @Override
    public List<String> parsers() {
        return List.of("ssh.Banner", "ssh.Banner$Lines");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder();
        for (int lines = random.nextInt(30) == 0 ? 2_000 : random.nextInt(3); lines > 0; lines--) {
            text.append(one(List.of("note\r\n", "\n", "caf\u00e9 \u001b[1m\r\n"), random));
        }
        text.append(mostly("SSH-2.0-OpenSSH_9.2p1 Debian-2", ODD, random));
        text.append(one(List.of("\r\n", "\n", ""), random));
        return Texts.broken(Texts.bytes(text.toString()), random);
    }

    @Override
    public void read(byte[] input) throws IOException {
        var banner = Banner.read(input.length % 4 == 0 ? cut(input) : new ByteArrayInputStream(input));
        assertTrue(banner.line().matches("SSH-(2\\.0|1\\.99)-[ -~]{1,247}"), banner.line());
    }

    /// A connection that breaks instead of ending.
    private static InputStream cut(byte[] input) {
        var bytes = new ByteArrayInputStream(input);
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                int next = super.read();
                if (next < 0) {
                    throw new IOException("reset");
                }
                return next;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                into[from] = (byte) read();
                return 1;
            }
        };
    }

    @Override
    public Check check() {
        return new Check("ssh.Banner$Lines", "next", 1);
    }
}
