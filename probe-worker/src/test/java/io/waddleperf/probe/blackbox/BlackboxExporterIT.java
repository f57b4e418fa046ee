package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.waddleperf.probe.dns.TestDnsServer;
import io.waddleperf.probe.http.TestPeer;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private static final Path PEER = Path.of("/usr/bin/prometheus-blackbox-exporter");
    private static final Path EXAMPLE = Path.of("/etc/prometheus/blackbox.yml");
    private static final Duration START = Duration.ofSeconds(20);

    /// What it counts and our results do not keep (docs/reference/blackbox.md).
    private static final Set<String> NOT_OURS = Set.of("probe_dns_authority_rrs", "probe_dns_additional_rrs");

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
    private Process peer;
    private String peerUrl = "";

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PEER), "no prometheus-blackbox-exporter");
        web = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        web.createContext("/", exchange -> {
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseHeaders().set("X-Colour", "red");
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", "/200");
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
        int port = closedPort();
        peerUrl = "http://127.0.0.1:" + port + "/probe";
        peer = new ProcessBuilder(PEER.toString(), "--config.file=" + file, "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("peer.log").toFile())
                .start();
        try (var scraper = new Scraper()) {
            Await.until(
                    "the peer answers",
                    START,
                    () -> scraper.ask(peerUrl, "nope", "a", "").statusCode() == 400);
        }
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (peer != null) {
            peer.destroyForcibly().waitFor();
            dns.close();
            web.stop(0);
        }
    }

    @Test
    void saysTheSameOfTheSameServersUnderTheSameNames() throws Exception {
        String page = "http://127.0.0.1:" + web.getAddress().getPort();
        String closed = "127.0.0.1:" + closedPort();
        String open = "127.0.0.1:" + web.getAddress().getPort();
        String server = "127.0.0.1:" + dns.port();
        try (var endpoint = TestEndpoint.start(Optional.of(directory.resolve("modules.yml")), 100);
                var scraper = new Scraper()) {
            var both = new Both(endpoint.server().url(), scraper);
            both.agree("http_2xx", page + "/200", 1);
            both.agree("http_2xx", page.substring("http://".length()) + "/200", 1);
            both.agree("http_2xx", page + "/503", 0);
            both.agree("http_2xx", "http://" + closed + "/", 0);
            both.agree("http_204", page + "/204", 1);
            both.agree("http_204", page + "/200", 0);
            both.agree("http_11", page + "/200", 1);
            both.agree("http_2", page + "/200", 0);
            both.agree("http_tls", page + "/200", 0);
            both.agree("http_small", page + "/200", 0);
            both.agree("http_2xx", page + "/302", 1);
            both.agree("http_still", page + "/302", 0);
            both.agree("http_302", page + "/302", 1);
            both.agree("http_302", page + "/200", 0);
            both.agree("http_says", page + "/200", 1);
            both.agree("http_says", page + "/204", 0);
            both.agree("http_never", page + "/200", 0);
            both.agree("http_never", page + "/503", 0);
            both.agree("http_head", page + "/200", 1);
            both.agree("http_404_says", page + "/404", 0);
            both.agree("http_404_says", page + "/200", 0);
            both.agree("tcp_connect", open, 1);
            both.agree("tcp_connect", closed, 0);
            both.agree("tls_connect", open, 0);
            both.agree("icmp", "127.0.0.1", 1);
            both.agree("dns", server, 1);
            both.agree("dns_absent", server, 0);
            both.agree("dns", closed, 0);
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
                var endpoint = TestEndpoint.start(Optional.of(directory.resolve("modules.yml")), 100);
                var scraper = new Scraper()) {
            String[] ports =
                    server.said().replaceAll("(?s).*ports (.*) end.*", "$1").split(" ", -1);
            var both = new Both(endpoint.server().url(), scraper);
            both.agree("grpc", "127.0.0.1:" + ports[0], 1);
            both.agree("grpc_up", "127.0.0.1:" + ports[0], 1);
            both.agree("grpc_down", "127.0.0.1:" + ports[0], 0);
            both.agree("grpc_up", "127.0.0.1:" + ports[2], 0);
            both.agree("grpc_tls", "127.0.0.1:" + ports[1], 0);
            both.agree("grpc", "127.0.0.1:" + closedPort(), 0);
        }
    }

    /// What of it cannot be honoured is named; the rest works.
    @Test
    void readsTheExampleThatComesWithIt() throws Exception {
        assumeTrue(Files.exists(EXAMPLE), "no example configuration");
        var loaded = ModuleFile.read(EXAMPLE);
        assertEquals(
                Set.of("http_2xx", "tcp_connect", "icmp", "grpc", "grpc_plain"),
                loaded.modules().keySet());
        assertEquals(
                List.of("http.method POST is not supported, only GET"),
                loaded.problems().get("http_post_2xx"));
        assertEquals(
                List.of("tcp.query_response is not supported"),
                loaded.problems().get("ssh_banner"));
    }

    private record Answered(Map<String, Double> ours, Map<String, Double> theirs) {}

    private final class Both {
        private final String url;
        private final Scraper scraper;

        Both(String url, Scraper scraper) {
            this.url = url;
            this.scraper = scraper;
        }

        void agree(String module, String target, double success) throws IOException, InterruptedException {
            var answered = new Answered(scraper.metrics(url, module, target), scraper.metrics(peerUrl, module, target));
            String what = module + " of " + target;
            var names = new TreeSet<>(answered.theirs().keySet());
            names.removeAll(NOT_OURS);
            assertEquals(names, answered.ours().keySet(), what);
            same("probe_success", answered, what);
            assertEquals(success, answered.ours().get("probe_success"), what);
            for (String name : names) {
                if (!name.contains("seconds") && !name.contains("length")) {
                    same(name, answered, what);
                }
            }
        }

        private static void same(String name, Answered answered, String what) {
            double theirs = Objects.requireNonNull(answered.theirs().get(name), name);
            assertEquals(theirs, answered.ours().get(name), what + ": " + name);
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
