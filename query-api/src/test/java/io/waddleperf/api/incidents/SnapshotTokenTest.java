package io.waddleperf.api.incidents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotTokenTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void isAnotherOneEachTimeAndNeverTold() {
        var token = SnapshotToken.next(random);
        assertTrue(token.isWellFormed(), token.text());
        assertNotEquals(token, SnapshotToken.next(random));
        assertEquals("wpi_…", token.toString());
        assertArrayEquals(token.hash(), new SnapshotToken(token.text()).hash());
        assertEquals(32, token.hash().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wpi_", "wpt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "wpi_é"})
    void isNotAnyText(String text) {
        assertFalse(new SnapshotToken(text).isWellFormed());
    }
}
