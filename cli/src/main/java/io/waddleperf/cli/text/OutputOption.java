package io.waddleperf.cli.text;

import io.waddleperf.cli.Json;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/// `-o`: the same words and forms for all commands that list something.
public final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table, wide (all columns), json or yaml (default: ${DEFAULT-VALUE})")
    private Format format = Format.table;

    public Format format() {
        return format;
    }

    /// Whether a person reads it.
    public boolean isTable() {
        return format == Format.table || format == Format.wide;
    }

    public void print(PrintStream out, Listing listing) {
        switch (format) {
            case table -> out.print(listing.table(false));
            case wide -> out.print(listing.table(true));
            case json, yaml -> document(out, listing.document());
        }
        out.flush();
    }

    /// One line of JSON, or a document of YAML; JSON where a table was asked for.
    ///
    /// @param document maps, lists and simple values
    public void document(PrintStream out, Object document) {
        if (format == Format.yaml) {
            out.print("---\n" + YamlText.of(document));
        } else {
            out.print(Json.MAPPER.toJson(document) + "\n");
        }
        out.flush();
    }
}
