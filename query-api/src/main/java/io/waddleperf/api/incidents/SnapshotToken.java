package io.waddleperf.api.incidents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// What opens a snapshot: 256 random bits, of which only the SHA-256 is stored.
///
/// @param text as it stands in the link
record SnapshotToken(String text) {
    private static final int BYTES = 32;
    /// So that whoever finds one, or looks for them in a repository, knows what it is.
    private static final String PREFIX = "wpi_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    /// @param random of the kind that nobody can guess
    static SnapshotToken next(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SnapshotToken(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Whether it may be one of ours at all.
    boolean isWellFormed() {
        return FORM.matcher(text).matches();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
