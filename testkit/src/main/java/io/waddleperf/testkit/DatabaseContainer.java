package io.waddleperf.testkit;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.waddleperf.embedded.EmbeddedMariaDb;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// A MariaDB server of an image, by Testcontainers: for the versions that operators run and that are not the embedded
/// one.
///
/// Its port is published on loopback only. An image that this machine has is not asked for again.
final class DatabaseContainer implements AutoCloseable {
    private static final int PORT = 3306;
    private static final Duration MOST_TO_START = Duration.ofMinutes(2);

    private final GenericContainer<?> container;
    private final TestDatabase database;

    /// @throws RuntimeException where no container engine answers, the image is not there, or the server does not start
    DatabaseContainer(String image) {
        var password = UUID.randomUUID().toString(); // nobody else on this machine may know it
        var port = ExposedPort.tcp(PORT);
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv("MARIADB_ROOT_PASSWORD", password)
                .withEnv("MARIADB_DATABASE", EmbeddedMariaDb.DATABASE)
                .withCommand(
                        "--skip-name-resolve",
                        "--local-infile=1",
                        "--character-set-server=utf8mb4",
                        "--default-time-zone=+00:00")
                .withExposedPorts(PORT)
                .withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port)))
                .waitingFor(Wait.forLogMessage(".*port: 3306 .*", 1))
                .withStartupTimeout(MOST_TO_START);
        container.start();
        database = new TestDatabase(
                EmbeddedMariaDb.jdbcUrl(container.getMappedPort(PORT), EmbeddedMariaDb.DATABASE), "root", password);
    }

    TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        container.stop();
    }
}
