package io.waddleperf.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What a command found: as rows for people, and whole for programs.
///
/// @param rows     a cell for each column
/// @param document maps, lists and simple values, as JSON has them
public record Listing(List<Column> columns, List<List<String>> rows, Object document) {
    public Listing {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// A column of the table.
    ///
    /// @param onlyWide whether a narrow table does without it
    public record Column(String title, boolean onlyWide) {}

    public static Column column(String title) {
        return new Column(title, false);
    }

    public static Column wide(String title) {
        return new Column(title, true);
    }

    String table(boolean whole) {
        var shown = new ArrayList<List<String>>();
        shown.add(chosen(columns.stream().map(Column::title).toList(), whole));
        rows.forEach(row -> shown.add(chosen(row, whole)));
        return Columns.aligned(shown);
    }

    private List<String> chosen(List<String> cells, boolean whole) {
        return IntStream.range(0, columns.size())
                .filter(column -> whole || !columns.get(column).onlyWide())
                .mapToObj(cells::get)
                .toList();
    }
}
