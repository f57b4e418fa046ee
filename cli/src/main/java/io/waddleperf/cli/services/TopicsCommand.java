package io.waddleperf.cli.services;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.KafkaOptions;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `services topics`: makes the topics in a Kafka that `up` does not run.
@Command(
        name = "topics",
        description = "Makes the topics that are absent, and refuses those that do not fit; `up` does so by itself.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--partitions",
            paramLabel = "COUNT",
            required = true,
            description = "of topics that are spread by probe, for ever: 4 on one machine, 1024 for a large fleet;"
                    + " WADDLEPERF_PARTITIONS of each service and probe is the same")
    private int partitions;

    @Option(
            names = "--replication",
            paramLabel = "COUNT",
            description = "copies of each, at most as many as brokers (default: ${DEFAULT-VALUE})")
    private short replication = 3;

    @Mixin
    private final KafkaOptions options = new KafkaOptions();

    TopicsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (partitions < 1 || partitions > 10_000 || replication < 1) {
            throw new CommandFailure(Exit.WRONG_USE, "--partitions must be 1 to 10000, and --replication at least 1");
        }
        return options.run(surroundings, kafka -> {
            ensure(kafka);
            surroundings.out().println(Topics.all().size() + " topics are there");
            return Exit.OK;
        });
    }

    private void ensure(Connection kafka) {
        try {
            TopicProvisioner.ensure(kafka.admin(), partitions, replication);
        } catch (IllegalStateException e) {
            throw new CommandFailure(Exit.NOT_ALL_DONE, String.valueOf(e.getMessage()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException problem ? problem : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
