package io.waddleperf.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// A Kafka broker and its KRaft controller in this JVM, on 127.0.0.1 only.
///
/// The directory keeps topics and offsets over restarts, on the same port or another one, and
/// after a kill -9. Topics must be created explicitly.
public final class EmbeddedKafka implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final DirectoryLock lock;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, DirectoryLock lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
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
        var config = KafkaConfig.fromProps(BrokerProperties.of(settings, port, FreePorts.next()), false);
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            startWithoutHalting(server);
            return new EmbeddedKafka(server, lock, port);
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
