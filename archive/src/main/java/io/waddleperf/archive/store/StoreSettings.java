package io.waddleperf.archive.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which store, and how it is reached.
public sealed interface StoreSettings {
    String LOCATION = "waddleperf.archive.location";
    String ENDPOINT = "waddleperf.archive.s3.endpoint";
    String REGION = "waddleperf.archive.s3.region";
    String ACCESS_KEY = "waddleperf.archive.s3.access-key";
    String SECRET_KEY = "waddleperf.archive.s3.secret-key";
    String ENCRYPTION = "waddleperf.archive.s3.encryption";
    String KMS_KEY = "waddleperf.archive.s3.kms-key";

    /// @param folder absolute; its parent exists, itself is made when first used
    record Directory(Path folder) implements StoreSettings {
        public Directory {
            if (!folder.isAbsolute()) {
                throw new IllegalArgumentException(LOCATION
                        + " must name an absolute folder, such as dir:/var/lib/waddleperf/archive, not " + folder);
            }
            folder = folder.normalize();
        }
    }

    /// @param prefix   empty, or ends with a slash
    /// @param endpoint null for Amazon's of the region; with one, buckets stand in the path
    /// @param login    null for the chain of the AWS SDK (environment, profile, role)
    record S3(
            String bucket,
            String prefix,
            @Nullable URI endpoint,
            String region,
            @Nullable Login login,
            Encryption encryption,
            S3Limits limits)
            implements StoreSettings {
        private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

        public S3 {
            if (!BUCKET.matcher(bucket).matches()) {
                throw new IllegalArgumentException("A bucket has 3 to 63 small letters, digits, dots and hyphens, as"
                        + " in s3://bucket/prefix; \"" + bucket + "\" is none: look at " + LOCATION);
            }
            if (!prefix.isEmpty()) {
                Keys.require(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
                prefix = prefix.endsWith("/") ? prefix : prefix + '/';
            }
            if (prefix.length() > 100) {
                throw new IllegalArgumentException("The prefix in " + LOCATION + " has over 100 characters");
            }
        }

        /// The same with other limits of time.
        public S3 within(S3Limits other) {
            return new S3(bucket, prefix, endpoint, region, login, encryption, other);
        }
    }

    /// An access key and its secret, which no text shows.
    record Login(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Login[" + accessKey + ']';
        }
    }

    /// How the server encrypts what it keeps.
    sealed interface Encryption {
        /// What the bucket does by default.
        record None() implements Encryption {}

        record Aes256() implements Encryption {}

        /// @param key its id or ARN; null for the account's own
        record Kms(@Nullable String key) implements Encryption {}
    }

    static StoreSettings directory(Path folder) {
        return new Directory(folder);
    }

    /// From settings by name.
    ///
    /// @throws IllegalArgumentException that names the setting which is missing or wrong
    static StoreSettings of(Function<String, Optional<String>> settings) {
        return StoreLocation.read(
                name -> settings.apply(name).map(String::strip).filter(value -> !value.isEmpty()));
    }
}
