package io.waddleperf.probe.system;

import io.waddleperf.probe.nativenet.Libc;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// What can be asked of the machine that the probe runs on; none of it throws.
sealed interface Machine permits LinuxMachine, OtherMachine {
    /// At most so many routes, interfaces and resolvers are told: a router has thousands.
    int MOST_LISTED = 50;

    static Machine here() {
        return Libc.available() ? new LinuxMachine(Path.of("/")) : new OtherMachine();
    }

    /// How it is asked, for a result's quality.
    String method();

    Counters counters();

    OptionalDouble loadAverage();

    OptionalDouble availableBytes();

    List<Port> ports();

    List<String> routes();

    List<String> resolvers();

    /// Operating system and kernel.
    String system();

    /// Whether and by what its clock is synchronised.
    String clock();
}
