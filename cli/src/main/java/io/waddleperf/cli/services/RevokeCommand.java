package io.waddleperf.cli.services;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.KafkaOptions;
import io.waddleperf.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `services revoke`: takes a service's way into Kafka away.
@Command(name = "revoke", description = "Ends what `services credentials NAME` gave.", mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "as it was given")
    private String name = "";

    @Mixin
    private final KafkaOptions options = new KafkaOptions();

    RevokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String user = ServiceAccess.username(name);
        return options.run(surroundings, kafka -> {
            if (!ServiceAccess.revoke(kafka, user)) {
                throw new CommandFailure(Exit.WRONG_USE, "nothing was ever given to " + name);
            }
            surroundings.out().println(name + " may do nothing any more");
            return Exit.OK;
        });
    }
}
