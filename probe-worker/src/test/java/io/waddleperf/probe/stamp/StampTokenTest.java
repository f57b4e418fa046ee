package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTokenTest {
    private static final StampToken TOKEN = StampToken.of("sixteen-letters!");

    /// The HMAC is that of another implementation: `openssl dgst -sha256 -hmac sixteen-letters!`.
    @Test
    void standsBehindThePacketAsRfc8972HasIt() {
        byte[] question = new byte[44];
        question[3] = 7;
        byte[] shortest = Tokens.signed(question, TOKEN);
        assertEquals(
                "80080010" + "d3676095874942270ebdde7a8dae37f1", HexFormat.of().formatHex(shortest, 44, 64));
        byte[] padded = Tokens.signed(Arrays.copyOf(question, 72), TOKEN);
        assertEquals(
                "80010004" + "00000000" + "80080010" + "8a46083ee77b2c38b38d2a39e3978680",
                HexFormat.of().formatHex(padded, 44, 72));
    }

    @ParameterizedTest
    @CsvSource({"44, 64", "63, 64", "64, 64", "65, 68", "67, 68", "68, 68", "69, 69", "1400, 1400"})
    void needsItsRoom(int asked, int bytes) {
        assertEquals(bytes, StampToken.packetBytes(asked));
    }

    @Test
    void isNotShownByWhatIsOneBitElse() {
        byte[] signed = Tokens.signed(new byte[100], TOKEN);
        assertTrue(TOKEN.isShownBy(MemorySegment.ofArray(signed)));
        assertFalse(StampToken.of("another-token-of-16").isShownBy(MemorySegment.ofArray(signed)));
        for (int at = 0; at < signed.length; at++) {
            boolean covered = at < 4 || at >= 44;
            byte[] other = signed.clone();
            other[at] ^= 1;
            boolean flags = at == signed.length - 20;
            assertEquals(!covered || flags, TOKEN.isShownBy(MemorySegment.ofArray(other)), "byte " + at);
        }
        for (int bytes = 44; bytes < signed.length; bytes++) {
            assertFalse(TOKEN.isShownBy(MemorySegment.ofArray(Arrays.copyOf(signed, bytes))));
        }
    }

    @Test
    void isShownAnewWhenTheSequenceNumberIsAnother() {
        var packet = MemorySegment.ofArray(Tokens.signed(new byte[44], TOKEN));
        packet.set(ValueLayout.JAVA_BYTE, 3, (byte) 9);
        assertFalse(TOKEN.isShownBy(packet));
        TOKEN.signAgain(packet);
        assertTrue(TOKEN.isShownBy(packet));
    }

    @Test
    void comesFromAFileOfWhichNothingIsTold(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "  sixteen-letters!\n");
        assertTrue(StampToken.read(file).isShownBy(MemorySegment.ofArray(Tokens.signed(new byte[44], TOKEN))));
        assertEquals("StampToken[…]", TOKEN.toString());
        Files.writeString(file, "short");
        var wrong = assertThrows(IOException.class, () -> StampToken.read(file));
        assertEquals(
                "the token file " + file + ": a token needs 16 characters or more, this has 5", wrong.getMessage());
        Files.write(file, new byte[5_000]);
        assertThrows(IOException.class, () -> StampToken.read(file));
    }
}
