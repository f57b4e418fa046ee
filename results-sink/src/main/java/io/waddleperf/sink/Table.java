package io.waddleperf.sink;

import io.waddleperf.database.WriteFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A table that takes rows once: a row that is there already is left as it is.
interface Table<R> {
    /// What has to be there before the transaction begins.
    void prepare(List<R> rows) throws SQLException;

    /// The first part of the transaction: which rows are to be inserted.
    Screened<R> screen(Connection connection, List<R> rows) throws SQLException;

    /// The second part: those rows.
    ///
    /// @throws SQLException where the values of some row do not fit; nothing is to be committed then
    void insert(Connection connection, List<R> rows) throws SQLException;

    void committed();

    /// The transaction was rolled back.
    void failed(WriteFailure failure);

    ConsumerRecord<byte[], byte[]> source(R row);

    /// The rows that may be inserted, and those that will never fit. What is stored already is in neither.
    record Screened<R>(List<R> rows, List<Bad> bad) {}
}
