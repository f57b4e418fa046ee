package io.waddleperf.api.configuration;

import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.documents.DocumentKind;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        return stored(Kind.TARGETS, id).map(Stored::value);
    }

    public List<Schedule> schedules() {
        return list(Kind.SCHEDULES);
    }

    public List<Probe> probes() {
        return list(Kind.PROBES);
    }

    /// With who declared it.
    public Optional<Stored<Probe>> probe(String id) {
        return stored(Kind.PROBES, id);
    }

    public List<Threshold> thresholds() {
        return list(Kind.THRESHOLDS);
    }

    /// With who declared each.
    public List<Stored<Threshold>> storedThresholds() {
        return stored(Kind.THRESHOLDS);
    }

    public Optional<Stored<Threshold>> threshold(String id) {
        return stored(Kind.THRESHOLDS, id);
    }

    public List<Silence> silences() {
        return list(Kind.SILENCES);
    }

    public Optional<Silence> silence(String id) {
        return stored(Kind.SILENCES, id).map(Stored::value);
    }

    public List<Channel> channels() {
        return list(Kind.CHANNELS);
    }

    public Optional<Channel> channel(String id) {
        return stored(Kind.CHANNELS, id).map(Stored::value);
    }

    /// Where sites are stated to be, by their names.
    public Map<String, Location> sites() {
        var sites = new TreeMap<String, Location>();
        database.list(DocumentRow.ofKind(DocumentKind.SITE), DocumentRow::read).forEach(row -> {
            if (row.location() != null) {
                sites.put(row.name(), row.location());
            }
        });
        return sites;
    }

    /// The series that all this asks for.
    public List<PlannedSeries> planned() {
        return PlannedSeries.of(schedules(), targets(), probes());
    }

    /// The series of one path.
    public List<PlannedSeries> planned(String probe, String target) {
        return PlannedSeries.of(
                schedules(),
                target(target).stream().toList(),
                probes().stream().filter(one -> one.id().equals(probe)).toList());
    }

    private <T> List<T> list(Kind<T> kind) {
        return stored(kind).stream().map(Stored::value).toList();
    }

    private <T> List<Stored<T>> stored(Kind<T> kind) {
        return database.list(kind.select().add(" WHERE NOT deleted ORDER BY id"), kind::read);
    }

    private <T> Optional<Stored<T>> stored(Kind<T> kind, String id) {
        return database.first(kind.select().add(" WHERE NOT deleted AND id = ?", id), kind::read);
    }
}
