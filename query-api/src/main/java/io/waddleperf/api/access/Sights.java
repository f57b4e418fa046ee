package io.waddleperf.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds out which probes are within a scope now. Those that were removed count too: what they
/// measured is still there.
@Singleton
public final class Sights {
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final Callers callers;

    public Sights(Database database, Callers callers) {
        this.database = database;
        this.callers = callers;
    }

    /// What the caller of this request sees.
    public Sight current() {
        return of(callers.current().scopes());
    }

    /// @param scopes a probe must be in all of them
    public Sight of(List<Scope> scopes) {
        if (scopes.isEmpty()) {
            return Sight.ALL;
        }
        record Known(String id, String site, Map<String, String> labels) {}
        var probes = database.list(
                Sql.of("SELECT id, site, labels FROM probe"),
                row -> new Known(row.text("id"), row.text("site"), labels(row.text("labels"))));
        return Sight.of(probes.stream()
                .filter(probe -> scopes.stream().allMatch(scope -> scope.covers(probe.site, probe.labels)))
                .map(Known::id)
                .collect(Collectors.toSet()));
    }

    private static Map<String, String> labels(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored labels cannot be read: " + json, e);
        }
    }
}
