package io.waddleperf.api.accounts;

import io.waddleperf.contracts.WireName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// What a caller shows to be known: 32 random bytes, of which only the SHA-256 is stored. A guess is
/// hopeless, so no slow hash is needed.
///
/// @param text as it is sent
record Secret(Kind kind, String text) {
    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;

    /// Which way it comes.
    enum Kind implements WireName {
        SESSION("session", "wps_"),
        TOKEN("token", "wpt_");

        private final String wireName;
        private final String prefix;

        Kind(String wireName, String prefix) {
            this.wireName = wireName;
            this.prefix = prefix;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    static Secret random(Kind kind, SecureRandom random) {
        return new Secret(kind, kind.prefix + text(random, BYTES));
    }

    /// A password for somebody to type once: 120 bits.
    static String password(SecureRandom random) {
        return text(random, 15);
    }

    private static String text(SecureRandom random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Whether it may be one of ours at all.
    boolean isWellFormed() {
        return text.length() == kind.prefix.length() + CHARACTERS && text.startsWith(kind.prefix);
    }

    byte[] hash() {
        return sha256(text);
    }

    /// What a page must send with each change: it can be told from the session alone, on every
    /// instance, and a foreign page cannot read it.
    String csrf() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf:" + text));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return kind.prefix + "…";
    }
}
