package io.waddleperf.probe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// A probe whose machine has a wrong clock: all that it knows of the time of day is off, and nothing else.
///
/// The first argument says by how much, such as `PT3M` (ahead) or `-PT3M`; the others are the probe's.
public final class WrongClockMain {
    private WrongClockMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var ahead = Duration.parse(arguments[0]);
        var right = InstantSource.system();
        var settings = List.of(arguments).subList(1, arguments.length);
        System.exit(ProbeMain.run(settings, () -> right.instant().plus(ahead)));
    }
}
