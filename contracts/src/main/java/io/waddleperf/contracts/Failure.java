package io.waddleperf.contracts;

/// Why a test got no measurement from its target.
public enum Failure implements WireName {
    NAME_NOT_FOUND("name-not-found"),
    NO_ROUTE("no-route"),
    CONNECTION_REFUSED("connection-refused"),
    CONNECTION_RESET("connection-reset"),
    TLS("tls"),
    PROTOCOL("protocol"),
    STATUS("status"),
    /// The server let nobody in by what it was given.
    AUTHENTICATION("authentication"),
    /// The server showed another host key than the expected.
    HOST_KEY("host-key"),
    /// It answered, but not as the check expects.
    ASSERTION("assertion"),
    /// It leads elsewhere too often, in a circle or to where the probe may not go.
    REDIRECT("redirect"),
    IO("io"),
    UNKNOWN("unknown");

    private final String wireName;

    Failure(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
