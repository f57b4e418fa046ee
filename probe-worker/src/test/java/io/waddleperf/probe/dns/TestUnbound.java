package io.waddleperf.probe.dns;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.probe.tls.Trust;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Unbound on three loopback ports, with data of its own only: it asks nobody.
final class TestUnbound implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path dir;
    private final Process process;
    private final List<Integer> ports;

    private TestUnbound(Path dir, Process process, List<Integer> ports) {
        this.dir = dir;
        this.process = process;
        this.ports = ports;
    }

    /// @param more lines of its configuration, the first ones of the section `server`
    static TestUnbound start(Path dir, String more) throws Exception {
        var unbound = Path.of("/usr/sbin/unbound");
        assumeTrue(Files.isExecutable(unbound), "unbound is not installed");
        certificate(dir);
        var ports = List.of(freePort(), freePort(), freePort());
        var config = Files.writeString(
                dir.resolve("unbound.conf"), """
                server:
                  directory: "%1$s"
                  username: ""
                  chroot: ""
                  pidfile: ""
                  use-syslog: no
                  do-daemonize: no
                  interface: 127.0.0.1@%2$d
                  interface: 127.0.0.1@%3$d
                  interface: 127.0.0.1@%4$d
                  tls-port: %3$d
                  https-port: %4$d
                  tls-service-key: "%1$s/key.pem"
                  tls-service-pem: "%1$s/cert.pem"
                  num-threads: 1
                %5$s
                remote-control:
                  control-enable: no
                """.formatted(dir, ports.get(0), ports.get(1), ports.get(2), more));
        var process = new ProcessBuilder(unbound.toString(), "-d", "-p", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        var started = new TestUnbound(dir, process, ports);
        try {
            Await.until("unbound listens", SOON, () -> started.listens(ports.get(0)) && started.listens(ports.get(2)));
        } catch (AssertionError e) {
            String log = started.log();
            started.close();
            throw new AssertionError(log, e);
        }
        return started;
    }

    private static void certificate(Path dir) throws Exception {
        var command = List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                dir.resolve("key.pem").toString(),
                "-out",
                dir.resolve("cert.pem").toString(),
                "-days",
                "30",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("openssl: " + said);
        }
    }

    private boolean listens(int port) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("it ended");
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
            return true;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return ports.get(0);
    }

    int tlsPort() {
        return ports.get(1);
    }

    int httpsPort() {
        return ports.get(2);
    }

    String log() throws IOException {
        return Files.readString(dir.resolve("log"));
    }

    /// Its certificate alone.
    Trust trust() throws GeneralSecurityException, IOException {
        var authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        try (InputStream pem = Files.newInputStream(dir.resolve("cert.pem"))) {
            authorities.setCertificateEntry(
                    "unbound", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        return Trust.of(authorities);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
