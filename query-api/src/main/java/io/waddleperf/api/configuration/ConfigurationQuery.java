package io.waddleperf.api.configuration;

import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Reads the configuration that is in force, each kind by id.
@Singleton
public final class ConfigurationQuery {
    private final Database database;

    public ConfigurationQuery(Database database) {
        this.database = database;
    }

    public List<Target> targets() {
        return list(Kind.TARGETS);
    }

    public Optional<Target> target(String id) {
        return database.first(Kind.TARGETS.select().add(" WHERE NOT deleted AND id = ?", id), Kind.TARGETS::read)
                .map(Stored::value);
    }

    public List<Schedule> schedules() {
        return list(Kind.SCHEDULES);
    }

    public List<Probe> probes() {
        return list(Kind.PROBES);
    }

    public List<Threshold> thresholds() {
        return list(Kind.THRESHOLDS);
    }

    public List<Silence> silences() {
        return list(Kind.SILENCES);
    }

    private <T> List<T> list(Kind<T> kind) {
        Sql sql = kind.select().add(" WHERE NOT deleted ORDER BY id");
        return database.list(sql, kind::read).stream().map(Stored::value).toList();
    }
}
