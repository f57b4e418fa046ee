package io.waddleperf.probe.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/// A parser that meets the network, and inputs that are nearly what it should get. It has a
/// constructor without arguments.
public interface FuzzTarget {
    /// What it reads, in a few words.
    String name();

    /// The classes whose branches count, by their names behind `io.waddleperf.probe.`.
    List<String> parsers();

    /// A valid input, or one that is broken a little.
    byte[] input(RandomGenerator random);

    /// Reads it. Whatever else is thrown is a finding.
    ///
    /// @throws IOException where the parser refuses it
    void read(byte[] input) throws IOException;

    /// A check in the parser that, if it were forgotten, this fuzzing would miss.
    Check check();

    /// A conditional jump over what the check does.
    ///
    /// @param type   of [#parsers()]
    /// @param method its name
    /// @param number of the jump in the method, from 0
    record Check(String type, String method, int number) {}
}
