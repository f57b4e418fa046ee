package io.waddleperf.probe.throughput;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

/// The name of a test, by which its data connections are told from others: 36 characters and a zero.
record Cookie(String text) {
    static final int BYTES = 37;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    static Cookie random(RandomGenerator random) {
        var text = new StringBuilder();
        while (text.length() < BYTES - 1) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Cookie(text.toString());
    }

    static Cookie read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[BYTES];
        in.readFully(bytes);
        for (int i = 0; i < BYTES; i++) {
            boolean right = i == BYTES - 1 ? bytes[i] == 0 : bytes[i] > ' ' && bytes[i] < 0x7F;
            if (!right) {
                throw new IperfFormatException("what came first is no cookie of iperf3");
            }
        }
        return new Cookie(new String(bytes, 0, BYTES - 1, StandardCharsets.US_ASCII));
    }

    byte[] bytes() {
        return (text + '\0').getBytes(StandardCharsets.US_ASCII);
    }

    /// In a time that does not tell how much of it was right.
    boolean same(Cookie other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }
}
