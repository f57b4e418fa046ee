package io.waddleperf.archive.store;

import io.waddleperf.testkit.s3.EmbeddedS3;
import java.net.URI;
import java.time.Duration;

/// Settings of stores on an S3 server of tests.
final class S3Rig {
    /// Short, so that a test of a fault takes seconds.
    static final S3Limits SHORT = new S3Limits(
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(6), 3, 5 << 20);

    /// As by default, but parts as small as S3 takes them.
    static final S3Limits PATIENT = new S3Limits(
            S3Limits.DEFAULT.connect(),
            S3Limits.DEFAULT.read(),
            S3Limits.DEFAULT.attempt(),
            S3Limits.DEFAULT.call(),
            S3Limits.DEFAULT.attempts(),
            SHORT.partBytes());

    private S3Rig() {}

    static StoreSettings.S3 settings(URI endpoint, String bucket) {
        return settings(endpoint, bucket, EmbeddedS3.SECRET_KEY);
    }

    static StoreSettings.S3 settings(URI endpoint, String bucket, String secret) {
        return new StoreSettings.S3(
                bucket,
                "some/prefix",
                endpoint,
                "us-east-1",
                new StoreSettings.Login(EmbeddedS3.ACCESS_KEY, secret),
                new StoreSettings.Encryption.None(),
                S3Limits.DEFAULT);
    }
}
