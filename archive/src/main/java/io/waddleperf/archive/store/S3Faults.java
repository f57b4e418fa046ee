package io.waddleperf.archive.store;

import io.waddleperf.archive.store.StoreException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Error;

/// What an answer of S3, or none, means, and what to do about it.
///
/// Servers differ in their words: the code of the error counts first, then the status.
final class S3Faults {
    private static final Set<String> FULL = Set.of(
            "InsufficientStorage",
            "QuotaExceeded",
            "ServiceQuotaExceeded",
            "StorageQuotaExceeded",
            "XAmzQuotaExceeded",
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded");
    private static final Set<String> DENIED =
            Set.of("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken");
    /// No such upload: its end was done, and the answer to that lost.
    private static final Set<String> AWAY = Set.of(
            "SlowDown", "RequestTimeout", "ServiceUnavailable", "InternalError", "Throttling", "Busy", "NoSuchUpload");
    private static final Set<String> REGION =
            Set.of("AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException");

    private final String store;
    private final String bucket;

    S3Faults(String store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    StoreException of(String doing, SdkException e) {
        var code = code(e);
        var kind = e instanceof AwsServiceException answer ? kind(code, answer.statusCode()) : kindWithoutAnswer(e);
        var said = e instanceof AwsServiceException answer
                ? "the server said " + answer.statusCode() + ' ' + code
                : innermost(e).getClass().getSimpleName() + ": " + innermost(e).getMessage();
        return exception(kind, doing, said, REGION.contains(code) ? "region" : "", e);
    }

    /// An answer that ended before its end.
    StoreException cut(String key, IOException e) {
        return exception(Kind.AWAY, "read " + key, "the answer was cut off: " + e.getMessage(), "", e);
    }

    /// An answer that goes on and on.
    StoreException tooSlow(String key, Duration waited, long missing) {
        var said = missing + " bytes of it had not come after " + waited.toSeconds() + " s";
        return exception(Kind.AWAY, "read " + key, said, "", null);
    }

    StoreException notDeleted(List<S3Error> errors) {
        var first = errors.getFirst();
        var code = Objects.requireNonNullElse(first.code(), "");
        return exception(
                kind(code, 0),
                "delete " + errors.size() + " objects",
                "the server said " + code + " of " + first.key(),
                "",
                null);
    }

    private static Kind kind(String code, int status) {
        if (code.equals("NoSuchBucket")) {
            return Kind.ABSENT;
        }
        if (code.equals("NoSuchKey")) {
            return Kind.NO_SUCH_KEY;
        }
        if (FULL.contains(code) || status == 507) {
            return Kind.FULL;
        }
        if (DENIED.contains(code) || status == 401 || status == 403) {
            return Kind.DENIED;
        }
        // 409: another writer is at the same key just now
        boolean away = AWAY.contains(code)
                || (status >= 500 && status != 501)
                || status == 408
                || status == 409
                || status == 429;
        return away ? Kind.AWAY : Kind.OTHER;
    }

    private static Kind kindWithoutAnswer(SdkException e) {
        // The chain of credentials has no exception of its own.
        return Objects.requireNonNullElse(e.getMessage(), "").contains("credentials") ? Kind.DENIED : Kind.AWAY;
    }

    private static String code(SdkException e) {
        return e instanceof AwsServiceException answer
                        && answer.awsErrorDetails() != null
                        && answer.awsErrorDetails().errorCode() != null
                ? answer.awsErrorDetails().errorCode()
                : "";
    }

    /// Whether the connection stood and was cut by the other side.
    static boolean brokeOff(SdkException e) {
        var cause = innermost(e);
        return cause instanceof SocketException && !(cause instanceof ConnectException);
    }

    private static Throwable innermost(Throwable e) {
        var at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private StoreException exception(Kind kind, String doing, String said, String hint, @Nullable Throwable cause) {
        var advice =
                hint.equals("region") ? "Set " + StoreSettings.REGION + " to the region of the bucket" : advice(kind);
        return new StoreException(
                kind, "Archive " + store + ": could not " + doing + ": " + said + ". " + advice, cause);
    }

    private String advice(Kind kind) {
        return switch (kind) {
            case NO_SUCH_KEY -> "It was deleted, or never stored";
            case ABSENT -> "Make the bucket " + bucket + ", or set " + StoreSettings.LOCATION + " to one that is there";
            case DENIED ->
                "Look at the access key and its secret, at the rights on the bucket (get, put, list, delete) and"
                        + " at the clock of this machine";
            case FULL -> "Free space or raise the quota; what is not stored yet waits in Kafka";
            case AWAY -> "Look at the server and the network; it is tried again";
            case OTHER -> "Look at the server's log";
        };
    }
}
