package io.waddleperf.api.demo;

import io.quarkus.arc.DefaultBean;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import jakarta.inject.Singleton;

/// Where nothing else is said there is none.
@Singleton
@DefaultBean
final class NoDemo implements DemoSwitch {
    @Override
    public State state() {
        return State.NONE;
    }

    @Override
    public State suffer(byte[] json) {
        throw ProblemException.of(ProblemKind.NOT_FOUND, "the demo is off; `waddleperf up --demo` starts it");
    }
}
