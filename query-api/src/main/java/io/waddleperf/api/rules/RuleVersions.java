package io.waddleperf.api.rules;

import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.NewestFirst;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.List;

/// The versions of a rule, as the audit has them; of the audit only who and when, since whoever may see a rule may see
/// these.
@Singleton
final class RuleVersions {
    private static final NewestFirst.Order ORDER =
            new NewestFirst.Order("threshold-versions", "at", List.of("audit_id"));

    /// Then the database stops, too: the audit is read from its end on, and nobody removes anything from it.
    private static final int MOST_SECONDS = 5;

    private final Database database;
    private final VisibleConfiguration configuration;

    RuleVersions(Database database, VisibleConfiguration configuration) {
        this.database = database;
        this.configuration = configuration;
    }

    /// Those that the caller sees: a rule may have been about others before.
    ///
    /// @throws ProblemException where there is no such rule and was none
    Page<RuleVersion> of(String id, Parameters query) {
        var part = NewestFirst.of(ORDER, query);
        query.check();
        boolean there = configuration.threshold(id).isPresent();
        var sql = Sql.of("SET STATEMENT max_statement_time = " + MOST_SECONDS + " FOR SELECT audit_id, at, who,"
                        + " before_doc, after_doc FROM audit WHERE action IN ('threshold.put', 'threshold.remove')")
                .add(" AND subject = ?", id);
        var page = part.page(database, sql, RuleVersion::of);
        var visible = configuration.visible();
        var seen = page.items().stream()
                .filter(version -> visible.test(version.rule().match()))
                .toList();
        if (!there && seen.isEmpty()) {
            throw ProblemException.of(ProblemKind.NOT_FOUND, "no threshold has the id " + id + ", and none had it");
        }
        return new Page<>(seen, page.next());
    }
}
