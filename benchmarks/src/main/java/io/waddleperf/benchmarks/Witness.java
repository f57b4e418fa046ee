package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Sees whether each part of a running system goes on: results by probe and commands by partition on their
/// topics, `decisions` (a tick of the streams in each partition, committed), rows in the database by probe, and
/// answers of any of the APIs.
final class Witness implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long LOOK_MS = 250;

    private final Silences silences;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    Witness(Silences silences) {
        this.silences = silences;
    }

    void topics(String bootstrap, int partitions) {
        var open = Map.of(Topics.RESULTS, "results", Topics.COMMANDS, "commands");
        run("topics", () -> read(bootstrap, partitions, open, "read_uncommitted"));
        run("ticks", () -> read(bootstrap, partitions, Map.of(Topics.TICKS, "decisions"), "read_committed"));
    }

    /// @param series of each probe one, by its number
    void rows(String jdbcUrl, String user, String password, Map<Long, String> series) {
        run("rows", () -> {
            var newest = new HashMap<Long, String>();
            while (!closing) {
                try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
                    while (!closing) {
                        look(connection, series, newest);
                        Thread.sleep(LOOK_MS);
                    }
                } catch (SQLException _) {
                    Thread.sleep(LOOK_MS); // it was killed, or has no table yet
                }
            }
        });
    }

    /// As a page does that knows them all: the next one where one does not answer.
    void answers(List<String> urls) {
        run("answers", () -> {
            try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
                for (int turn = 0; !closing; turn++) {
                    if (answered(http, urls.get(turn % urls.size()))) {
                        silences.heard("answers", "any", System.nanoTime());
                        Thread.sleep(LOOK_MS);
                    }
                }
            }
        });
    }

    private static boolean answered(HttpClient http, String url) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/results?limit=1"))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            Thread.sleep(LOOK_MS / 5);
            return false;
        }
    }

    private void look(Connection connection, Map<Long, String> series, Map<Long, String> newest) throws SQLException {
        String ids = series.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT series_id, MAX(due_at) FROM result WHERE series_id IN (" + ids
                        + ") GROUP BY series_id")) {
            while (rows.next()) {
                String last = rows.getString(2);
                if (!last.equals(newest.put(rows.getLong(1), last))) {
                    silences.heard("rows", series.getOrDefault(rows.getLong(1), ""), System.nanoTime());
                }
            }
        }
    }

    private void read(String bootstrap, int partitions, Map<? extends Topic<?>, String> topics, String isolation) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation, "reconnect.backoff.max.ms", 1_000);
        var news = new HashMap<String, String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var all = new ArrayList<TopicPartition>();
            topics.forEach((topic, name) -> {
                news.put(topic.name(), name);
                for (int i = 0; i < topic.partitions(partitions); i++) {
                    all.add(new TopicPartition(topic.name(), i));
                }
            });
            consumer.assign(all);
            consumer.seekToEnd(all);
            while (!closing) {
                for (var record : consumer.poll(POLL)) {
                    boolean ofProbe = record.topic().equals(Topics.RESULTS.name());
                    silences.heard(
                            news.getOrDefault(record.topic(), ""),
                            ofProbe ? record.key() : "partition " + record.partition(),
                            System.nanoTime());
                }
            }
        } catch (KafkaException e) {
            System.err.println("witness: " + e);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void run(String name, Work work) {
        threads.add(Thread.ofPlatform().daemon().name("witness-" + name).start(() -> {
            try {
                work.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                System.err.println("witness of " + name + ": " + e);
            }
        }));
    }

    @Override
    public void close() {
        closing = true;
        try {
            for (var thread : threads) {
                thread.join(PATIENCE.multipliedBy(3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
