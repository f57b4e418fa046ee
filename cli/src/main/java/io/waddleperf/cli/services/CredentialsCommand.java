package io.waddleperf.cli.services;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.KafkaOptions;
import io.waddleperf.cli.RunningUp;
import io.waddleperf.cli.Surroundings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `services credentials`: prints the settings with which a service on another machine, or somebody else's program,
/// comes into Kafka.
@Command(
        name = "credentials",
        description = "Prints the settings with which a service elsewhere, or a program that reads, comes into the"
                + " Kafka of `up --listen`; again, it changes the password.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CredentialsCommand implements Callable<Integer> {
    private static final int PASSWORD_BYTES = 32;

    private final Surroundings surroundings;
    private final RandomGenerator random;

    @Parameters(paramLabel = "NAME", description = "of the machine, the service or the program, such as node-2")
    private String name = "";

    @Option(names = "--joining", description = "it may also let probes join: for a query-api that shall")
    private boolean joining;

    @Option(
            names = "--reading",
            description = "no service, but a program that reads the public topics and may do nothing else")
    private boolean reading;

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description = "where the authority's certificate will be over there (default: where it is here)")
    private @Nullable Path authority;

    @Mixin
    private final KafkaOptions options = new KafkaOptions();

    CredentialsCommand(Surroundings surroundings, RandomGenerator random) {
        this.surroundings = surroundings;
        this.random = random;
    }

    @Override
    public Integer call() {
        if (joining && reading) {
            throw new CommandFailure(Exit.WRONG_USE, "--joining is for a query-api, --reading for others' programs");
        }
        String user = reading ? ReaderAccess.username(name) : ServiceAccess.username(name);
        var network = RunningUp.network(options.data());
        String password = password();
        return options.run(surroundings, kafka -> {
            if (reading) {
                ReaderAccess.grant(kafka, user, password);
            } else {
                ServiceAccess.grant(kafka, user, password, joining);
            }
            Path trusted = authority == null ? network.authority().toAbsolutePath() : authority;
            print(surroundings.out(), network.kafka(), user, password, trusted);
            if (reading) {
                printForReader(surroundings.out(), user, password, trusted);
            } else {
                surroundings.out().println("WADDLEPERF_SIGNATURES=required");
            }
            surroundings.out().flush();
            String whose = reading ? "program" : "services";
            surroundings
                    .err()
                    .println("for the environment of the " + whose + " there; copy "
                            + network.authority().toAbsolutePath() + " to " + trusted + " on that machine");
            return Exit.OK;
        });
    }

    /// The same once more, for clients that are not Java's: they take name, password and certificate one by one.
    private static void printForReader(PrintStream out, String user, String password, Path authority) {
        out.println("KAFKA_SASL_USERNAME=" + user);
        out.println("KAFKA_SASL_PASSWORD=" + password);
        out.println("KAFKA_SSL_CA_LOCATION=" + authority);
        out.println("KAFKA_GROUP_PREFIX=" + ReaderAccess.groups(user));
    }

    /// In the form of systemd's EnvironmentFile and of a shell.
    private static void print(PrintStream out, String kafka, String user, String password, Path authority) {
        out.println("KAFKA_BOOTSTRAP_SERVERS=" + kafka);
        out.println("KAFKA_SECURITY_PROTOCOL=SASL_SSL");
        out.println("KAFKA_SASL_MECHANISM=SCRAM-SHA-512");
        out.println(
                "KAFKA_SASL_JAAS_CONFIG='org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                        + user + "\" password=\"" + password + "\";'");
        out.println("KAFKA_SSL_TRUSTSTORE_TYPE=PEM");
        out.println("KAFKA_SSL_TRUSTSTORE_LOCATION=" + authority);
    }

    private String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
