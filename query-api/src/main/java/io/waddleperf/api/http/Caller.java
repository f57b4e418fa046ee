package io.waddleperf.api.http;

/// Who stands behind what comes in here: nobody by name until there are accounts.
public final class Caller {
    public static final String NAME = "api";

    private Caller() {}
}
