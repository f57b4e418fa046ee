package io.waddleperf.probe.stamp;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Questions that show a token.
public final class Tokens {
    private Tokens() {}

    /// @param question of at least 44 bytes
    public static byte[] signed(byte[] question, StampToken token) {
        byte[] signed = Arrays.copyOf(question, StampToken.packetBytes(question.length));
        Arrays.fill(signed, StampPacket.BYTES, signed.length, (byte) 0);
        token.sign(MemorySegment.ofArray(signed));
        return signed;
    }
}
