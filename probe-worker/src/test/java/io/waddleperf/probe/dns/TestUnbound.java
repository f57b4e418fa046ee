package io.waddleperf.probe.dns;

import io.waddleperf.probe.http.TestPeer;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/// Unbound on three loopback ports, with data of its own only: it asks nobody.
final class TestUnbound implements AutoCloseable {
    private final Path dir;
    private final TestPeer peer;
    private final List<Integer> ports;

    private TestUnbound(Path dir, TestPeer peer, List<Integer> ports) {
        this.dir = dir;
        this.peer = peer;
        this.ports = ports;
    }

    /// @param more lines of its configuration, the first ones of the section `server`
    static TestUnbound start(Path dir, String more) throws Exception {
        TestPeer.certificate(dir);
        var ports = List.of(TestPeer.freePort(), TestPeer.freePort(), TestPeer.freePort());
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
        var peer = TestPeer.start(dir, List.of("/usr/sbin/unbound", "-d", "-p", "-c", config.toString()));
        return new TestUnbound(dir, peer.listening(ports.get(0)).listening(ports.get(2)), ports);
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
        return peer.said();
    }

    /// Its certificate alone.
    Trust trust() throws GeneralSecurityException, IOException {
        return TestPeer.trust(dir);
    }

    @Override
    public void close() {
        peer.close();
    }
}
