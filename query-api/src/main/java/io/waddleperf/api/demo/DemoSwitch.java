package io.waddleperf.api.demo;

import io.waddleperf.api.http.ProblemException;
import java.util.List;

/// A target that can be broken on purpose.
public interface DemoSwitch {
    /// What is broken, and what can be.
    ///
    /// @param running false: there is no demo, and nothing to break
    record State(boolean running, String active, List<Choice> faults) {
        /// Of no demo.
        public static final State NONE = new State(false, "none", List.of());

        public State {
            faults = List.copyOf(faults);
        }
    }

    /// One thing that can be broken.
    record Choice(String kind, String label, String detail, boolean simulated) {}

    State state();

    /// @param json names the fault
    /// @throws ProblemException where there is no demo, or no such fault
    State suffer(byte[] json);
}
