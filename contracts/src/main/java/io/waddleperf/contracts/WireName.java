package io.waddleperf.contracts;

/// An enum constant with its own name on the wire; each such enum has a constant `UNKNOWN`.
public interface WireName {
    String wireName();
}
