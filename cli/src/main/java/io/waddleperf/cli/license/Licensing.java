package io.waddleperf.cli.license;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Operator;
import io.waddleperf.licensing.LicenseServer;
import io.waddleperf.licensing.LicenseServerException;
import io.waddleperf.licensing.LicenseSettings;
import java.util.function.Function;
import java.util.function.Supplier;

/// The operator's environment and the licence server, whose failures end a command.
final class Licensing {
    private Licensing() {}

    /// @throws CommandFailure where a variable has a value that it cannot have
    static LicenseSettings settings(Operator operator) {
        return wellSet(() -> LicenseSettings.of(operator::variable));
    }

    /// @throws CommandFailure where no key is set, and where the server is away, slow or broken
    static <T> T ask(LicenseSettings settings, Function<LicenseServer, T> question) {
        var server = wellSet(() -> LicenseServer.of(settings));
        try {
            return question.apply(server);
        } catch (LicenseServerException e) {
            throw e.isPassing()
                    ? CommandFailure.passing(e.words(), e)
                    : new CommandFailure(Exit.NO_SERVER, e.words(), e);
        }
    }

    private static <T> T wellSet(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.WRONG_USE, String.valueOf(e.getMessage()), e);
        }
    }
}
