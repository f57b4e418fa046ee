package io.waddleperf.cli.doctor;

/// One thing that was looked at.
///
/// @param advice what to do about it; empty where nothing need be done
record Finding(State state, String what, String words, String advice) {
    /// How it is; the names are those that are shown.
    enum State {
        ok,
        /// Something that some wish for does not work.
        warn,
        fail
    }

    static Finding ok(String what, String words) {
        return new Finding(State.ok, what, words, "");
    }

    static Finding warn(String what, String words, String advice) {
        return new Finding(State.warn, what, words, advice);
    }

    static Finding fail(String what, String words, String advice) {
        return new Finding(State.fail, what, words, advice);
    }
}
