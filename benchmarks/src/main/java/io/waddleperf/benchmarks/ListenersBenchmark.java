package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// 2,000 clients of the stream of a running `up`: most read as they can, some a little at a time, some nothing at all.
///
/// Those who read hear of one probe, `rate` events a second; the slow ones hear of all, and of a flood besides, which
/// is
/// more than they read. Options: `-Dlisteners` (2000, all together), `-Dslow` (50), `-Dsilent` (50), `-Drate` (5),
/// `-Dflood` (400, a second), `-Dseconds` (90; the silent ones are closed after some 60), `-Dport` (18471).
public final class ListenersBenchmark {
    private static final int LISTENERS = Integer.getInteger("listeners", 2_000);
    private static final int SLOW = Integer.getInteger("slow", 50);
    private static final int SILENT = Integer.getInteger("silent", 50);
    private static final int RATE = Integer.getInteger("rate", 5);
    private static final int FLOOD = Integer.getInteger("flood", 400);
    private static final int SECONDS = Integer.getInteger("seconds", 90);
    private static final int SMALL_BYTES = 8 << 10;
    private static final int AT_ONCE_BYTES = 1 << 10;
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration SLOW_PAUSE = Duration.ofMillis(100);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final String TIMED = "timed";
    private static final String TARGET = "\"target\":\"e";

    private final Up up;
    private final int port;
    private final List<StreamClient> quick = new ArrayList<>();
    private final List<StreamClient> slow = new ArrayList<>();
    private final List<StreamClient> silent = new ArrayList<>();
    /// When each event was given to Kafka, by its number.
    private final Map<String, Long> sentNs = new ConcurrentHashMap<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private long[] delaysNs = new long[1 << 16];
    private int delays;

    private ListenersBenchmark(Up up, int port) {
        this.up = up;
        this.port = port;
    }

    public static void main(String[] args) {
        Exit.after(ListenersBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        Path work = Files.createTempDirectory("listeners");
        int port = Integer.getInteger("port", 18_471);
        try (var up = new Up(work, port, "4g")) {
            up.start();
            new ListenersBenchmark(up, port).run();
        }
    }

    private void run() throws Exception {
        try (var _ = StreamClient.open(port, "", 0)) { // what the first of them needs is no listener's
            Await.pass(REST);
        }
        Memory before = memory();
        try (var selector = Selector.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connect(selector);
            Await.pass(REST);
            Memory listening = memory();
            print("a listener that is told nothing", listening, before, LISTENERS);
            var reading = Thread.ofPlatform().start(() -> readQuick(selector));
            var slowly = threads.submit(this::readSlowly);
            try (var kafka = producer()) {
                produce(kafka);
            }
            Await.pass(REST);
            Memory after = memory();
            System.out.printf(
                    "after the flood, which all of up has taken, too: heap %.0f MB, resident %d MB%n",
                    after.heap / 1e6, after.rss / 1_000_000);
            stop.set(true);
            slowly.get();
            reading.join();
        } finally {
            told();
            for (var clients : List.of(quick, slow, silent)) {
                for (StreamClient client : clients) {
                    client.close();
                }
            }
        }
    }

    private void connect(Selector selector) throws IOException {
        for (int i = 0; i < LISTENERS; i++) {
            boolean reads = i >= SLOW + SILENT;
            var client = StreamClient.open(port, reads ? "?probe=" + TIMED : "", reads ? 0 : SMALL_BYTES);
            (reads ? quick : i < SLOW ? slow : silent).add(client);
            if (reads) {
                client.channel().register(selector, SelectionKey.OP_READ, client);
            }
        }
    }

    private void produce(KafkaProducer<String, byte[]> kafka) {
        long beginNs = System.nanoTime();
        for (long timed = 0, flood = 0; ; ) {
            double passed = (System.nanoTime() - beginNs) / 1e9;
            if (passed > SECONDS) {
                return;
            }
            for (; timed < passed * RATE; timed++) {
                String number = Long.toString(timed);
                sentNs.put(number, System.nanoTime());
                send(kafka, TIMED, "e" + number);
            }
            for (; flood < passed * FLOOD; flood++) {
                send(kafka, "flood", "web");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void send(KafkaProducer<String, byte[]> kafka, String probe, String target) {
        var result = Samples.ping(probe, target, Clock.systemUTC().instant());
        var _ = kafka.send(Topics.RESULTS.record(probe, result, PipelineBenchmark.PARTITIONS));
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", up.bootstrap(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private void readQuick(Selector selector) {
        try {
            while (!stop.get()) {
                selector.select(200);
                for (SelectionKey key : selector.selectedKeys()) {
                    var client = (StreamClient) key.attachment();
                    var _ = client.read(MOST_BYTES, this::time);
                    if (client.isClosed()) {
                        key.cancel();
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void time(String line) {
        int at = line.indexOf(TARGET) + TARGET.length();
        Long sent = sentNs.get(line.substring(at, line.indexOf('"', at)));
        if (sent != null) {
            if (delays == delaysNs.length) {
                delaysNs = Arrays.copyOf(delaysNs, delays * 2);
            }
            delaysNs[delays++] = System.nanoTime() - sent;
        }
    }

    private void readSlowly() {
        while (!stop.get()) {
            for (StreamClient client : slow) {
                var _ = client.read(AT_ONCE_BYTES, _ -> {});
            }
            LockSupport.parkNanos(SLOW_PAUSE.toNanos());
        }
    }

    private void told() throws Exception {
        var ms = Arrays.stream(delaysNs, 0, delays)
                .sorted()
                .mapToDouble(ns -> ns / 1e6)
                .toArray();
        long due = (long) sentNs.size() * quick.size();
        System.out.printf(
                "%d listeners who read: %d of %d events, %d closed, %d told of gaps%n",
                quick.size(),
                delays,
                due,
                count(quick, true),
                quick.stream().filter(one -> one.dropped() > 0).count());
        if (ms.length > 0) {
            System.out.printf(
                    "delay of an event, from the producer to the listener: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
                    ms[ms.length / 2], ms[ms.length * 95 / 100], ms[ms.length * 99 / 100]);
        }
        System.out.printf(
                "%d that read %d kB a second: %d closed, %d events read, %d told to be lost%n",
                slow.size(),
                (AT_ONCE_BYTES * 1_000 / SLOW_PAUSE.toMillis()) >> 10,
                count(slow, true),
                slow.stream().mapToLong(StreamClient::events).sum(),
                slow.stream().mapToLong(StreamClient::dropped).sum());
        silent.forEach(StreamClient::drain);
        System.out.printf(
                "%d that read nothing: %d closed by the server; lost to all slow ones %.0f events%n",
                silent.size(), count(silent, true), up.metric("waddleperf_api_stream_dropped_total", ""));
    }

    private static long count(List<StreamClient> clients, boolean closed) {
        return clients.stream().filter(client -> client.isClosed() == closed).count();
    }

    /// @param rss  of the process
    /// @param heap that is used after a collection
    private record Memory(long rss, double heap) {}

    private Memory memory() throws Exception {
        long pid = up.pid("waddleperf");
        var jcmd = new ProcessBuilder(System.getProperty("java.home") + "/bin/jcmd", Long.toString(pid), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd ended with " + jcmd.exitValue());
        }
        long rssKb = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        return new Memory(rssKb << 10, up.metric("jvm_memory_used_bytes", "area=\"heap\""));
    }

    private static void print(String what, Memory now, Memory before, int listeners) {
        System.out.printf(
                "%s: %.1f kB of heap, %.1f kB resident (heap %.0f MB, resident %d MB in all)%n",
                what,
                (now.heap - before.heap) / 1e3 / listeners,
                (now.rss - before.rss) / 1e3 / listeners,
                now.heap / 1e6,
                now.rss / 1_000_000);
    }
}
