package io.waddleperf.archive.store;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/// The AWS SDK's client as the settings ask for, with each wait bounded.
final class S3Clients {
    private static final int MOST_CONNECTIONS = 16;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private S3Clients() {}

    static S3Client of(StoreSettings.S3 settings) {
        var builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .httpClient(http(settings.limits()))
                .overrideConfiguration(bounded(settings.limits()));
        if (settings.endpoint() != null) {
            // Servers other than Amazon's often know neither buckets in the name of the host nor
            // checksums at the end of a body; the signature covers the body as well.
            builder.endpointOverride(settings.endpoint())
                    .forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(StoreSettings.S3 settings) {
        var login = settings.login();
        return login == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(login.accessKey(), login.secretKey()));
    }

    private static SdkHttpClient http(S3Limits limits) {
        return Apache5HttpClient.builder()
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(limits.connect())
                .connectionAcquisitionTimeout(limits.read())
                .socketTimeout(limits.read())
                .build();
    }

    private static ClientOverrideConfiguration bounded(S3Limits limits) {
        var pause = BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(limits.call())
                .apiCallAttemptTimeout(limits.attempt())
                .retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(limits.attempts())
                        .backoffStrategy(pause)
                        .throttlingBackoffStrategy(pause)
                        .build())
                .build();
    }
}
