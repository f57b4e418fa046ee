package io.waddleperf.api.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads OpenMetrics 1.0 of gauges by its grammar, and takes nothing else: no comment, no blank line,
/// no family in two places, no unit that its name does not end with.
public final class OpenMetrics {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern META = Pattern.compile("# (TYPE|UNIT|HELP) (" + NAME + ") (.+)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\"\\\\n])*)\"(,|$)");

    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Map<String, Set<String>> described = new HashMap<>();
    private String family = "";

    private OpenMetrics() {}

    /// By name with labels in the order of their names, such as `a{b="c"}`.
    public static Map<String, Double> read(String page) {
        assertTrue(page.endsWith("\n# EOF\n"), "it ends with # EOF");
        var reader = new OpenMetrics();
        page.lines().filter(line -> !line.equals("# EOF")).forEach(reader::line);
        assertEquals(1, page.lines().filter(line -> line.equals("# EOF")).count(), "nothing stands behind the end");
        return reader.samples;
    }

    private void line(String line) {
        var meta = META.matcher(line);
        if (meta.matches()) {
            meta(meta.group(1), meta.group(2), meta.group(3));
            return;
        }
        var sample = SAMPLE.matcher(line);
        assertTrue(sample.matches(), line);
        assertEquals(family, sample.group(1), () -> "a sample outside of its family: " + line);
        String key = sample.group(1) + labels(sample.group(2), line);
        double value = Double.parseDouble(sample.group(3));
        assertTrue(Double.isFinite(value), line);
        assertNull(samples.put(key, value), () -> "twice: " + key);
    }

    private void meta(String kind, String name, String text) {
        if (!name.equals(family)) {
            assertTrue(!described.containsKey(name), () -> name + " is in two places");
            family = name;
        }
        assertTrue(described.computeIfAbsent(name, _ -> new HashSet<>()).add(kind), () -> kind + " twice: " + name);
        switch (kind) {
            case "TYPE" -> assertEquals("gauge", text, name);
            case "UNIT" -> assertTrue(name.endsWith('_' + text), () -> name + " has not the unit " + text);
            default -> assertTrue(!text.contains("\n"), name);
        }
    }

    private static String labels(String text, String line) {
        if (text == null) {
            return "";
        }
        var labels = new TreeMap<String, String>();
        var label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            assertTrue(label.find(at) && label.start() == at, () -> "labels of " + line);
            assertNull(labels.put(label.group(1), label.group(2)), () -> "a label twice: " + line);
            at = label.end();
        }
        assertTrue(labels.size() <= 8, line);
        var key = new StringBuilder();
        labels.forEach((name, value) -> key.append(key.isEmpty() ? "{" : ",")
                .append(name)
                .append("=\"")
                .append(value)
                .append('"'));
        return key.append('}').toString();
    }
}
