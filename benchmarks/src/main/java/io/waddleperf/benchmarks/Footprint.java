package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Bytes a result: in the log, in the tables, in the archive.
record Footprint(Up up) {
    void print() throws Exception {
        long kept = offsets(OffsetSpec.latest()) - offsets(OffsetSpec.earliest());
        Path topic = up.data().resolve("kafka");
        print("Kafka", bytes(topic, path -> path.contains(Topics.RESULTS.name() + "-") && path.endsWith(".log")), kept);
        long rows = rows();
        Path tables = up.data().resolve("database");
        print("database, table result with its index", bytes(tables, path -> path.contains("/result#")), rows);
        Path archive = up.data().resolve("archive");
        if (Files.exists(archive)) {
            print("archive", bytes(archive, path -> path.contains("/results/")), rows);
        }
    }

    private static void print(String where, long bytes, long results) {
        System.out.printf(
                "%s: %.0f bytes a result (%d MB, %d results)%n",
                where, (double) bytes / (double) Math.max(1, results), bytes >> 20, results);
    }

    private long offsets(OffsetSpec spec) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", up.bootstrap()))) {
            var wanted = IntStream.range(0, PipelineBenchmark.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(Topics.RESULTS.name(), number))
                    .collect(Collectors.toMap(each -> each, _ -> spec));
            return admin.listOffsets(wanted).all().get(10, TimeUnit.SECONDS).values().stream()
                    .mapToLong(each -> each.offset())
                    .sum();
        }
    }

    private long rows() throws Exception {
        try (var connection = up.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM result")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long bytes(Path root, Predicate<String> wanted) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(path -> wanted.test(path.toString()) && Files.isRegularFile(path))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        }
    }
}
