package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.waddleperf.contracts.kafka.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final DeadLetter.Source SOURCE = new DeadLetter.Source("waddleperf.results", 2, 77);

    @Test
    void keepsKeyAndValueAsTheyWere() {
        byte[] key = "local".getBytes(StandardCharsets.UTF_8);
        byte[] value = {0, -1, '{'};
        var letter = DeadLetter.of(SOURCE, key, value, "results-sink", "not a Result", Events.AT);
        assertArrayEquals(key, letter.keyBytes());
        assertArrayEquals(value, letter.valueBytes());
        assertEquals(OptionalInt.empty(), letter.leftOutBytes());
        assertEquals("waddleperf.results-2@77", letter.source().toString());
    }

    @Test
    void saysHowLargeAValueIsThatItLeavesOut() {
        var letter = DeadLetter.of(SOURCE, null, new byte[300_000], "results-sink", "not a Result", Events.AT);
        assertNull(letter.valueBytes());
        assertEquals(OptionalInt.of(300_000), letter.leftOutBytes());
    }

    @Test
    void tellsARecordWithoutValueFromAValueThatIsLeftOut() {
        var letter = DeadLetter.of(SOURCE, null, null, "results-sink", "the value is null", Events.AT);
        assertEquals(OptionalInt.empty(), letter.leftOutBytes());
    }

    @Test
    void canBeReadHoweverLargeItsValueIs() {
        for (int bytes : new int[] {1, 24_000, 24_001, 1_000_000}) {
            var letter = DeadLetter.of(SOURCE, null, new byte[bytes], "results-sink", "not a Result", Events.AT);
            assertEquals(letter, WireCodec.read(DeadLetter.class, WireCodec.bytes(letter)));
            assertEquals(bytes > 24_000, letter.leftOutBytes().isPresent());
        }
    }
}
