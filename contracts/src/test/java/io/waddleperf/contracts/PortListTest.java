package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortListTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            22                    | 22          | 1
            22,80,443             | 22,80,443   | 3
            8000-8002, 8003,7999  | 7999-8003   | 5
            1-1024                | 1-1024      | 1024
            65535,65534           | 65534-65535 | 2
            80,80,80-80           | 80          | 1
            """)
    void readsAndWritesTheShortest(String text, String shortest, int count) {
        var list = PortList.parse("ports", text);
        assertEquals(shortest, list.text());
        assertEquals(count, list.count());
        assertEquals(list, PortList.parse("ports", shortest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "80-", "-80", "90-80", "a", "80;81", "80,,81", "1-1025", "999999", "1 2"})
    void saysWhatIsAllowed(String text) {
        var complaint = assertThrows(IllegalArgumentException.class, () -> PortList.parse("ports", text));
        assertTrue(String.valueOf(complaint.getMessage()).startsWith("ports must be "), complaint::toString);
    }

    @Test
    void knowsWhatIsInBoth() {
        var web = PortList.parse("ports", "80,443,8080");
        var low = PortList.parse("ports", "1-1000");
        assertEquals("80,443", web.in(low).text());
        assertEquals("8080", web.without(low).text());
        assertEquals(1_001, web.and(low).count());
        assertThrows(IllegalArgumentException.class, () -> web.and(PortList.parse("ports", "1-1024")));
        assertEquals(PortList.NONE, web.in(PortList.of(List.of(22))));
        assertTrue(PortList.NONE.isEmpty() && PortList.NONE.text().isEmpty());
    }

    @Test
    void boundsAScan() {
        var spec = new PortsSpec("80", "22,443", "23", 2, 1_000_000);
        assertEquals("22-23,80,443", spec.asked().text());
        assertEquals(3_000_000, spec.limitUs());
        assertThrows(IllegalArgumentException.class, () -> new PortsSpec("80", "22", "20-25", 2, 1_000_000));
        assertThrows(IllegalArgumentException.class, () -> new PortsSpec("1-1024", "2000", null, 64, 1_000_000));
        assertThrows(IllegalArgumentException.class, () -> new PortsSpec("1-1024", null, null, 1, 1_000_000));
        assertEquals(24, PortsSpec.DEFAULT.asked().count());
    }
}
