package io.waddleperf.api.tests;

import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Outbox;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.SqlValues;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps requests with their event for the scheduler, and finds what became of them.
@Singleton
final class TestRuns {
    /// A result whose due time the sink has corrected stands up to this much later.
    private static final Duration ADJUSTED = Duration.ofHours(1);

    private final Database database;
    private final Outbox outbox;
    private final Audit audit;

    TestRuns(Database database, Outbox outbox, Audit audit) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
    }

    /// The request that came with this key before: it is the answer still when its probes, target or
    /// checks are not there any more.
    ///
    /// @throws ProblemException where the key was used for another order
    Optional<Request> earlier(TestOrder order, @Nullable String key) {
        return key == null
                ? Optional.empty()
                : database.first(
                                Sql.of("SELECT request FROM test_run WHERE idempotency_key = ?", key),
                                TestRuns::request)
                        .map(first -> requireSame(first, order));
    }

    /// @param key of the caller; the same key and order give the first request again
    /// @throws ProblemException where the key was used for another order
    Request store(TestOrder order, Request request, @Nullable String key) {
        return database.transaction(transaction -> {
            int inserted = Database.update(
                    transaction,
                    Sql.of(
                            "INSERT IGNORE INTO test_run"
                                    + " (run_id, request, requested_at, expires_at, idempotency_key) VALUES (?, ?, ?, ?, ?)",
                            request.runId(),
                            WireCodec.text(request),
                            request.at(),
                            request.expiresAt(),
                            key));
            if (inserted == 0) {
                return requireSame(earlier(transaction, request, key), order);
            }
            outbox.add(transaction, Topics.REQUESTS, request.runId().toString(), request);
            audit.note(transaction, new Audit.Change("test.run", request.runId().toString(), null, request));
            return request;
        });
    }

    /// Tells the scheduler that nobody wants the request any more; told twice it is the same.
    ///
    /// @param unended those of its probes that have not ended
    void cancel(Request request, List<String> unended) {
        String run = request.runId().toString();
        database.transaction(transaction -> {
            outbox.add(transaction, Topics.REQUESTS, run, request.asCancelled(unended));
            audit.note(transaction, new Audit.Change("test.cancel", run, request, null));
            return run;
        });
    }

    private static Request earlier(Connection transaction, Request request, @Nullable String key) throws SQLException {
        Sql sql = Sql.of("SELECT request FROM test_run WHERE idempotency_key = ? OR run_id = ?", key, request.runId());
        return Database.list(transaction, sql, TestRuns::request).getFirst();
    }

    private static Request requireSame(Request first, TestOrder order) {
        if (!order.became(first)) {
            throw ProblemException.of(
                    ProblemKind.KEY_REUSED, "the key was sent before with other probes, target, families or checks");
        }
        return first;
    }

    Optional<Request> find(UUID runId) {
        return database.first(Sql.of("SELECT request FROM test_run WHERE run_id = ?", runId), TestRuns::request);
    }

    private static Request request(Row row) throws SQLException {
        return WireCodec.read(Request.class, row.text("request"));
    }

    /// The stored results by their ids.
    Map<UUID, String> results(Request request, List<Command> commands) {
        var series = commands.stream()
                .map(command -> Ids.series(command.probe(), command.target().id(), command.check(), command.family()))
                .toList();
        var ids = commands.stream().map(command -> Ids.result(command.id())).toList();
        Instant until = request.expiresAt().plus(ADJUSTED);
        Sql sql = Sql.of("SELECT result_id, document FROM result WHERE series_id IN ")
                .addList(series)
                .add(" AND due_at BETWEEN ? AND ? AND result_id IN ", request.at(), until)
                .addList(ids)
                .add(
                        " AND tier = ? AND day BETWEEN ? AND ?",
                        request.tier(),
                        SqlValues.day(request.at()),
                        SqlValues.day(until));
        return database.list(sql, row -> Map.entry(row.uuid("result_id"), row.text("document"))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
    }

    /// The stored steps by command.
    Map<UUID, List<Step>> steps(UUID runId) {
        return database
                .list(
                        Sql.of(
                                "SELECT command_id, kind, detail, at FROM run_event"
                                        + " WHERE run_id = ? AND command_id IS NOT NULL",
                                runId),
                        row -> Map.entry(row.uuid("command_id"), step(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Step step(Row row) throws SQLException {
        return new Step(
                KINDS.getOrDefault(row.text("kind"), RunEvent.Kind.UNKNOWN),
                row.text("detail"),
                row.instant("at"),
                null);
    }

    private static final Map<String, RunEvent.Kind> KINDS = Arrays.stream(RunEvent.Kind.values())
            .collect(Collectors.toUnmodifiableMap(RunEvent.Kind::wireName, Function.identity()));
}
