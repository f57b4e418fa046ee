package io.waddleperf.sink;

import io.waddleperf.database.Transactions;
import io.waddleperf.database.WriteFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/// Writes batches to a table: one transaction each, however often it takes.
///
/// Where the values of some row do not fit, the halves of the batch are written instead, and so on:
/// a poisonous row ends up alone and is bad. It neither stops the others nor is tried for ever.
final class BatchWriter<R extends Row> {
    private final DataSource database;
    private final Table<R> table;
    private final Patience patience;

    BatchWriter(DataSource database, Table<R> table, Patience patience) {
        this.database = database;
        this.table = table;
        this.patience = patience;
    }

    /// All rows but the bad ones are in the table.
    record Written<R>(List<R> stored, List<Bad> bad) {}

    /// @return empty where the sink stops before all is done; the rows come again then
    Optional<Written<R>> write(List<R> rows) {
        if (rows.isEmpty()) {
            return Optional.of(new Written<>(List.of(), List.of()));
        }
        return switch (patience.until(() -> attempt(rows))) {
            case Patience.Done<List<Bad>>(var bad) -> Optional.of(written(rows, bad));
            case Patience.GaveUp<List<Bad>> _ -> Optional.empty();
            case Patience.Poison<List<Bad>>(var cause) -> rows.size() == 1 ? poison(rows, cause) : halves(rows);
        };
    }

    private List<Bad> attempt(List<R> rows) throws SQLException {
        try {
            table.prepare(rows);
            List<Bad> bad = Transactions.once(database, connection -> {
                var screened = table.screen(connection, rows);
                if (!screened.rows().isEmpty()) {
                    table.insert(connection, screened.rows());
                }
                return screened.bad();
            });
            table.committed();
            return bad;
        } catch (SQLException e) {
            table.failed(WriteFailure.of(e));
            throw e;
        }
    }

    private Optional<Written<R>> poison(List<R> single, Exception cause) {
        var source = single.getFirst().source();
        return Optional.of(
                new Written<>(List.of(), List.of(new Bad(source, "it cannot be stored: " + cause.getMessage()))));
    }

    private Optional<Written<R>> halves(List<R> rows) {
        int middle = rows.size() / 2;
        return write(rows.subList(0, middle))
                .flatMap(first -> write(rows.subList(middle, rows.size())).map(second -> join(first, second)));
    }

    private static <R> Written<R> join(Written<R> first, Written<R> second) {
        var stored = new ArrayList<>(first.stored());
        stored.addAll(second.stored());
        var bad = new ArrayList<>(first.bad());
        bad.addAll(second.bad());
        return new Written<>(stored, bad);
    }

    private static <R extends Row> Written<R> written(List<R> rows, List<Bad> bad) {
        if (bad.isEmpty()) {
            return new Written<>(rows, bad);
        }
        Set<Object> sources = Collections.newSetFromMap(new IdentityHashMap<>());
        bad.forEach(each -> sources.add(each.source()));
        return new Written<>(
                rows.stream().filter(row -> !sources.contains(row.source())).toList(), bad);
    }
}
