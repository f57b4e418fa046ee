package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waddleperf.probe.responder.CertificateAt;
import io.waddleperf.probe.responder.Responder;
import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.probe.tls.SelfSigned;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the keys of `http` and `tls_config` mean, there and here, of the same servers on loopback.
class BlackboxKeysIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Path EXAMPLES = Path.of("/usr/share/doc/prometheus-blackbox-exporter/examples/example.yml");
    private static final Set<String> NOT_HERE =
            Set.of("proxy_url", "skip_resolve_phase_with_proxy", "source_ip_address");

    private static final String MODULES = """
            modules:
              plain: {prober: http, timeout: 5s}
              vhost: {prober: http, timeout: 5s, http: {headers: {Host: vhost.example.com}}}
              no_cookie: {prober: http, timeout: 5s, http: {fail_if_header_matches: [{header: set-cookie, regexp: '.*', allow_missing: true}]}}
              other_cookie: {prober: http, timeout: 5s, http: {fail_if_header_matches: [{header: Set-Cookie, regexp: '^b='}]}}
              new_cookie: {prober: http, timeout: 5s, http: {fail_if_header_matches: [{header: Set-Cookie, regexp: '^c='}]}}
              any_cookie: {prober: http, timeout: 5s, http: {fail_if_header_not_matches: [{header: Set-Cookie, regexp: '^b='}]}}
              if_cookie: {prober: http, timeout: 5s, http: {fail_if_header_not_matches: [{header: Set-Cookie, regexp: '^c=', allow_missing: true}]}}
              both: {prober: http, timeout: 5s, http: {fail_if_header_not_matches: [{header: Set-Cookie, regexp: '^b='}], fail_if_body_matches_regexp: [hello]}}
              gone: {prober: http, timeout: 5s, http: {valid_status_codes: [404], fail_if_header_matches: [{header: Set-Cookie, regexp: '.'}]}}
              basic: {prober: http, timeout: 5s, http: {basic_auth: {username: me, password: 'grün: 1'}}}
              basic_file: {prober: http, timeout: 5s, http: {basic_auth: {username: me, password_file: DIR/password}}}
              basic_absent: {prober: http, timeout: 5s, http: {basic_auth: {username: me, password_file: DIR/absent}}}
              bearer: {prober: http, timeout: 5s, http: {bearer_token: abc}}
              bearer_file: {prober: http, timeout: 5s, http: {bearer_token_file: DIR/token}}
              own_header: {prober: http, timeout: 5s, http: {headers: {Authorization: Bearer abc}, basic_auth: {username: a, password: b}}}
              zipped: {prober: http, timeout: 5s, http: {compression: gzip, fail_if_body_not_matches_regexp: ['^hel+o$']}}
              zipped_stays: {prober: http, timeout: 5s, http: {compression: gzip, valid_status_codes: [302], no_follow_redirects: true}}
              asks_zipped: {prober: http, timeout: 5s, http: {compression: gzip, headers: {Accept-Encoding: gzip}}}
              zipped_small: {prober: http, timeout: 5s, http: {compression: gzip, body_size_limit: 4B}}
              own_ca: {prober: http, timeout: 5s, http: {tls_config: {ca_file: DIR/own.crt}}}
              absent_ca: {prober: http, timeout: 5s, http: {tls_config: {ca_file: DIR/absent.crt}}}
              vhost_ca: {prober: http, timeout: 5s, http: {headers: {host: vhost.example.com}, tls_config: {ca_file: DIR/own.crt}}}
              named_ca: {prober: http, timeout: 5s, http: {tls_config: {ca_file: DIR/own.crt, server_name: vhost.example.com}}}
              tcp_ca: {prober: tcp, timeout: 5s, tcp: {tls: true, tls_config: {ca_file: DIR/own.crt, server_name: vhost.example.com}}}
              tcp_own_ca: {prober: tcp, timeout: 5s, tcp: {tls: true, tls_config: {ca_file: DIR/own.crt}}}
              tcp_trust: {prober: tcp, timeout: 5s, tcp: {tls: true, tls_config: {server_name: vhost.example.com}}}
              tcp_absent: {prober: tcp, timeout: 5s, tcp: {tls: true, tls_config: {ca_file: DIR/absent.crt}}}
            """;

    @TempDir
    private Path directory;

    private HttpServer web;
    private String page = "";
    private TestExporter peer;
    private TestEndpoint endpoint;
    private SelfSigned identity;
    private TestTrust.Pem pem;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(TestExporter.installed(), "no prometheus-blackbox-exporter");
        web = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        web.createContext("/", this::answer);
        web.start();
        page = "http://127.0.0.1:" + web.getAddress().getPort();
        identity = SelfSigned.of(
                new SelfSigned.Names(List.of("vhost.example.com"), List.of()),
                InstantSource.system().instant(),
                Duration.ofDays(1));
        pem = TestTrust.write(directory, identity);
        Files.writeString(directory.resolve("password"), "grün: 1\n");
        Files.writeString(directory.resolve("token"), " abc\n");
        var file = Files.writeString(directory.resolve("modules.yml"), MODULES.replace("DIR", directory.toString()));
        peer = TestExporter.start(directory, file, Map.of());
        endpoint = TestEndpoint.start(Optional.of(file), 100);
    }

    @AfterEach
    void stop() {
        if (web != null) {
            endpoint.close();
            peer.close();
            web.stop(0);
        }
    }

    /// What the path says: a status where the request is not as it must be, else 200 and a body.
    private void answer(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestHeaders();
        var told = exchange.getResponseHeaders();
        String path = exchange.getRequestURI().getPath();
        byte[] body = "hello".getBytes(StandardCharsets.US_ASCII);
        int status = 200;
        switch (path) {
            case "/cookies" -> told.put("Set-Cookie", List.of("a=1", "b=2"));
            case "/modified" -> told.set("Last-Modified", "Tue, 15 Nov 1994 08:12:31 GMT");
            case "/modified/some-day" -> told.set("Last-Modified", "some day");
            case "/vhost" -> status = "vhost.example.com".equals(asked.getFirst("Host")) ? 200 : 421;
            case "/zipped/path", "/vhost/path", "/basic/path" -> {
                told.set("Location", path.replace("/path", ""));
                status = 302;
            }
            case "/vhost/url", "/basic/url" -> {
                told.set("Location", page + path.replace("/url", ""));
                status = 302;
            }
            case "/basic" -> status = authorized(asked.getFirst("Authorization"), basic()) ? 200 : 401;
            case "/bearer" -> status = authorized(asked.getFirst("Authorization"), "Bearer abc") ? 200 : 401;
            case "/zipped" -> body = zipped(body);
            case "/if-asked" -> {
                String coding = asked.getFirst("Accept-Encoding");
                body = "gzip".equals(coding) ? zipped(body) : body;
                status = "identity".equals(coding) ? 406 : 200;
            }
            case "/cut" -> body = java.util.Arrays.copyOf(zipped(body), 15);
            default -> status = path.equals("/gone") ? 404 : 200;
        }
        exchange.sendResponseHeaders(status, path.equals("/chunked") ? 0 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static boolean authorized(String shown, String expected) {
        return expected.equals(shown);
    }

    private static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString("me:grün: 1".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zipped(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    @Test
    void judgesHeadersAlike() throws Exception {
        agrees("no_cookie", "/", 1);
        agrees("no_cookie", "/cookies", 0);
        agrees("other_cookie", "/cookies", 0);
        agrees("other_cookie", "/", 0);
        agrees("new_cookie", "/cookies", 1);
        agrees("any_cookie", "/cookies", 1);
        agrees("any_cookie", "/", 0);
        agrees("if_cookie", "/cookies", 0);
        agrees("if_cookie", "/", 1);
        agrees("both", "/cookies", 0);
        agrees("both", "/", 0);
        agrees("no_cookie", "/gone", 0);
        agrees("gone", "/gone", 0);
        agrees("plain", "/modified", 1);
        agrees("plain", "/modified/some-day", 1);
        agrees("plain", "/chunked", 1);
    }

    @Test
    void namesTheServerAlike() throws Exception {
        agrees("vhost", "/vhost", 1);
        agrees("plain", "/vhost", 0);
        agrees("vhost", "/vhost/path", 1); // a path stays with the server
        agrees("vhost", "/vhost/url", 0); // a URL names it anew
        agrees("plain&hostname=vhost.example.com", "/vhost", 1);
        agrees("plain&hostname=", "/vhost", 0);
        agrees("vhost&hostname=vhost.example.com", "/vhost", 1);
        for (String url : List.of(endpoint.server().url(), peer.url())) {
            var refused = peer.scraper().ask(url, "vhost", page + "/vhost", "&hostname=other.example.com");
            assertEquals(400, refused.statusCode(), refused.body());
        }
    }

    @Test
    void signsInAlike() throws Exception {
        agrees("plain", "/basic", 0);
        agrees("basic", "/basic", 1);
        agrees("basic_file", "/basic", 1);
        agrees("basic_absent", "/basic", 0);
        agrees("basic", "/basic/path", 1);
        agrees("basic", "/basic/url", 1);
        agrees("bearer", "/bearer", 1);
        agrees("bearer_file", "/bearer", 1);
        agrees("basic", "/bearer", 0);
        agrees("own_header", "/bearer", 1);
    }

    @Test
    void unpacksAlike() throws Exception {
        agrees("zipped", "/zipped", 1);
        agrees("zipped", "/", 0);
        agrees("zipped", "/zipped/path", 1); // what comes with a redirect need not be packed
        agrees("zipped_stays", "/zipped/path", 0);
        agrees("asks_zipped", "/cut", 0);
        agrees("asks_zipped", "/if-asked", 1);
        agrees("zipped", "/if-asked", 0);
        agrees("zipped_small", "/zipped", 0);
    }

    @Test
    void trustsTheSameAuthorities() throws Exception {
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
        try (var responder =
                Responder.start(at, InstantSource.system(), System::nanoTime, new ThroughputLoad(System::nanoTime))) {
            String url = responder.addresses().https() + "/health";
            String address = String.valueOf(responder.addresses().https()).replace("https://", "");
            peer.agrees(endpoint, "plain", url, 0);
            peer.agrees(endpoint, "own_ca", url, 0); // another name
            peer.agrees(endpoint, "vhost_ca", url, 1);
            peer.agrees(endpoint, "named_ca", url, 1);
            peer.agrees(endpoint, "absent_ca", url, 0);
            peer.agrees(endpoint, "tcp_ca", address, 1);
            peer.agrees(endpoint, "tcp_trust", address, 0);
            peer.agrees(endpoint, "own_ca&hostname=vhost.example.com", url, 1);
            peer.agrees(endpoint, "tcp_own_ca&hostname=vhost.example.com", address, 0); // of http only
            peer.agrees(endpoint, "tcp_absent", address, 0);
        }
    }

    /// What it comes with as an example of nearly all keys: all but a proxy and another source address.
    @Test
    void readsTheExamplesThatComeWithIt() throws Exception {
        assumeTrue(Files.exists(EXAMPLES), "no example configuration");
        var loaded = ModuleFile.read(EXAMPLES);
        assertTrue(loaded.modules().size() >= 14, loaded.modules().keySet().toString());
        loaded.problems()
                .forEach((module, problems) -> problems.forEach(problem -> assertTrue(
                        NOT_HERE.stream().anyMatch(key -> problem.endsWith("." + key + " is not supported")),
                        module + ": " + problem)));
        assertEquals(2, loaded.problems().size(), loaded.problems().toString());
    }

    private void agrees(String module, String path, double success) throws IOException, InterruptedException {
        peer.agrees(endpoint, module, page + path, success);
    }
}
