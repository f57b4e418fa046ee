package io.waddleperf.probe.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// OpenSSH's server on a loopback port, with users of its own: it runs in a mount namespace where the
/// system's files of users are others. Needs root, `unshare`, `sshd` and `ssh-keygen`.
public final class TestSshd implements AutoCloseable {
    public static final String USER = "tester";
    static final String PASSWORD = "only in this test";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BEGIN = """
            set -e
            mount --bind "$1/passwd" /etc/passwd
            mount --bind "$1/shadow" /etc/shadow
            mount -t tmpfs tmpfs /run
            mkdir -m 755 /run/sshd
            exec "$2" -D -e -f "$1/sshd_config" 2>"$1/log"
            """;

    private final Path dir;
    private final Process process;
    private final int port;

    private TestSshd(Path dir, Process process, int port) {
        this.dir = dir;
        this.process = process;
        this.port = port;
    }

    /// @param hostKeys types as `ssh-keygen -t` has them
    public static TestSshd start(Path dir, String... hostKeys) throws Exception {
        return startWith("", dir, hostKeys);
    }

    /// @param settings lines of its configuration
    static TestSshd startWith(String settings, Path dir, String... hostKeys) throws Exception {
        var sshd = Path.of("/usr/sbin/sshd");
        assumeTrue("root".equals(System.getProperty("user.name")), "a mount namespace needs root");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "unshare is not installed");
        assumeTrue(Files.isExecutable(sshd), "sshd is not installed");
        int port = freePort();
        var config = new StringBuilder("""
                ListenAddress 127.0.0.1:%d
                LogLevel VERBOSE
                PidFile none
                PermitRootLogin yes
                UsePAM no
                StrictModes no
                PasswordAuthentication yes
                KbdInteractiveAuthentication no
                AuthorizedKeysFile %s
                """.formatted(port, dir.resolve("authorized_keys")));
        config.append(settings);
        for (String type : hostKeys) {
            config.append("HostKey ").append(key(dir, "host_" + type, type)).append('\n');
        }
        Files.writeString(dir.resolve("sshd_config"), config);
        Files.writeString(dir.resolve("authorized_keys"), "");
        users(dir);
        var process = new ProcessBuilder("unshare", "-m", "sh", "-c", BEGIN, "sh", dir.toString(), sshd.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("start.log").toFile())
                .start();
        var started = new TestSshd(dir, process, port);
        try {
            Await.until("sshd listens", SOON, () -> started.log().contains("Server listening on"));
        } catch (AssertionError e) {
            started.close();
            throw new AssertionError(started.log() + Files.readString(dir.resolve("start.log")), e);
        }
        return started;
    }

    private static void users(Path dir) throws Exception {
        String home = Files.createDirectory(dir.resolve("home")).toString();
        Files.writeString(dir.resolve("passwd"), """
                root:x:0:0:root:/root:/bin/sh
                sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin
                %s:x:0:0::%s:/bin/sh
                """.formatted(USER, home));
        String hash = said("openssl", "passwd", "-6", PASSWORD);
        Files.writeString(dir.resolve("shadow"), """
                root:*:19000:0:99999:7:::
                sshd:!:19000:0:99999:7:::
                %s:%s:19000:0:99999:7:::
                """.formatted(USER, hash));
    }

    /// A key pair without a passphrase; the private half's file.
    public static Path key(Path dir, String name, String type) throws Exception {
        var file = dir.resolve(name);
        said("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /// As `ssh-keygen -l` prints it.
    static String fingerprint(Path key) throws Exception {
        return said("ssh-keygen", "-l", "-E", "sha256", "-f", key + ".pub").split(" ", -1)[1];
    }

    /// Lets the key's owner in, with options such as `command="…"` before the key.
    public void authorize(Path key, String options) throws IOException {
        String line = options + Files.readString(Path.of(key + ".pub"));
        Files.writeString(dir.resolve("authorized_keys"), line);
    }

    private static String said(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(List.of(command).getFirst() + ": " + said);
        }
        return said.strip();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    String log() throws IOException {
        var log = dir.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /// Its listener and what it forked for connections.
    @Override
    public void close() {
        var all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        all.forEach(one -> one.onExit().join());
    }
}
