package io.waddleperf.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
    @Test
    void knowsTheLineOfEachValue() {
        var file = YamlFile.one("a: 1\nb:\n  - c/d: yes\n  - e\n");
        assertEquals(Map.of("a", "1", "b", List.of(Map.of("c/d", "yes"), "e")), Objects.requireNonNull(file.tree()));
        assertEquals(1, file.line("/a"));
        assertEquals(3, file.line("/b/0/c~1d"));
        assertEquals(4, file.line("/b/1"));
        assertEquals(3, file.line("/b/0/none/at/all"), "what it would be in");
        assertEquals(1, file.line("/none"));
    }

    @Test
    void readsEachDocumentOfAText() {
        var files = YamlFile.all("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n");
        assertEquals(
                List.of(Map.of("a", "1"), Map.of("b", "2")),
                files.stream().map(YamlFile::tree).toList());
        assertEquals(7, files.getLast().line("/b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: [1'            | 1 | not YAML
            'a: 1~a: 2'        | 2 | a: stands twice
            'a:~  ? [b]~  : c' | 2 | a key must be a text
            'a: &x [*x]'       | 1 | more than
            'a: *x'            | 1 | not YAML
            """)
    void saysInWhichLineItIsNone(String yaml, int line, String complaint) {
        var wrong = assertThrows(YamlException.class, () -> YamlFile.one(yaml.replace('~', '\n')));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith(complaint), wrong::toString);
        assertTrue(wrong.line() >= line, "line " + wrong.line());
    }

    /// Nine levels of nine: a text of a few hundred bytes that would be 400 million values.
    @Test
    void refusesAliasesOfAliases() {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(8) + "*a" + (i - 1)));
        }
        assertThrows(YamlException.class, () -> YamlFile.one(yaml.toString()));
    }
}
