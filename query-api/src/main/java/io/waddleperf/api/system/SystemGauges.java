package io.waddleperf.api.system;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.api.metrics.Watched;
import io.waddleperf.api.system.SystemView.ArchiveFindings;
import io.waddleperf.api.system.SystemView.DatabaseFindings;
import io.waddleperf.api.system.SystemView.Disk;
import io.waddleperf.api.system.SystemView.Galera;
import io.waddleperf.api.system.SystemView.Group;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What [SystemReader] finds, as numbers for who draws curves and wants to be told: read every 30 s, so that a scrape
/// waits for nobody. What did not answer is not a number, so that no rule about it holds; that it did not is one.
@Singleton
final class SystemGauges {
    private static final Map<String, Function<SystemView, Part<?>>> PARTS = Map.of(
            "kafka", SystemView::kafka,
            "consumers", SystemView::consumers,
            "sink", SystemView::sink,
            "database", SystemView::database,
            "outbox", SystemView::outbox,
            "archive", SystemView::archive);

    private final Watched<SystemView> watched;
    private final MultiGauge behind;
    private final MultiGauge members;

    @Inject
    SystemGauges(SystemReader reader, MeterRegistry metrics) {
        this(reader::read, metrics);
    }

    SystemGauges(Supplier<SystemView> reader, MeterRegistry metrics) {
        watched = new Watched<>("the parts of the system", reader, this::tell);
        behind = MultiGauge.builder("waddleperf.system.group.behind")
                .description("Records before a group of consumers")
                .baseUnit("records")
                .register(metrics);
        members = MultiGauge.builder("waddleperf.system.group.members")
                .description("Readers in a group of consumers")
                .register(metrics);
        PARTS.forEach((name, part) -> gauge(
                        "state",
                        "0 ok, 1 degraded, 2 away",
                        view -> number(part.apply(view).state()))
                .tag("part", name)
                .register(metrics));
        ofKafka(metrics);
        ofTheDatabase(metrics);
        gauge("archive.disk.free", "Of the disk of its folder", of(SystemView::archive, SystemGauges::freeRatio))
                .baseUnit("ratio")
                .register(metrics);
    }

    private static double number(Part.State state) {
        return switch (state) {
            case OK -> 0;
            case DEGRADED -> 1;
            case AWAY -> 2;
        };
    }

    private void ofKafka(MeterRegistry metrics) {
        gauge("kafka.brokers", "Brokers that answer", of(SystemView::kafka, found -> found.brokers()))
                .register(metrics);
        var notOnAll = "Partitions of our topics that are not on all their brokers";
        gauge("kafka.partitions.under.replicated", notOnAll, of(SystemView::kafka, found -> found.underReplicated()))
                .register(metrics);
        var absent = "Topics of ours that are not there";
        gauge(
                        "kafka.topics.missing",
                        absent,
                        of(SystemView::kafka, found -> found.missingTopics().size()))
                .register(metrics);
        var oldest = "How long the oldest record has been waiting that results-sink has not stored";
        gauge("sink.behind", oldest, of(SystemView::sink, found -> found.lagSeconds()))
                .baseUnit("seconds")
                .register(metrics);
    }

    private void ofTheDatabase(MeterRegistry metrics) {
        gauge("database.size", "Tables with their indexes", of(SystemView::database, found -> found.sizeBytes()))
                .baseUnit("bytes")
                .register(metrics);
        var fullest = "Of the fullest disk that the server sees";
        gauge("database.disk.free", fullest, of(SystemView::database, SystemGauges::freeRatio))
                .baseUnit("ratio")
                .register(metrics);
        var ready = "1 while the node is in a cluster with a majority and takes statements";
        gauge("galera.ready", ready, of(SystemView::database, found -> ofGalera(found, SystemGauges::ready)))
                .register(metrics);
        var nodes = "Nodes in the cluster of the database";
        gauge("galera.nodes", nodes, of(SystemView::database, found -> ofGalera(found, Galera::wsrepClusterSize)))
                .register(metrics);
        gauge("outbox.events", "Changes that wait for Kafka", of(SystemView::outbox, found -> found.waiting()))
                .register(metrics);
        var age = "How long the oldest of them has been waiting";
        gauge("outbox.age", age, of(SystemView::outbox, found -> Objects.requireNonNullElse(found.oldestS(), 0.0)))
                .baseUnit("seconds")
                .register(metrics);
    }

    /// Of a server by itself there is nothing to tell.
    private static double ofGalera(DatabaseFindings found, ToDoubleFunction<Galera> number) {
        Galera galera = found.galera();
        return galera == null ? Double.NaN : number.applyAsDouble(galera);
    }

    private static double ready(Galera galera) {
        return galera.wsrepClusterStatus().equals("Primary")
                        && galera.wsrepReady().equals("ON")
                ? 1
                : 0;
    }

    /// Of the fullest; not a number where the server does not say.
    private static double freeRatio(DatabaseFindings found) {
        return Objects.requireNonNullElse(found.disks(), List.<Disk>of()).stream()
                .filter(disk -> disk.totalBytes() > 0)
                .mapToDouble(disk -> (double) disk.freeBytes() / disk.totalBytes())
                .min()
                .orElse(Double.NaN);
    }

    private static double freeRatio(ArchiveFindings found) {
        Long free = found.freeBytes();
        Long total = found.totalBytes();
        return free == null || total == null || total == 0 ? Double.NaN : (double) free / total;
    }

    private static <T> ToDoubleFunction<SystemView> of(Function<SystemView, Part<T>> part, ToDoubleFunction<T> number) {
        return view -> {
            T findings = part.apply(view).findings();
            return findings == null ? Double.NaN : number.applyAsDouble(findings);
        };
    }

    private Gauge.Builder<Watched<SystemView>> gauge(
            String name, String description, ToDoubleFunction<SystemView> number) {
        return Gauge.builder("waddleperf.system." + name, watched, system -> system.number(number))
                .description(description);
    }

    void start(@Observes StartupEvent event) {
        watched.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watched.close();
    }

    void look() {
        watched.look();
    }

    private void tell(SystemView view) {
        var groups = Objects.requireNonNullElse(view.consumers().findings(), List.<Group>of());
        behind.register(
                groups.stream().map(group -> row(group, group.lagRecords())).toList(), true);
        members.register(
                groups.stream().map(group -> row(group, group.members())).toList(), true);
    }

    private static Row<Number> row(Group group, Number number) {
        return Row.of(Tags.of("group", group.id()), number);
    }
}
