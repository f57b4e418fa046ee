package io.waddleperf.api.system;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the system is.
///
/// @param state   the worst of its parts
/// @param reasons what is not as it should be, each with its part
/// @param retention for how long things are kept
public record SystemView(
        Instant at,
        Part.State state,
        List<String> reasons,
        Versions versions,
        List<Kept> retention,
        Part<KafkaFindings> kafka,
        Part<List<Group>> consumers,
        Part<SinkFindings> sink,
        Part<DatabaseFindings> database,
        Part<OutboxFindings> outbox,
        Part<ArchiveFindings> archive) {
    public SystemView {
        reasons = List.copyOf(reasons);
        retention = List.copyOf(retention);
    }

    /// Of the service that answers.
    ///
    /// @param uptimeS of its process
    public record Versions(String waddleperf, String java, String kafkaClient, long uptimeS) {}

    /// @param setting that says it, of results-sink
    /// @param days    null where this service is not told
    public record Kept(String setting, @Nullable Integer days) {}

    /// @param underReplicated partitions of our topics that are not on all their brokers
    /// @param missingTopics   of the catalogue
    public record KafkaFindings(
            String clusterId, int brokers, int partitions, int underReplicated, List<String> missingTopics) {}

    /// A group of consumers.
    ///
    /// @param members    that are in it now
    /// @param lagRecords between what it has noted as done and the end
    /// @param topics     those that it lags on, the furthest first
    public record Group(String id, String state, int members, long lagRecords, List<TopicLag> topics) {
        public Group {
            topics = List.copyOf(topics);
        }
    }

    public record TopicLag(String topic, long lagRecords) {}

    /// @param lagSeconds how long the oldest record that is not stored has been waiting; 0: none waits
    /// @param topic      where that is; null: none waits
    public record SinkFindings(double lagSeconds, @Nullable String topic) {}

    /// @param sizeBytes of all tables with their indexes
    /// @param tables    the largest
    /// @param oldest    of what goes by the day
    /// @param disks     as the server sees them; null where it does not say (its plugin DISKS)
    /// @param galera    null where it is no node of a cluster
    public record DatabaseFindings(
            String version,
            long sizeBytes,
            List<Table> tables,
            OldestDays oldest,
            @Nullable List<Disk> disks,
            @Nullable Galera galera) {}

    /// The first day, in UTC, that has room for results of a tier and for rollups of minutes; null: there is none.
    public record OldestDays(
            @Nullable LocalDate tier1,
            @Nullable LocalDate tier2,
            @Nullable LocalDate tier3,
            @Nullable LocalDate rollupMinutes) {}

    public record Table(String name, long sizeBytes, long rows) {}

    public record Disk(String path, long totalBytes, long freeBytes) {}

    /// In Galera's own words; names are those of `SHOW STATUS`.
    public record Galera(String wsrepClusterStatus, String wsrepReady, int wsrepClusterSize, String wsrepLocalState) {}

    /// @param oldestS how long the oldest event has been waiting for Kafka; null: none waits
    public record OutboxFindings(long waiting, @Nullable Double oldestS) {}

    /// @param location  `none`, `dir` or `s3`
    /// @param freeBytes of the folder's disk; null where it is none
    public record ArchiveFindings(
            String location,
            @Nullable Long totalBytes,
            @Nullable Long freeBytes) {}
}
