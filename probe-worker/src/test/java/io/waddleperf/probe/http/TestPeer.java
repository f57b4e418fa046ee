package io.waddleperf.probe.http;

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

/// A server that others wrote, as a process of its own in a folder of the test.
public final class TestPeer implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;

    private TestPeer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Skips the test where the program is not there.
    ///
    /// @param command its first word is the path of the program
    public static TestPeer start(Path dir, List<String> command) throws IOException {
        assumeTrue(Files.isExecutable(Path.of(command.getFirst())), command.getFirst() + " is not installed");
        Path log = dir.resolve("log");
        var builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", dir.toString());
        return new TestPeer(builder.start(), log);
    }

    /// Until it takes TCP connections.
    public TestPeer listening(int port) throws IOException {
        return ready(() -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
                return true;
            } catch (IOException e) {
                return false; // not yet
            }
        });
    }

    /// Until somebody has that UDP port of this machine's IPv4.
    public TestPeer boundTo(int port) throws IOException {
        String suffix = ":%04X".formatted(port);
        return ready(() -> Files.readAllLines(Path.of("/proc/net/udp")).stream()
                .anyMatch(line -> line.strip().split("\\s+", -1)[1].endsWith(suffix)));
    }

    /// Until its output holds that text.
    public TestPeer saying(String text) throws IOException {
        return ready(() -> said().contains(text));
    }

    private interface Readiness {
        boolean reached() throws IOException;
    }

    private TestPeer ready(Readiness readiness) throws IOException {
        try {
            Await.until("the server is ready", SOON, () -> {
                if (!process.isAlive()) {
                    throw new IOException("it ended: " + said());
                }
                return readiness.reached();
            });
        } catch (AssertionError e) {
            close();
            throw new AssertionError(said(), e);
        }
        return this;
    }

    public String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /// `cert.pem` and `key.pem` for `localhost` and `www.example.test`, 30 days.
    public static void certificate(Path dir) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        var command = List.of(
                "/usr/bin/openssl",
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
                "subjectAltName=DNS:localhost,DNS:www.example.test");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("openssl: " + said);
        }
    }

    /// That certificate alone.
    public static Trust trust(Path dir) throws GeneralSecurityException, IOException {
        var authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        try (InputStream pem = Files.newInputStream(dir.resolve("cert.pem"))) {
            authorities.setCertificateEntry(
                    "peer", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        return Trust.of(authorities);
    }
}
