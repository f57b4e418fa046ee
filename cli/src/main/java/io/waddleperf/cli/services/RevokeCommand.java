package io.waddleperf.cli.services;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.KafkaOptions;
import io.waddleperf.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `services revoke`: takes the way into Kafka away. A service and a reader may have the same name, and only the one
/// that is meant ends.
@Command(
        name = "revoke",
        description = "Ends what `services credentials NAME` gave.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "as it was given")
    private String name = "";

    @Option(names = "--reading", description = "what was given with --reading, and not a service")
    private boolean reading;

    @Mixin
    private final KafkaOptions options = new KafkaOptions();

    RevokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String user = reading ? ReaderAccess.username(name) : ServiceAccess.username(name);
        return options.run(surroundings, kafka -> {
            if (!KafkaUsers.revoke(kafka, user)) {
                throw new CommandFailure(Exit.WRONG_USE, nothing(kafka));
            }
            surroundings.out().println(name + " may do nothing any more");
            return Exit.OK;
        });
    }

    /// Names the other kind where that is there.
    private String nothing(Connection kafka) {
        if (reading) {
            return "nothing was ever given to " + name + " with --reading"
                    + (KafkaUsers.isKnown(kafka, ServiceAccess.username(name))
                            ? "; it is a service: leave --reading out to end it"
                            : "");
        }
        boolean reader = ReaderAccess.isName(name) && KafkaUsers.isKnown(kafka, ReaderAccess.username(name));
        return reader
                ? name + " is no service, but a program that reads: --reading ends it"
                : "nothing was ever given to " + name;
    }
}
