package io.waddleperf.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That the tables of docs/ARCHIVE.md have the columns of the files.
class TrinoTableTest {
    private static final List<String> PARTITIONS = List.of("date varchar", "hour varchar");

    @ParameterizedTest
    @CsvSource({"results, io.waddleperf.archive.ResultLine", "escalations, io.waddleperf.archive.EventLine"})
    void hasEachColumnOfTheFilesInItsType(String table, Class<?> lines) throws IOException {
        var wanted = Stream.concat(
                        Arrays.stream(lines.getRecordComponents()).map(TrinoTableTest::column), PARTITIONS.stream())
                .toList();
        assertEquals(String.join("\n", wanted), String.join("\n", columns(table)));
    }

    private static List<String> columns(String table) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "ARCHIVE.md"));
        var definition = Pattern.compile(
                        "CREATE TABLE hive\\.waddleperf\\." + table + " \\((.*?)\\)\\nWITH", Pattern.DOTALL)
                .matcher(page);
        if (!definition.find()) {
            throw new AssertionError("docs/ARCHIVE.md has no table " + table);
        }
        return Arrays.stream(definition.group(1).split(",(?![^(]*\\))"))
                .map(String::strip)
                .toList();
    }

    private static String column(RecordComponent component) {
        String name = component.getName().toLowerCase(Locale.ROOT);
        return (name.equals("check") ? "\"check\"" : name) + ' ' + type(component);
    }

    private static String type(RecordComponent component) {
        return switch (component.getType().getSimpleName()) {
            case "String" -> "varchar";
            case "int" -> "integer";
            case "long", "Long" -> "bigint";
            case "boolean" -> "boolean";
            case "Instant" -> "timestamp(6)";
            case "Map" -> "map(varchar, double)";
            case "List" -> "array(double)";
            default -> throw new AssertionError(component + " is no column that a table knows");
        };
    }
}
