package io.waddleperf.cli.imports;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `import csv`: a target a line.
@Command(
        name = "csv",
        description = "Reads targets from CSV: name,address and a column for each label.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "The columns owned and dependsOn (names with blanks between them) are no labels."})
final class CsvCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "its first line names the columns")
    private Path file = Path.of("targets.csv");

    CsvCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var rows = Csv.read(file);
        if (rows.isEmpty()) {
            throw new Place(file, 1).wrong("there is nothing in it; its first line is name,address,…");
        }
        var head = rows.getFirst();
        var columns = head.cells().stream().map(String::strip).toList();
        requireColumns(head.place(), columns);
        var imported = new Imported();
        rows.stream().skip(1).forEach(row -> target(row, columns, imported));
        imported.print(surroundings.out(), surroundings.err());
        return Exit.OK;
    }

    private static void requireColumns(Place place, List<String> columns) {
        for (String needed : List.of("name", "address")) {
            if (!columns.contains(needed)) {
                throw place.wrong("there is no column " + needed + "; the first line is name,address,…");
            }
        }
        var seen = new ArrayList<String>();
        for (String column : columns) {
            if (column.isEmpty() || seen.contains(column)) {
                throw place.wrong(column.isEmpty() ? "a column has no name" : column + " stands twice");
            }
            seen.add(column);
        }
    }

    private static void target(Csv.Row row, List<String> columns, Imported imported) {
        if (row.cells().size() != columns.size()) {
            throw row.place()
                    .wrong(row.cells().size() + " cells, and the first line has " + columns.size() + " columns");
        }
        var cells = new LinkedHashMap<String, String>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), row.cells().get(i).strip());
        }
        String name = String.valueOf(cells.remove("name"));
        String address = String.valueOf(cells.remove("address"));
        if (address.isEmpty()) {
            throw row.place().wrong("there is no address");
        }
        var spec = spec(row.place(), address, cells);
        var labels = new TreeMap<>(cells);
        labels.values().removeIf(String::isEmpty);
        imported.target(row.place(), name.isEmpty() ? address : name, labels, spec);
    }

    /// Takes what is no label out of the cells.
    private static Map<String, Object> spec(Place place, String address, Map<String, String> cells) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("address", address);
        String owned = cells.remove("owned");
        if (owned != null && !owned.isEmpty()) {
            if (!owned.matches("true|false")) {
                throw place.wrong("owned must be true or false, not " + owned);
            }
            spec.put("owned", Boolean.valueOf(owned));
        }
        String before = cells.remove("dependsOn");
        if (before != null && !before.isEmpty()) {
            spec.put("dependsOn", Arrays.asList(before.split("\\s+")));
        }
        return spec;
    }
}
