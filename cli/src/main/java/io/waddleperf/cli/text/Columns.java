package io.waddleperf.cli.text;

import java.util.List;

/// Rows as text: each column as wide as its widest cell, the last as wide as it is.
public final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    public static String aligned(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        int last = rows.getFirst().size() - 1;
        var widths = new int[last];
        for (var row : rows) {
            for (int column = 0; column < last; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            for (int column = 0; column < last; column++) {
                String cell = row.get(column);
                text.append(cell).repeat(' ', widths[column] - cell.length()).append(GAP);
            }
            text.append(row.get(last)).append('\n');
        }
        return text.toString();
    }
}
