package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.waddleperf.probe.dns.TestDnsServer;
import io.waddleperf.probe.http.TestPeer;
import io.waddleperf.probe.responder.CertificateAt;
import io.waddleperf.probe.responder.Responder;
import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.probe.tls.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/// The same questions to us and to blackbox_exporter, about the same servers on loopback.
class BlackboxExporterIT {
    private static final Path EXAMPLE = Path.of("/etc/prometheus/blackbox.yml");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final Path GRPC = Path.of("/usr/lib/python3/dist-packages/grpc/__init__.py");

    private static final String MODULES = """
            modules:
              http_2xx: {prober: http, timeout: 5s}
              http_204: {prober: http, timeout: 5s, http: {valid_status_codes: [204]}}
              http_11: {prober: http, timeout: 5s, http: {valid_http_versions: ["HTTP/1.1"]}}
              http_2: {prober: http, timeout: 5s, http: {valid_http_versions: ["HTTP/2.0"]}}
              http_tls: {prober: http, timeout: 5s, http: {fail_if_not_ssl: true}}
              http_small: {prober: http, timeout: 5s, http: {body_size_limit: 4B}}
              http_still: {prober: http, timeout: 5s, http: {follow_redirects: false}}
              http_302: {prober: http, timeout: 5s, http: {no_follow_redirects: true, valid_status_codes: [302]}}
              http_says: {prober: http, timeout: 5s, http: {fail_if_body_not_matches_regexp: ["^hel+o$"]}}
              http_never: {prober: http, timeout: 5s, http: {fail_if_body_matches_regexp: ["bye", "(?i)HELLO"]}}
              http_head: {prober: http, timeout: 5s, http: {fail_if_header_not_matches: [{header: x-colour, regexp: "^r.d"}]}}
              http_404_says: {prober: http, timeout: 5s, http: {valid_status_codes: [404], fail_if_body_not_matches_regexp: ["bye"]}}
              tcp_connect: {prober: tcp, timeout: 5s}
              tls_connect: {prober: tcp, timeout: 5s, tcp: {tls: true}}
              icmp: {prober: icmp, timeout: 5s}
              dns: {prober: dns, timeout: 2s, dns: {query_name: www.example.test, query_type: A}}
              grpc: {prober: grpc, timeout: 5s, grpc: {tls: false}}
              grpc_up: {prober: grpc, timeout: 5s, grpc: {service: up.Service}}
              grpc_down: {prober: grpc, timeout: 5s, grpc: {service: down.Service}}
              grpc_tls: {prober: grpc, timeout: 5s, grpc: {tls: true}}
              dns_absent: {prober: dns, timeout: 2s, dns: {query_name: www.example.test, query_type: A, valid_rcodes: [NXDOMAIN]}}
            """;

    @TempDir
    private Path directory;

    private HttpServer web;
    private TestDnsServer dns;
    private TestExporter peer;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(TestExporter.installed(), "no prometheus-blackbox-exporter");
        web = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        web.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean wrong =
                    path.startsWith("/post/") && !exchange.getRequestMethod().equals("POST");
            int status = wrong ? 405 : Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-Colour", "red");
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", path.replace("302", "200"));
            } else if (status == 307) {
                exchange.getResponseHeaders().set("Location", "/307");
            }
            exchange.sendResponseHeaders(status, status == 204 ? -1 : 5);
            if (status != 204) {
                exchange.getResponseBody().write("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            exchange.close();
        });
        web.start();
        var name = Name.fromConstantString("www.example.test.");
        var record = new ARecord(name, DClass.IN, 300, InetAddress.ofLiteral("192.0.2.7"));
        dns = TestDnsServer.answering(query -> List.of(TestDnsServer.answer(query, Rcode.NOERROR, record)));
        var file = Files.writeString(directory.resolve("modules.yml"), MODULES);
        peer = TestExporter.start(directory, file, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        if (peer != null) {
            peer.close();
            dns.close();
            web.stop(0);
        }
    }

    @Test
    void saysTheSameOfTheSameServersUnderTheSameNames() throws Exception {
        String page = "http://127.0.0.1:" + web.getAddress().getPort();
        String closed = "127.0.0.1:" + TestPeer.freePort();
        String open = "127.0.0.1:" + web.getAddress().getPort();
        String server = "127.0.0.1:" + dns.port();
        try (var endpoint = TestEndpoint.start(Optional.of(directory.resolve("modules.yml")), 100)) {
            peer.agrees(endpoint, "http_2xx", page + "/200", 1);
            peer.agrees(endpoint, "http_2xx", page.substring("http://".length()) + "/200", 1);
            peer.agrees(endpoint, "http_2xx", page + "/503", 0);
            peer.agrees(endpoint, "http_2xx", "http://" + closed + "/", 0);
            peer.agrees(endpoint, "http_204", page + "/204", 1);
            peer.agrees(endpoint, "http_204", page + "/200", 0);
            peer.agrees(endpoint, "http_11", page + "/200", 1);
            peer.agrees(endpoint, "http_2", page + "/200", 0);
            peer.agrees(endpoint, "http_tls", page + "/200", 0);
            peer.agrees(endpoint, "http_small", page + "/200", 0);
            peer.agrees(endpoint, "http_2xx", page + "/302", 1);
            peer.agrees(endpoint, "http_still", page + "/302", 0);
            peer.agrees(endpoint, "http_302", page + "/302", 1);
            peer.agrees(endpoint, "http_302", page + "/200", 0);
            peer.agrees(endpoint, "http_says", page + "/200", 1);
            peer.agrees(endpoint, "http_says", page + "/204", 0);
            peer.agrees(endpoint, "http_never", page + "/200", 0);
            peer.agrees(endpoint, "http_never", page + "/503", 0);
            peer.agrees(endpoint, "http_head", page + "/200", 1);
            peer.agrees(endpoint, "http_404_says", page + "/404", 0);
            peer.agrees(endpoint, "http_404_says", page + "/200", 0);
            peer.agrees(endpoint, "tcp_connect", open, 1);
            peer.agrees(endpoint, "tcp_connect", closed, 0);
            peer.agrees(endpoint, "tls_connect", open, 0);
            peer.agrees(endpoint, "icmp", "127.0.0.1", 1);
            peer.agrees(endpoint, "dns", server, 1);
            peer.agrees(endpoint, "dns_absent", server, 0);
            peer.agrees(endpoint, "dns", closed, 0);
        }
    }

    @Test
    void saysTheSameOfTheSameGrpcServer() throws Exception {
        assumeTrue(Files.exists(GRPC), "python3-grpcio is not installed");
        TestPeer.certificate(directory);
        var script = directory.resolve("health_server.py");
        try (var source = BlackboxExporterIT.class.getResourceAsStream("/health_server.py")) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        }
        var command = List.of("/usr/bin/python3", script.toString(), directory.toString());
        try (var server = TestPeer.start(directory, command).saying(" end");
                var endpoint = TestEndpoint.start(Optional.of(directory.resolve("modules.yml")), 100)) {
            String[] ports =
                    server.said().replaceAll("(?s).*ports (.*) end.*", "$1").split(" ", -1);
            peer.agrees(endpoint, "grpc", "127.0.0.1:" + ports[0], 1);
            peer.agrees(endpoint, "grpc_up", "127.0.0.1:" + ports[0], 1);
            peer.agrees(endpoint, "grpc_down", "127.0.0.1:" + ports[0], 0);
            peer.agrees(endpoint, "grpc_up", "127.0.0.1:" + ports[2], 0);
            peer.agrees(endpoint, "grpc_tls", "127.0.0.1:" + ports[1], 0);
            peer.agrees(endpoint, "grpc", "127.0.0.1:" + TestPeer.freePort(), 0);
        }
    }

    /// All of it is honoured.
    @Test
    void servesTheExampleThatComesWithIt() throws Exception {
        assumeTrue(Files.exists(EXAMPLE), "no example configuration");
        assertEquals(Map.of(), ModuleFile.read(EXAMPLE).problems());
        var identity = SelfSigned.of(
                new SelfSigned.Names(List.of("localhost"), List.of(LOOPBACK)),
                InstantSource.system().instant(),
                Duration.ofDays(1));
        var pem = TestTrust.write(directory, identity);
        peer.close();
        peer = TestExporter.start(
                directory, EXAMPLE, Map.of("SSL_CERT_FILE", pem.certificate().toString(), "SSL_CERT_DIR", "/nowhere"));
        var https = Optional.of(new Responder.HttpsAt(0, new CertificateAt.Own(pem.certificate(), pem.key())));
        var at = new Responder.At(
                LOOPBACK,
                0,
                OptionalInt.of(0),
                OptionalInt.empty(),
                OptionalInt.empty(),
                https,
                List.of(),
                Optional.empty());
        String closed = "127.0.0.1:" + TestPeer.freePort();
        try (var _ = TestTrust.inThisJvm(directory, identity);
                var responder = Responder.start(
                        at, InstantSource.system(), System::nanoTime, new ThroughputLoad(System::nanoTime));
                var ssh = TalkingServer.plain(LOOPBACK, "> SSH-2.0-Test", "< SSH-2.0-blackbox-ssh-check");
                var irc = TalkingServer.plain(
                        LOOPBACK,
                        "< NICK prober",
                        "< USER prober prober prober :prober",
                        "> :here NOTICE * :hello",
                        "> PING :4711",
                        "< PONG 4711",
                        "> :here 001 prober :welcome");
                var silent = TalkingServer.plain(LOOPBACK, "> nothing of that");
                var pop = TalkingServer.overTls(LOOPBACK, identity.server(), "> OK ready");
                var otherPop = TalkingServer.overTls(LOOPBACK, identity.server(), "> +OK ready");
                var endpoint = TestEndpoint.start(Optional.of(EXAMPLE), 100)) {
            String page = "http://127.0.0.1:" + web.getAddress().getPort();
            peer.agrees(endpoint, "http_2xx", page + "/200", 1);
            peer.agrees(endpoint, "http_post_2xx", page + "/post/200", 1);
            peer.agrees(endpoint, "http_post_2xx", page + "/post/302", 0); // it becomes a GET
            peer.agrees(endpoint, "http_2xx", page + "/post/200", 0);
            peer.agrees(endpoint, "tcp_connect", silent.address(), 1);
            peer.agrees(endpoint, "tcp_connect", closed, 0);
            peer.agrees(endpoint, "pop3s_banner", pop.address(), 1);
            peer.agrees(endpoint, "pop3s_banner", otherPop.address(), 0); // the plus is a part of its pattern
            peer.agrees(endpoint, "pop3s_banner", silent.address(), 0);
            peer.agrees(endpoint, "pop3s_banner", closed, 0);
            peer.agrees(endpoint, "http_2xx", responder.addresses().https() + "/health", 1);
            peer.agrees(endpoint, "http_2xx", responder.addresses().https() + "/status/503", 0);
            peer.agrees(endpoint, "http_post_2xx", responder.addresses().https() + "/", 1);
            peer.agrees(
                    endpoint,
                    "grpc",
                    String.valueOf(responder.addresses().https()).replace("https://", ""),
                    1);
            peer.agrees(endpoint, "grpc_plain", closed, 0);
            peer.agrees(endpoint, "ssh_banner", ssh.address(), 1);
            peer.agrees(endpoint, "ssh_banner", silent.address(), 0);
            peer.agrees(endpoint, "irc_banner", irc.address(), 1);
            peer.agrees(endpoint, "irc_banner", silent.address(), 0);
            peer.agrees(endpoint, "icmp", "127.0.0.1", 1);
            peer.agrees(endpoint, "icmp_ttl5", "127.0.0.1", 1);
        }
    }
}
