package io.waddleperf.cli.services;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.KafkaOptions;
import io.waddleperf.cli.Surroundings;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `services revoke`: takes the way into Kafka away, be it of a service or of a reader of that name.
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
        var users = new ArrayList<String>();
        users.add(ServiceAccess.username(name));
        if (ReaderAccess.isName(name)) {
            users.add(ReaderAccess.username(name));
        }
        return options.run(surroundings, kafka -> {
            long ended = users.stream()
                    .filter(user -> KafkaUsers.revoke(kafka, user))
                    .count();
            if (ended == 0) {
                throw new CommandFailure(Exit.WRONG_USE, "nothing was ever given to " + name);
            }
            surroundings.out().println(name + " may do nothing any more");
            return Exit.OK;
        });
    }
}
