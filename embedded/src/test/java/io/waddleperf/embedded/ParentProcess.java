package io.waddleperf.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Another JVM that starts a child or a server and waits to be killed.
record ParentProcess(Process process, List<String> facts) implements AutoCloseable {
    /// Returns when the other JVM has printed its facts: the child's pid, or the broker's address.
    static ParentProcess start(Path workDir, String... args) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ParentProcess.class.getName()));
        command.addAll(List.of(args));
        var process = new ProcessBuilder(command)
                .redirectError(workDir.resolve("parent.log").toFile())
                .start();
        try (var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            var line = output.readLine();
            if (line == null) {
                throw new IOException("the other JVM ended; see " + workDir.resolve("parent.log"));
            }
            return new ParentProcess(process, List.of(line.split(" ")));
        }
    }

    long childPid() {
        return Long.parseLong(facts.getFirst());
    }

    /// Kill -9, and gone when this returns.
    void kill() {
        process.destroyForcibly().onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }

    static void main(String[] args) throws Exception {
        var dir = Path.of(args[1]);
        var facts = switch (args[0]) {
            case "sleep" -> sleep(dir);
            case "mariadb" -> mariadb(dir, Path.of(args[2]));
            case "kafka" -> kafka(dir, args[2]);
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.out.println(facts);
        System.in.read();
    }

    private static String sleep(Path dir) {
        var child = ChildWatch.start(List.of("sleep", "60"), Map.of(), dir.resolve("sleep.log"), Duration.ofSeconds(3));
        return Long.toString(child.pid());
    }

    @SuppressWarnings("resource") // its end is what the test is about
    private static String mariadb(Path dir, Path base) throws Exception {
        var server = EmbeddedMariaDb.start(new MariaDbSettings(dir, base, 0, "first-password", 16));
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO kept VALUES (1), (2), (3)");
        }
        return Long.toString(server.pid());
    }

    @SuppressWarnings("resource") // its end is what the test is about
    private static String kafka(Path dir, String topic) throws Exception {
        var broker = EmbeddedKafka.start(new KafkaSettings(dir, 0, 8 << 20));
        Topics.create(broker.bootstrap(), topic);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>(topic, "key", "value " + i)).get();
            }
        }
        return broker.bootstrap();
    }
}
