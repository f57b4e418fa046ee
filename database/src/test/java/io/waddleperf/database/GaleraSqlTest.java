package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Our SQL uses nothing that holds on one Galera node only, or that Galera refuses.
class GaleraSqlTest {
    private static final Pattern FORBIDDEN = Pattern.compile(
            "LOCK\\s+TABLES|GET_LOCK\\s*\\(|\\bFOR\\s+UPDATE\\b|LOCK\\s+IN\\s+SHARE\\s+MODE"
                    + "|\\bXA\\s+(START|BEGIN|PREPARE)\\b|\\bAUTO_INCREMENT\\b|CREATE\\s+SEQUENCE|\\bNEXTVAL\\b",
            Pattern.CASE_INSENSITIVE);

    /// From the folder of this module.
    private static final List<String> SOURCES =
            List.of("src/main", "../results-sink/src/main", "../query-api/src/main", "../standalone/src/main");

    @Test
    void nothingForbiddenStandsInOurSources() throws IOException {
        var found = new ArrayList<String>();
        int files = 0;
        for (var folder : SOURCES) {
            for (var file : files(Path.of(folder))) {
                files++;
                found.addAll(violations(file.toString(), Files.readString(file)));
            }
        }
        System.out.println("Galera rules: " + files + " sources read for forbidden SQL");
        assertTrue(files > 10, "sources found: " + files);
        assertEquals(List.of(), found);
    }

    @Test
    void theSearchFindsWhatItForbids() {
        assertEquals(1, violations("a", "\"SELECT 1 FROM t FOR\n UPDATE\"").size());
        assertEquals(1, violations("a", "lock tables t write").size());
        assertEquals(List.of(), violations("a", "/// no FOR UPDATE here\n -- nor LOCK TABLES\n"));
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().matches(".*\\.(java|sql)"))
                    .toList();
        }
    }

    private static List<String> violations(String name, String text) {
        var code = text.replaceAll("(?m)^\\s*(//|--).*$", "");
        return FORBIDDEN
                .matcher(code)
                .results()
                .map(match -> name + ": " + match.group())
                .toList();
    }
}
