package io.waddleperf.contracts;

/// A probe asks to be let in, with what it chose to be known by. Sent again it gets the same answer.
///
/// @param secret   of the token that somebody pasted
/// @param password of its name in Kafka
/// @param key      of its signatures, 32 bytes in base64url
/// @param host     the name of its machine, for people
public record JoinRequest(String secret, String password, String key, String host, String version) {
    /// Of 32 random bytes in base64url.
    public static final String SECRET_FORM = "[A-Za-z0-9_-]{43}";

    private static final int LONGEST = 255;

    public JoinRequest {
        requireSecret("secret", secret);
        requireSecret("password", password);
        requireSecret("key", key);
        Require.present("host", host);
        Require.present("version", version);
        Require.range("host", host.length(), 0, LONGEST);
        Require.range("version", version.length(), 0, LONGEST);
    }

    static void requireSecret(String field, String value) {
        Require.that(value != null && value.matches(SECRET_FORM), field, "another", "must be 32 bytes in base64url");
    }

    @Override
    public String toString() {
        return "JoinRequest[" + host + ", " + version + ']';
    }
}
