package io.waddleperf.cli.letters;

/// How a command writes what it found; the names are those of the option.
enum Output {
    table,
    json
}
