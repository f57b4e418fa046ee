package io.waddleperf.sink.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.Kind;
import io.waddleperf.archive.Line;
import io.waddleperf.archive.ResultLine;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.sink.archive.ArchiveRig.Sink;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.s3.EmbeddedS3;
import io.waddleperf.testkit.s3.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// From real topics to files on an S3 server that goes away, read by sinks that come and go.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiverIT {
    private ArchiveRig rig;
    private int sent;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = new ArchiveRig(folder);
    }

    @AfterAll
    void stop() throws IOException {
        rig.close();
    }

    @BeforeEach
    void heal() throws IOException {
        rig.set(new Fault.None());
    }

    /// @return the ids
    private Set<String> send(String probe, int results) {
        var ids = new TreeSet<String>();
        for (int i = 0; i < results; i++, sent++) {
            var result = Samples.ping(probe + i % 7, "target-" + i % 5, Samples.AT.plusMillis(sent));
            ids.add(result.id().toString());
            rig.send(Topics.RESULTS.record(result.probe(), result, ArchiveRig.PARTITIONS));
            if (i % 10 == 0) { // a probe that does not know whether it arrived
                rig.send(Topics.RESULTS.record(result.probe(), result, ArchiveRig.PARTITIONS));
            }
        }
        rig.flush();
        return ids;
    }

    private static Predicate<Line> of(String probe) {
        return line -> line instanceof ResultLine result && result.probe().startsWith(probe);
    }

    private boolean anyOf(String probe) throws IOException {
        return !rig.ids(Kind.RESULTS, of(probe)).isEmpty();
    }

    private void awaitOnce(String probe, Set<String> ids) throws IOException {
        rig.awaitOnce(Kind.RESULTS, ids, of(probe));
    }

    @Test
    void losesNothingWhateverTheStoreDoes() throws Exception {
        var ids = new TreeSet<String>();
        try (var sink = rig.new Sink("faults")) {
            for (Fault fault : List.of(
                    new Fault.Refuses(),
                    new Fault.Answers(503, "SlowDown"),
                    new Fault.Answers(404, "NoSuchBucket"),
                    new Fault.Answers(507, "XMinioStorageFull"),
                    new Fault.Silent(),
                    new Fault.Slow(Duration.ofMillis(100), 32),
                    new Fault.SlowAnswer(Duration.ofMillis(200), 8),
                    new Fault.Cuts(1_500),
                    new Fault.LosesAnswer())) {
                rig.set(fault);
                ids.addAll(send("faults", 300));
                Await.until(
                        "health tells of " + fault,
                        ArchiveRig.SOON,
                        () -> !sink.problems().isEmpty());
                rig.set(new Fault.None());
                Await.until(
                        "health is well after " + fault,
                        ArchiveRig.SOON,
                        () -> sink.problems().isEmpty());
            }
            awaitOnce("faults", ids);
        }
    }

    @Test
    void goesOnWithAStoreThatIsSlow() throws Exception {
        rig.set(new Fault.Slow(Duration.ofMillis(10), 8192));
        var ids = send("slow", 300);
        try (var _ = rig.new Sink("slow")) {
            awaitOnce("slow", ids);
        }
    }

    @Test
    void saysWhatToDoAboutABucketThatIsAbsentOrFull() throws Exception {
        var ids = new TreeSet<String>();
        try (var sink = rig.new Sink("advice")) {
            rig.set(new Fault.Answers(404, "NoSuchBucket"));
            ids.addAll(send("advice", 100));
            awaitProblem(sink, "Make the bucket archive");
            rig.set(new Fault.Answers(507, "XMinioStorageFull"));
            ids.addAll(send("advice", 100));
            awaitProblem(sink, "what is not stored yet waits in Kafka");
            assertFalse(anyOf("advice"));
            rig.set(new Fault.None());
            awaitOnce("advice", ids);
        }
    }

    private static void awaitProblem(Sink sink, String text) {
        Await.until(
                "health says: " + text,
                ArchiveRig.SOON,
                () -> sink.problems().toString().contains(text));
    }

    private static void awaitDenied(Sink sink) {
        awaitProblem(sink, "Look at the access key and its secret");
    }

    @Test
    void waitsForTheRightCredentials() throws Exception {
        var ids = send("denied", 200);
        try (var sink = rig.new Sink("denied", "wrong-secret")) {
            awaitDenied(sink);
        }
        try (var sink = rig.new Sink("denied")) {
            awaitOnce("denied", ids);
            assertEquals(Map.of(), sink.problems());
        }
    }

    @Test
    void keepsWhatComesAfterItsSecretWentWrong() throws Exception {
        var ids = new TreeSet<>(send("changed", 200));
        try {
            try (var sink = rig.new Sink("changed")) {
                Await.until("something is archived", ArchiveRig.SOON, () -> anyOf("changed"));
                rig.change("the-next-secret");
                var meanwhile = send("changed", 200);
                ids.addAll(meanwhile);
                awaitDenied(sink);
                assertFalse(sink.problems().toString().contains(EmbeddedS3.SECRET_KEY));
                meanwhile.removeAll(rig.ids(Kind.RESULTS, of("changed")));
                assertEquals(200, meanwhile.size(), "none of these can be in a file");
            }
            try (var sink = rig.new Sink("changed")) {
                awaitOnce("changed", ids);
                assertEquals(Map.of(), sink.problems());
            }
        } finally {
            rig.change(EmbeddedS3.SECRET_KEY);
        }
    }

    @Test
    void losesAndDoublesNothingWhenSinksComeAndGo() throws Exception {
        var ids = new TreeSet<String>();
        var first = rig.new Sink("moving");
        ids.addAll(send("moving", 400));
        try (var second = rig.new Sink("moving")) {
            ids.addAll(send("moving", 400));
            Await.until("something is archived", ArchiveRig.SOON, () -> anyOf("moving"));
            first.close(); // in the middle of its files
            ids.addAll(send("moving", 400));
            try (var third = rig.new Sink("moving")) {
                ids.addAll(send("moving", 400));
                awaitOnce("moving", ids);
                assertTrue(third.problems().isEmpty() && second.problems().isEmpty());
            }
        }
    }
}
