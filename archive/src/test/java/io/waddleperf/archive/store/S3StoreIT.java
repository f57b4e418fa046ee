package io.waddleperf.archive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.s3.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StoreIT extends ObjectStoreContract {
    private final AtomicInteger buckets = new AtomicInteger();
    private EmbeddedS3 server;

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        server = EmbeddedS3.start(dir);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    ObjectStore store() throws IOException {
        var bucket = "bucket-" + buckets.incrementAndGet();
        server.bucket(bucket);
        return open(bucket, "some/prefix");
    }

    @Override
    ObjectStore absent() {
        return open("never-made", "");
    }

    private ObjectStore open(String bucket, String prefix) {
        var settings = S3Rig.settings(server.endpoint(), bucket);
        return ObjectStores.open(new StoreSettings.S3(
                bucket,
                prefix,
                settings.endpoint(),
                settings.region(),
                settings.login(),
                settings.encryption(),
                S3Rig.PATIENT));
    }

    @Test
    void storesUnderThePrefix() throws IOException {
        server.bucket("shared");
        try (var whole = open("shared", "");
                var part = open("shared", "a/b/")) {
            whole.create("a/bc/x", bytes("other"));
            part.create("x", bytes("mine"));
            assertEquals(List.of("a/b/x", "a/bc/x"), keys(whole, ""));
            assertEquals(List.of("x"), keys(part, ""));
        }
    }

    @Test
    void keepsOneOfTwoLargeOnes() throws Exception {
        var file = Files.write(files.resolve("large"), new byte[6 << 20]);
        try (var store = store();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Callable<Boolean>>(List.of(
                    () -> store.create("large", file),
                    () -> store.create("large", file),
                    () -> store.create("large", file)));
            int won = 0;
            for (var answer : threads.invokeAll(writers)) {
                won += answer.get() ? 1 : 0;
            }
            assertEquals(1, won);
        }
    }

    @Test
    void describesItselfWithoutSecrets() throws IOException {
        try (var store = store()) {
            assertTrue(store.describe().startsWith("s3://bucket-"), store.describe());
            assertTrue(!store.describe().contains(EmbeddedS3.SECRET_KEY));
        }
        assertTrue(!S3Rig.settings(server.endpoint(), "bucket").toString().contains(EmbeddedS3.SECRET_KEY));
    }
}
