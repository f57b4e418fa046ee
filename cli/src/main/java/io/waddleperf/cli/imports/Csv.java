package io.waddleperf.cli.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Comma-separated values (RFC 4180); semicolons separate where the first line has no comma, as some spreadsheets
/// write them. Lines of nothing are passed over.
final class Csv {
    private final Path file;
    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private int at;
    private int line = 1;

    /// A record.
    record Row(Place place, List<String> cells) {}

    private Csv(Path file, String text) {
        this.file = file;
        this.text = text;
        String first = text.lines().findFirst().orElse("");
        this.separator = first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }

    static List<Row> read(Path file) {
        var csv = new Csv(file, ImportCommand.text(file));
        while (csv.at < csv.text.length()) {
            csv.row();
        }
        return csv.rows;
    }

    private void row() {
        var place = new Place(file, line);
        var cells = new ArrayList<String>();
        boolean more = true;
        while (more) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted(place) : plain());
            more = at < text.length() && text.charAt(at) == separator;
            at += more ? 1 : 0;
        }
        endOfLine(place);
        if (cells.size() > 1 || !cells.getFirst().isBlank()) {
            rows.add(new Row(place, cells));
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length()
                && text.charAt(at) != separator
                && text.charAt(at) != '\n'
                && text.charAt(at) != '\r') {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted(Place place) {
        var cell = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next != '"') {
                cell.append(next);
                line += next == '\n' ? 1 : 0;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else {
                at++;
                return cell.toString();
            }
        }
        throw place.wrong("a quotation mark is not closed");
    }

    private void endOfLine(Place place) {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) != '\n') {
            throw place.wrong("after a cell in quotation marks comes a separator or the end of the line");
        }
        at++;
        line++;
    }
}
