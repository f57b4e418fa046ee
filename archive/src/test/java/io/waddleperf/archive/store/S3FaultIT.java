package io.waddleperf.archive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.store.StoreException.Kind;
import io.waddleperf.testkit.s3.EmbeddedS3;
import io.waddleperf.testkit.s3.Fault;
import io.waddleperf.testkit.s3.FaultRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Faults on the way to S3: the right word for each, in bounded time, nothing half visible, and
/// the next try stores the file once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3FaultIT {
    /// A call's limit and what the machine adds to it.
    private static final Duration BOUND = S3Rig.SHORT.call().plusSeconds(3);

    /// Begin, a part, and the end of an upload that failed.
    private static final int MOST_REQUESTS = 3;

    /// Slower than any limit, but always something.
    private static final Fault CRAWLS = new Fault.Slow(Duration.ofMillis(100), 32);
    private static final Fault ANSWER_CRAWLS = new Fault.SlowAnswer(Duration.ofMillis(200), 8);

    private static final int SMALL = 1 << 20;
    private static final int IN_PARTS = 11 << 20;

    private final AtomicInteger buckets = new AtomicInteger();
    private EmbeddedS3 server;
    private FaultRelay relay;
    private String bucket = "";

    @TempDir
    Path files;

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        server = EmbeddedS3.start(dir);
        relay = new FaultRelay(server.port());
    }

    @AfterAll
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    @BeforeEach
    void empty() throws IOException {
        bucket = "bucket-" + buckets.incrementAndGet();
        server.bucket(bucket);
        relay.set(new Fault.None());
    }

    static List<Arguments> faults() {
        return List.of(
                Arguments.of(new Fault.Refuses(), Kind.AWAY),
                Arguments.of(new Fault.Answers(503, "SlowDown"), Kind.AWAY),
                Arguments.of(new Fault.Answers(500, "InternalError"), Kind.AWAY),
                Arguments.of(new Fault.Answers(409, "ConditionalRequestConflict"), Kind.AWAY),
                Arguments.of(new Fault.Silent(), Kind.AWAY),
                Arguments.of(CRAWLS, Kind.AWAY),
                Arguments.of(new Fault.Cuts(200_000), Kind.AWAY),
                Arguments.of(new Fault.Answers(403, "AccessDenied"), Kind.DENIED),
                Arguments.of(new Fault.Answers(404, "NoSuchBucket"), Kind.ABSENT),
                Arguments.of(new Fault.Answers(507, "XMinioStorageFull"), Kind.FULL),
                Arguments.of(new Fault.Answers(403, "QuotaExceeded"), Kind.FULL),
                Arguments.of(new Fault.Answers(400, "Strange"), Kind.OTHER));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void losesNothingOfASmallFile(Fault fault, Kind kind) throws IOException {
        failsThenStoresOnce(fault, kind, SMALL);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void losesNothingOfAFileInParts(Fault fault, Kind kind) throws IOException {
        failsThenStoresOnce(fault, kind, IN_PARTS);
    }

    private void failsThenStoresOnce(Fault fault, Kind kind, int bytes) throws IOException {
        var file = Files.write(files.resolve("file"), new byte[bytes]);
        try (var store =
                ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket).within(S3Rig.SHORT))) {
            store.create("before", new byte[1]);
            relay.set(fault);
            relay.connections();
            var e = inTime(() -> store.create("a", file));
            assertEquals(kind, e.kind(), e.toString());
            int connections = relay.connections();
            assertTrue(connections <= MOST_REQUESTS * S3Rig.SHORT.attempts(), connections + " connections");
            assertFalse(e.toString().contains(EmbeddedS3.SECRET_KEY), e.getMessage());
            assertTrue(e.toString().contains(bucket), e.getMessage());
        }
        relay.set(new Fault.None());
        // With time to spare: a try whose answer came too late would find its own file.
        try (var store =
                ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket).within(S3Rig.PATIENT))) {
            assertEquals(List.of("before"), ObjectStoreContract.keys(store, ""));
            assertTrue(store.create("a", file));
            assertFalse(store.create("a", file));
            assertEquals(bytes, store.find("a").orElseThrow().bytes());
        }
    }

    @Test
    void knowsSoonerThatAServerHangsThanACallGivesUp() throws IOException {
        relay.set(new Fault.Silent());
        try (var store = ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket))) {
            var e = assertTimeoutPreemptively(
                    S3Limits.DEFAULT.call().dividedBy(2), () -> assertThrows(StoreException.class, store::check));
            assertEquals(Kind.AWAY, e.kind(), e.toString());
        }
    }

    static List<Fault> lostAnswers() {
        return List.of(new Fault.LosesAnswer(), ANSWER_CRAWLS);
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void findsTheFileThatAnAnswerWasLostFor(Fault fault) throws IOException {
        try (var store =
                ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket).within(S3Rig.SHORT))) {
            relay.set(fault);
            assertEquals(
                    Kind.AWAY, inTime(() -> store.create("a", new byte[10])).kind());
            relay.set(new Fault.None());
            assertFalse(store.create("a", new byte[10]));
            assertEquals(List.of("a"), ObjectStoreContract.keys(store, ""));
        }
    }

    @Test
    void takesNoAnswerThatWasCutForAShortFile() throws IOException {
        try (var store =
                ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket).within(S3Rig.SHORT))) {
            store.create("a", new byte[SMALL]);
            relay.set(new Fault.CutsAnswer(SMALL / 2));
            var e = inTime(() -> {
                try (var in = store.open("a")) {
                    in.readAllBytes();
                }
            });
            assertEquals(Kind.AWAY, e.kind(), e.toString());
        }
    }

    /// What comes again and again before a read gives up could otherwise go on for ever.
    @Test
    void endsAReadThatTrickles() throws IOException {
        try (var store =
                ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket).within(S3Rig.SHORT))) {
            store.create("a", new byte[SMALL]);
            relay.set(new Fault.SlowAnswer(Duration.ofMillis(500), 8192));
            var e = inTime(() -> {
                try (var in = store.open("a")) {
                    in.readAllBytes();
                }
            });
            assertEquals(Kind.AWAY, e.kind(), e.toString());
            assertTrue(e.toString().contains("had not come"), e.getMessage());
        }
    }

    @Test
    void waitsForWhatIsSlowButInTime() throws IOException {
        relay.set(new Fault.Slow(Duration.ofMillis(20), 16 << 10));
        try (var store =
                ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket).within(S3Rig.PATIENT))) {
            assertTrue(store.create("a", new byte[SMALL]));
            try (var in = store.open("a")) {
                assertEquals(SMALL, in.readAllBytes().length);
            }
            assertEquals(List.of("a"), ObjectStoreContract.keys(store, ""));
        }
    }

    @Test
    void saysThatAFileToBeStoredIsMissing() throws IOException {
        try (var store = ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket))) {
            var e = inTime(() -> store.create("a", files.resolve("never-made")));
            assertEquals(Kind.OTHER, e.kind(), e.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void saysSoWhenItReads(Fault fault, Kind kind) throws Exception {
        if (fault instanceof Fault.Cuts) {
            return; // a request to read is shorter
        }
        try (var store =
                ObjectStores.open(S3Rig.settings(relay.endpoint(), bucket).within(S3Rig.SHORT))) {
            store.create("a", new byte[10]);
            relay.set(fault);
            List<Step> steps = List.of(
                    store::check,
                    () -> store.open("a").close(),
                    () -> store.list(""),
                    () -> store.find("a"),
                    () -> store.delete(List.of("a")));
            for (var e : inTimeTogether(steps)) {
                assertEquals(kind, e.kind(), e.toString());
            }
        }
    }

    @Test
    void saysThatTheSecretIsWrong() throws IOException {
        try (var store = ObjectStores.open(
                S3Rig.settings(server.endpoint(), bucket, "another-secret").within(S3Rig.SHORT))) {
            var e = inTime(store::check);
            assertEquals(Kind.DENIED, e.kind(), e.toString());
            assertTrue(e.toString().contains("access key"), e.getMessage());
            assertFalse(e.toString().contains("another-secret"), e.getMessage());
            var large = inTime(() -> store.create("a", new byte[3 << 20]));
            assertEquals(Kind.DENIED, large.kind(), large.toString());
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /// All at once: some faults take each of them as long as it may take.
    private static List<StoreException> inTimeTogether(List<Step> steps) throws Exception {
        var failures = new ArrayList<StoreException>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<StoreException>> each = steps.stream()
                    .<Callable<StoreException>>map(step -> () -> inTime(step))
                    .toList();
            for (var failed : threads.invokeAll(each)) {
                failures.add(failed.get());
            }
        }
        return failures;
    }

    private static StoreException inTime(Step step) {
        long startNs = System.nanoTime();
        var e = assertThrows(StoreException.class, step::run);
        var took = Duration.ofNanos(System.nanoTime() - startNs);
        assertTrue(took.compareTo(BOUND) < 0, "took " + took);
        return e;
    }
}
