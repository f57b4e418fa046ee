package io.waddleperf.cli.text;

/// How a command writes what it found; the names are those of the option.
public enum Format {
    table,
    /// A table with all columns.
    wide,
    json,
    yaml
}
