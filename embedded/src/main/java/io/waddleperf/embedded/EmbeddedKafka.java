package io.waddleperf.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/// A Kafka broker and its KRaft controller in this JVM, on 127.0.0.1 only unless a [NetworkListener]
/// is asked for.
///
/// The directory keeps topics and offsets over restarts, on the same port or another one, and
/// after a kill -9. Topics must be created explicitly.
public final class EmbeddedKafka implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int RELOAD_SECONDS = 30;

    private final KafkaRaftServer server;
    private final DirectoryLock lock;
    private final int port;
    private final @Nullable NetworkListener network;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, DirectoryLock lock, int port, @Nullable NetworkListener network) {
        this.server = server;
        this.lock = lock;
        this.port = port;
        this.network = network;
    }

    /// Returns when the broker answers.
    ///
    /// @throws EmbeddedStartException when the port is taken, the directory is in use or unusable
    public static EmbeddedKafka start(KafkaSettings settings) {
        if (settings.port() != 0) {
            FreePorts.requireFree(settings.port(), "Kafka");
        }
        var lock = DirectoryLock.take(settings.dir(), "Kafka");
        try {
            format(settings.dir());
            return startOnPort(settings, lock, ATTEMPTS);
        } catch (EmbeddedStartException e) {
            lock.close();
            throw e;
        } catch (Exception e) {
            lock.close();
            throw new EmbeddedStartException("Kafka could not start in " + settings.dir() + ": " + e, e);
        }
    }

    /// What clients need as `bootstrap.servers`.
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /// The same for other machines.
    ///
    /// @throws IllegalStateException where it answers none
    public String networkBootstrap() {
        if (network == null) {
            throw new IllegalStateException("the broker listens on loopback only");
        }
        return network.bootstrap();
    }

    /// Has the broker read its key and certificates again, which were renewed in the same file.
    public void reloadCertificates() throws InterruptedException {
        NetworkListener listener = Objects.requireNonNull(network, "the broker listens on loopback only");
        String key = "listener.name." + NetworkListener.NAME.toLowerCase(Locale.ROOT) + ".ssl.keystore.location";
        var change = new AlterConfigOp(new ConfigEntry(key, listener.keyStore().toString()), AlterConfigOp.OpType.SET);
        var broker = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(BrokerProperties.NODE_ID));
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(broker, List.of(change))).all().get(RELOAD_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take its new certificate: " + e.getMessage(), e);
        }
    }

    /// Ends the broker cleanly; what it acknowledged is on disk. A second call does nothing.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
            lock.close();
        }
    }

    /// A chosen port may be lost to another process between choosing and binding: then the next.
    private static EmbeddedKafka startOnPort(KafkaSettings settings, DirectoryLock lock, int attempts) {
        int port = settings.port() == 0 ? FreePorts.next() : settings.port();
        var network = settings.network() == null ? null : settings.network().bound();
        var bound = new KafkaSettings(settings.dir(), port, settings.maxLogBytes(), network);
        var config = KafkaConfig.fromProps(BrokerProperties.of(bound, port, FreePorts.next()), false);
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            startWithoutHalting(server);
            return new EmbeddedKafka(server, lock, port, network);
        } catch (RuntimeException e) {
            stopAfterFailure(server, e);
            if (!causedBy(e, BindException.class) || attempts == 1) {
                throw e;
            }
            if (settings.port() != 0) {
                FreePorts.requireFree(port, "Kafka");
            }
            return startOnPort(settings, lock, attempts - 1);
        }
    }

    /// While it starts, a fault of the broker is an exception here instead of the JVM's end.
    private static void startWithoutHalting(KafkaRaftServer server) {
        Exit.Procedure fail = (status, message) -> {
            throw new IllegalStateException("the broker gave up with status " + status + "; its log says why");
        };
        Exit.setExitProcedure(fail);
        Exit.setHaltProcedure(fail);
        try {
            server.startup();
        } finally {
            Exit.resetExitProcedure();
            Exit.resetHaltProcedure();
        }
    }

    private static void stopAfterFailure(KafkaRaftServer server, RuntimeException failure) {
        try {
            server.shutdown();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
        return type.isInstance(e) || (e.getCause() != null && causedBy(e.getCause(), type));
    }

    /// Each file of it is written to a temporary name first, so an interrupted format is redone.
    private static void format(Path dir) throws Exception {
        if (Files.exists(dir.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerProperties.NODE_ID)
                .setControllerListenerName(BrokerProperties.CONTROLLER)
                .setDirectories(List.of(dir.toString()))
                .setMetadataLogDirectory(dir.toString())
                .setIgnoreFormatted(true)
                .setHasDynamicQuorum(false)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }
}
