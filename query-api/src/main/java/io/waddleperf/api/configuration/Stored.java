package io.waddleperf.api.configuration;

import io.waddleperf.contracts.WireName;

/// A row of configuration.
///
/// @param origin  who declared it
/// @param deleted the row stays, so that its version goes on when the id comes back
public record Stored<T>(T value, Origin origin, boolean deleted) {
    /// Who declared a thing, and so who may remove it.
    public enum Origin implements WireName {
        FILE("file"),
        API("api");

        private final String column;

        Origin(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        @Override
        public String wireName() {
            return column;
        }

        static Origin of(String column) {
            return column.equals(FILE.column) ? FILE : API;
        }
    }
}
