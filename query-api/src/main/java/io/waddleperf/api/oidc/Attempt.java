package io.waddleperf.api.oidc;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// One attempt to sign in, known by a cookie of the browser that began it: the way back from the
/// provider is that browser's alone, on any instance, and nothing is stored.
///
/// `state`, `nonce` and the verifier of PKCE (RFC 7636) each follow from the secret, and none of them
/// tells it or another one.
///
/// @param secret 32 random bytes in base64url
/// @param to     a path of ours, where to go on
public record Attempt(String secret, String to) {
    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;

    public static Attempt begin(SecureRandom random, String to) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Attempt(base64(bytes), to);
    }

    /// @return nothing where it is no attempt of ours
    public static Optional<Attempt> of(String cookie) {
        int dot = cookie.indexOf('.');
        if (dot != CHARACTERS || !cookie.substring(0, dot).matches("[A-Za-z0-9_-]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Attempt(
                    cookie.substring(0, dot), URLDecoder.decode(cookie.substring(dot + 1), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) { // a percent sign with nothing behind it
            return Optional.empty();
        }
    }

    public String cookie() {
        return secret + '.' + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }

    public boolean isAnsweredBy(String state) {
        return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), state().getBytes(StandardCharsets.UTF_8));
    }

    String state() {
        return derived("state:");
    }

    String nonce() {
        return derived("nonce:");
    }

    String verifier() {
        return derived("verifier:");
    }

    /// S256 of PKCE.
    String challenge() {
        return base64(sha256(verifier()));
    }

    private String derived(String what) {
        return base64(sha256(what + secret));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "an attempt to reach " + to;
    }
}
