package io.waddleperf.contracts;

import java.util.List;

/// A test with its parameters, named in a schedule: `ping`, `ping-1400`, `login-page`.
///
/// @param families each makes a series of its own; empty: the target's ([Target#families])
public record Check(String name, TestSpec spec, List<Family> families) {
    public Check {
        Require.name("check", name);
        Require.present("spec", spec);
        families = List.copyOf(families);
    }

    /// The check that bears its test's name and has its default parameters.
    public static Check defaultOf(Test test) {
        return new Check(test.wireName(), TestSpec.defaultOf(test), List.of());
    }
}
