package io.waddleperf.sink;

import io.waddleperf.database.WriteFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// A table that takes rows once: what is there already, or is newer, is left as it is.
interface Table<R extends Row> {
    /// What has to be there before the transaction begins.
    default void prepare(List<R> rows) throws SQLException {}

    /// The first part of the transaction: which rows are to be inserted.
    default Screened<R> screen(Connection connection, List<R> rows) throws SQLException {
        return new Screened<>(rows, List.of());
    }

    /// The second part: those rows.
    ///
    /// @throws SQLException where the values of some row do not fit; nothing is to be committed then
    void insert(Connection connection, List<R> rows) throws SQLException;

    default void committed() {}

    /// The transaction was rolled back.
    default void failed(WriteFailure failure) {}

    /// The rows that may be inserted, and those that will never fit. What is stored already is in neither.
    record Screened<R>(List<R> rows, List<Bad> bad) {}
}
