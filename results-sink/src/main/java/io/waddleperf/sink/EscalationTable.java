package io.waddleperf.sink;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `escalation`.
final class EscalationTable implements Table<EscalationRow> {
    private static final String INSERT = """
            INSERT IGNORE INTO escalation (escalation_id, at, probe, site, target, step, from_state, to_state, tier,
                rule, rule_version, metric, value, bound, result_id, reason, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final BulkInsert<EscalationRow> bulk = new BulkInsert<>(INSERT, new Columns());

    @Override
    public void insert(Connection connection, List<EscalationRow> rows) throws SQLException {
        bulk.run(connection, rows);
    }

    /// A row's values in the order of the statement.
    private static final class Columns implements BulkInsert.Binding<EscalationRow> {
        @Override
        public void bind(Parameters parameters, EscalationRow row) throws SQLException {
            Escalation decision = row.decision();
            @Nullable Breach breach = decision.breach();
            parameters
                    .id(decision.id())
                    .time(decision.at())
                    .text(decision.probe())
                    .text(decision.site())
                    .text(decision.target())
                    .text(decision.step().wireName())
                    .text(decision.from().wireName())
                    .text(decision.to().wireName())
                    .whole(decision.tier())
                    .text(breach == null ? null : breach.rule())
                    .whole(breach == null ? null : Long.valueOf(breach.ruleVersion()))
                    .text(breach == null ? null : breach.metric())
                    .real(breach == null ? null : Double.valueOf(breach.value()))
                    .real(breach == null ? null : Double.valueOf(breach.bound()))
                    .id(decision.resultId())
                    .text(decision.reason())
                    .text(row.document());
        }

        @Override
        public int nulls(EscalationRow row) {
            return BulkInsert.nulls(row.decision().breach(), row.decision().resultId());
        }

        @Override
        public long characters(EscalationRow row) {
            return (long) row.document().length() + row.decision().reason().length();
        }
    }
}
