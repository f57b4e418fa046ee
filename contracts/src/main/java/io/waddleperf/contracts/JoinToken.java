package io.waddleperf.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// What somebody pastes on another machine, so that its probe may join: in text `wpj1.` and, in
/// base64url, the authority's hash, the secret and the URL.
///
/// @param authority SHA-256 of the public key (SubjectPublicKeyInfo) that signs the server's
///                  certificate, 32 bytes in hexadecimal
/// @param secret    32 bytes in base64url; good once, and for a while
/// @param url       where to go: `https://host:port`
public record JoinToken(String authority, String secret, String url) {
    private static final String PREFIX = "wpj1.";
    private static final int PART_BYTES = 32;
    private static final int LONGEST = 1_000;

    public JoinToken {
        Require.that(authority.matches("[0-9a-f]{64}"), "authority", authority, "must be 32 bytes in hexadecimal");
        JoinRequest.requireSecret("secret", secret);
        Require.that(isHttps(url), "url", '"' + url + '"', "must be https://host:port");
    }

    private static boolean isHttps(String url) {
        try {
            var uri = new URI(url);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getRawPath().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public String text() {
        byte[] end = url.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(2 * PART_BYTES + end.length)
                .put(HexFormat.of().parseHex(authority))
                .put(Base64.getUrlDecoder().decode(secret))
                .put(end);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// @throws IllegalArgumentException says what to do where the text is none
    public static JoinToken parse(String text) {
        String cut = "the token is not whole or not one: paste all of the line that `probes enrol` printed";
        try {
            Require.that(text.startsWith(PREFIX) && text.length() <= LONGEST, "token", "this", "must start with wpj1.");
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
            Require.that(bytes.remaining() > 2 * PART_BYTES, "token", "this", "must be longer");
            byte[] authority = new byte[PART_BYTES];
            byte[] secret = new byte[PART_BYTES];
            bytes.get(authority).get(secret);
            CharBuffer url = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return new JoinToken(
                    HexFormat.of().formatHex(authority),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
                    url.toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IllegalArgumentException(cut, e);
        }
    }

    /// Never the secret.
    @Override
    public String toString() {
        return "JoinToken[" + url + ']';
    }
}
