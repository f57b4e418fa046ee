package io.waddleperf.api.configuration;

/// A row of configuration.
///
/// @param origin  who declared it
/// @param deleted the row stays, so that its version goes on when the id comes back
record Stored<T>(T value, Origin origin, boolean deleted) {
    /// Who declared a thing, and so who may remove it.
    enum Origin {
        FILE("file"),
        API("api");

        private final String column;

        Origin(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        static Origin of(String column) {
            return column.equals(FILE.column) ? FILE : API;
        }
    }
}
