package io.waddleperf.cli.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Good files, damaged by chance of a seed: whatever comes of it is told with its line.
class BrokenDocumentsTest {
    private static final long SEED = 20261126;
    private static final int BROKEN = 1_000;
    private static final String LOCATED = "(?s)standard input:[1-9][0-9]*: .+";
    private static final List<String> PIECES = List.of(
            "\t",
            "[",
            "]",
            "{",
            "}",
            ":",
            "- ",
            "&a ",
            "*a",
            "!!int ",
            "'",
            "\"",
            "#",
            "---\n",
            "null",
            "~",
            "-1",
            "1e99",
            "99999999999999999999",
            "<<: ",
            "? ",
            "|\n",
            "%",
            "@",
            "${NONE}",
            "\u0000",
            "\uFEFF",
            "é",
            "5x",
            "Target",
            "spec",
            "\n",
            "  ");

    private static String good() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/documents.md"));
        return page.split("```yaml\n", -1)[1].split("```", -1)[0];
    }

    private static List<String> complaints(String yaml) {
        var files = new DocumentFiles(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), _ -> null)
                .read(List.of("-"));
        var complaints = new ArrayList<>(files.complaints());
        complaints.addAll(LocalCheck.complaints(files.found()));
        return complaints;
    }

    @Test
    void saysThatAFileIsNotThere() {
        var files = new DocumentFiles(new ByteArrayInputStream(new byte[0]), _ -> null).read(List.of("absent.yaml"));
        assertEquals(List.of("absent.yaml: there is no such file or folder"), files.complaints());
    }

    @Test
    void aThousandBrokenFilesEachHaveALocatedComplaint() throws IOException {
        String good = good();
        assertEquals(List.of(), complaints(good), "the documented example itself");
        var random = new Random(SEED);
        int broken = 0;
        int tried = 0;
        for (; broken < BROKEN && tried < 20 * BROKEN; tried++) {
            String yaml = damaged(good, random);
            var complaints = complaints(yaml);
            for (String complaint : complaints) {
                assertTrue(complaint.matches(LOCATED), complaint + "\nseed " + SEED + ", file " + tried + ":\n" + yaml);
            }
            broken += complaints.isEmpty() ? 0 : 1;
        }
        assertEquals(BROKEN, broken, "of " + tried);
    }

    private static String damaged(String yaml, Random random) {
        var text = new StringBuilder(yaml);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> text.insert(at, text.substring(at, end));
                default -> swapLines(text, random);
            }
        }
        return text.toString();
    }

    private static void swapLines(StringBuilder text, Random random) {
        var lines = new ArrayList<>(text.toString().lines().toList());
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        String kept = lines.get(one);
        lines.set(one, lines.get(other));
        lines.set(other, kept);
        text.setLength(0);
        text.append(String.join("\n", lines)).append('\n');
    }
}
