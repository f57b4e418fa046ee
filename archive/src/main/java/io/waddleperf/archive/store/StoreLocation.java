package io.waddleperf.archive.store;

import io.waddleperf.archive.store.StoreSettings.Encryption;
import io.waddleperf.archive.store.StoreSettings.Login;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the settings of a store: `dir:/path` or `s3://bucket/prefix` and what S3 needs beside it.
final class StoreLocation {
    private static final String DIRECTORY = "dir:";
    private static final String S3 = "s3://";
    private static final String DEFAULT_REGION = "us-east-1";

    private StoreLocation() {}

    static StoreSettings read(Function<String, Optional<String>> settings) {
        var location = settings.apply(StoreSettings.LOCATION)
                .orElseThrow(() -> new IllegalArgumentException(
                        StoreSettings.LOCATION + " must be there: dir:/path of a folder or s3://bucket/prefix"));
        if (location.startsWith(DIRECTORY)) {
            return new StoreSettings.Directory(folder(location.substring(DIRECTORY.length())));
        }
        if (location.startsWith(S3)) {
            return s3(location.substring(S3.length()), settings);
        }
        throw new IllegalArgumentException(StoreSettings.LOCATION + " must begin with dir: or s3://, as in"
                + " dir:/var/lib/waddleperf/archive or s3://bucket/prefix, not \"" + location + '"');
    }

    private static Path folder(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(StoreSettings.LOCATION + " names no folder: " + e.getMessage(), e);
        }
    }

    private static StoreSettings s3(String place, Function<String, Optional<String>> settings) {
        int slash = place.indexOf('/');
        return new StoreSettings.S3(
                slash < 0 ? place : place.substring(0, slash),
                slash < 0 ? "" : place.substring(slash + 1),
                settings.apply(StoreSettings.ENDPOINT)
                        .map(StoreLocation::endpoint)
                        .orElse(null),
                settings.apply(StoreSettings.REGION).orElse(DEFAULT_REGION),
                login(settings),
                encryption(settings),
                S3Limits.DEFAULT);
    }

    private static URI endpoint(String text) {
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // the same advice as for an address of another kind
        }
        throw new IllegalArgumentException(StoreSettings.ENDPOINT
                + " must be an address such as https://s3.example.org:9000, not \"" + text + '"');
    }

    private static @Nullable Login login(Function<String, Optional<String>> settings) {
        var access = settings.apply(StoreSettings.ACCESS_KEY);
        var secret = settings.apply(StoreSettings.SECRET_KEY);
        if (access.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException(StoreSettings.ACCESS_KEY + " and " + StoreSettings.SECRET_KEY
                    + " must be there both, or neither for the environment, profile or role that the AWS SDK finds");
        }
        return access.isPresent() ? new Login(access.get(), secret.orElseThrow()) : null;
    }

    private static Encryption encryption(Function<String, Optional<String>> settings) {
        var kind = settings.apply(StoreSettings.ENCRYPTION).orElse("none");
        var key = settings.apply(StoreSettings.KMS_KEY);
        if (key.isPresent() && !kind.equals("aws:kms")) {
            throw new IllegalArgumentException(
                    StoreSettings.KMS_KEY + " is of use only with " + StoreSettings.ENCRYPTION + "=aws:kms");
        }
        return switch (kind) {
            case "none" -> new Encryption.None();
            case "AES256" -> new Encryption.Aes256();
            case "aws:kms" -> new Encryption.Kms(key.orElse(null));
            default ->
                throw new IllegalArgumentException(
                        StoreSettings.ENCRYPTION + " must be none, AES256 or aws:kms, not \"" + kind + '"');
        };
    }
}
