package io.waddleperf.probe.throughput;

/// The steps of a test, each told by one byte on the control connection.
enum State {
    TEST_START(1),
    TEST_RUNNING(2),
    TEST_END(4),
    PARAM_EXCHANGE(9),
    CREATE_STREAMS(10),
    SERVER_TERMINATE(11),
    CLIENT_TERMINATE(12),
    EXCHANGE_RESULTS(13),
    DISPLAY_RESULTS(14),
    IPERF_DONE(16),
    ACCESS_DENIED(-1),
    SERVER_ERROR(-2);

    private final int code;

    State(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static State of(byte code) throws IperfFormatException {
        for (var state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IperfFormatException("no step of iperf3 has the number " + code);
    }
}
