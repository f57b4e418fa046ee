package io.waddleperf.api.reports;

import io.waddleperf.api.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// The accounts of a report, in the order of their rows. It ends a report at the first row that is too many, before
/// more of them take memory.
final class Ledger {
    static final int MOST_ROWS = 50_000;

    private final ReportRequest request;
    private final TreeMap<Key, Account> accounts = new TreeMap<>(Key.ORDER);

    Ledger(ReportRequest request) {
        this.request = request;
    }

    /// @throws ProblemException 400 where that would be a row too many
    Account of(Measured series, Instant at) {
        return accounts.computeIfAbsent(Key.of(request.by(), series, at), _ -> opened());
    }

    private Account opened() {
        if (accounts.size() >= MOST_ROWS) {
            throw ProblemException.badRequest(
                    "by",
                    "makes more than " + MOST_ROWS + " rows, which are the most that are told at a time: narrow it by"
                            + " time, site, probe, target or check");
        }
        return new Account();
    }

    List<ReportRow> rows() {
        return accounts.entrySet().stream()
                .map(account -> account.getValue().row(account.getKey()))
                .toList();
    }
}
