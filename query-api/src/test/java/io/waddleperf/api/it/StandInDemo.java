package io.waddleperf.api.it;

import io.waddleperf.api.demo.DemoSwitch;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;

/// A demo in which one thing can be broken, where [NothingMissing] asks for it.
@Alternative
@Singleton
final class StandInDemo implements DemoSwitch {
    @Override
    public State state() {
        return new State(true, "none", List.of(new Choice("delay", "Slow", "Answers come late.", false)));
    }

    @Override
    public State suffer(byte[] json) {
        return state();
    }
}
