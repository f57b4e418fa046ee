package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.probe.blackbox.ScrapeModule.Ip;
import io.waddleperf.probe.blackbox.ScrapeModule.Work;
import io.waddleperf.probe.http.Sending;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleFileTest {
    @Test
    void readsWhatMeansTheSameHere() {
        var loaded = ModuleFile.parse("""
                modules:
                  http_2xx: {prober: http}
                  page:
                    prober: http
                    timeout: 1m500ms
                    http:
                      method: GET
                      valid_status_codes: [200, 204]
                      valid_http_versions: ["HTTP/1.1"]
                      fail_if_not_ssl: true
                      body_size_limit: 10KB
                      enable_http2: false
                      follow_redirects: false
                      preferred_ip_protocol: ip4
                      ip_protocol_fallback: false
                      tls_config: {insecure_skip_verify: false}
                  tcp: {prober: tcp, tcp: }
                  tls: {prober: tcp, tcp: {tls: true, tls_config: {server_name: www.example.net}}}
                  icmp: {prober: icmp, icmp: {payload_size: 64}}
                  dns: {prober: dns, dns: {query_name: example.net, query_type: SOA, dns_over_tls: true, transport_protocol: tcp}}
                """);
        assertEquals(Map.of(), loaded.problems());
        var only4 = new Ip(Family.IPV4, false);
        var page = new Work.Http(
                List.of(200, 204),
                List.of("HTTP/1.1"),
                false,
                false,
                true,
                10_240,
                0,
                Work.Http.Wanted.NOTHING,
                Work.Http.Asking.GET);
        assertEquals(
                new ScrapeModule("page", "http", 60_500_000, only4, page),
                loaded.modules().get("page"));
        assertEquals(
                new ScrapeModule("http_2xx", "http", 0, Ip.DEFAULT, Work.Http.DEFAULT),
                loaded.modules().get("http_2xx"));
        assertEquals(new Work.Tcp(), work(loaded, "tcp"));
        assertEquals(new Work.Talk(List.of(), true, "www.example.net"), work(loaded, "tls"));
        assertEquals(new Work.Icmp(64, 0), work(loaded, "icmp"));
        assertEquals(new Work.Dns("example.net", "SOA", List.of("NOERROR"), "tls", ""), work(loaded, "dns"));
    }

    @Test
    void readsWhatMustMatch() {
        var loaded = ModuleFile.parse("""
                modules:
                  page:
                    prober: http
                    http:
                      valid_status_codes: [200, 404]
                      no_follow_redirects: false
                      fail_if_body_matches_regexp: ["(?i)error", "down$"]
                      fail_if_body_not_matches_regexp: [welcome]
                      fail_if_header_matches: [{header: Set-Cookie, regexp: ".*", allow_missing: true}]
                      fail_if_header_not_matches: [{header: Server, regexp: "^nginx", allow_missing: false}]
                      tls_config: {min_version: TLS12}
                  still: {prober: http, http: {no_follow_redirects: true}}
                  grpc: {prober: grpc, grpc: {service: up.Service, tls: true, tls_config: {server_name: a.example}}}
                  plain: {prober: grpc}
                """);
        assertEquals(Map.of(), loaded.problems());
        var expected = new HttpExpectation(
                List.of("200", "404"), null, null, "welcome", "(?:(?i)error)|(?:down$)", null, null, null);
        var server = new HeaderRule("server", "^nginx", HeaderRule.Must.MATCH, HeaderRule.IfMissing.WRONG);
        var cookie = new HeaderRule("set-cookie", ".*", HeaderRule.Must.NOT_MATCH, HeaderRule.IfMissing.FINE);
        var wanted = new Work.Http.Wanted(expected, List.of(cookie, server));
        assertEquals(
                new Work.Http(List.of(200, 404), List.of(), true, false, false, 0, 10, wanted, Work.Http.Asking.GET),
                work(loaded, "page"));
        assertEquals(
                new Work.Http(
                        List.of(), List.of(), true, false, false, 0, 0, Work.Http.Wanted.NOTHING, Work.Http.Asking.GET),
                work(loaded, "still"));
        assertEquals(new Work.Grpc("up.Service", true, "a.example"), work(loaded, "grpc"));
        assertEquals(new Work.Grpc("", false, ""), work(loaded, "plain"));
    }

    @Test
    void readsWhatIsSaidAndHeard() {
        var loaded = ModuleFile.parse("""
                modules:
                  post: {prober: http, http: {method: POST, body: '{}', headers: {Content-Type: application/json}}}
                  mail:
                    prober: tcp
                    tcp:
                      query_response: [{expect: "^220"}, {send: "STARTTLS\\r", starttls: true}]
                      tls_config: {server_name: a.example}
                  near: {prober: icmp, icmp: {ttl: 5}}
                """);
        assertEquals(Map.of(), loaded.problems());
        var json = new Sending("POST", List.of(Sending.field("content-type", "application/json")), "{}");
        assertEquals(Work.Http.Asking.of(json), ((Work.Http) work(loaded, "post")).asking());
        var steps = List.of(new Work.Step("^220", "", false), new Work.Step("", "STARTTLS\r", true));
        assertEquals(new Work.Talk(steps, false, "a.example"), work(loaded, "mail"));
        assertEquals(new Work.Icmp(28, 5), work(loaded, "near"));
    }

    @Test
    void readsWhomItAsksAndHowItSignsIn() {
        var loaded = ModuleFile.parse("""
                modules:
                  page:
                    prober: http
                    http:
                      headers: {HOST: vhost.example.com, Accept-Encoding: gzip, A: b}
                      compression: gzip
                      basic_auth: {username: me, password: secret}
                      tls_config: {ca_file: /etc/ca.crt, server_name: a.example}
                  file: {prober: http, http: {basic_auth: {username: me, password_file: /etc/password}}}
                  token: {prober: http, http: {bearer_token: secret}}
                  tls: {prober: tcp, tcp: {tls: true, tls_config: {ca_file: /etc/ca.crt}}}
                """);
        assertEquals(Map.of(), loaded.problems());
        var fields = List.of(Sending.field("accept-encoding", "gzip"), Sending.field("a", "b"));
        var authorities = new Authorities(Optional.of(Path.of("/etc/ca.crt")));
        assertEquals(
                new Work.Http.Asking(
                        new Sending("GET", fields, "", "vhost.example.com", "a.example", Sending.Coding.GZIP),
                        new Login.Basic("me", new Login.Secret.Given("secret")),
                        authorities),
                ((Work.Http) work(loaded, "page")).asking());
        assertEquals(
                new Login.Basic("me", new Login.Secret.InFile(Path.of("/etc/password"))),
                ((Work.Http) work(loaded, "file")).asking().login());
        assertEquals(
                new Login.Bearer(new Login.Secret.Given("secret")),
                ((Work.Http) work(loaded, "token")).asking().login());
        assertEquals(new Work.Talk(List.of(), true, "", authorities), work(loaded, "tls"));
        assertFalse(loaded.toString().contains("secret"), "no log shows it");
    }

    @Test
    void readsWhatRecordsMustBe() {
        var loaded = ModuleFile.parse("""
                modules:
                  dns:
                    prober: dns
                    dns:
                      query_name: example.net
                      query_type: A
                      validate_answer_rrs:
                        fail_if_matches_regexp: [a]
                        fail_if_all_match_regexp: [b]
                        fail_if_not_matches_regexp: ["c\\td"]
                        fail_if_none_matches_regexp: [e, f]
                      validate_additional_rrs: {fail_if_matches_regexp: [g]}
                """);
        assertEquals(Map.of(), loaded.problems());
        var rules = new RecordRules.Sections(
                new RecordRules(List.of("a"), List.of("b"), List.of("c\td"), List.of("e", "f")),
                RecordRules.NONE,
                new RecordRules(List.of("g"), List.of(), List.of(), List.of()));
        assertEquals(new Work.Dns("example.net", "A", List.of("NOERROR"), "udp", "", rules), work(loaded, "dns"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {prober: unix}                                          | prober must be http, tcp, icmp, dns or grpc here, not unix
            {prober: grpc, grpc: {tls: often}}                      | grpc.tls must be true or false
            {prober: grpc, grpc: {service: "a b"}}                  | grpc.service and server_name cannot be used: service
            {prober: http, http: {method: HEAD}}                    | http.method, headers and body cannot be used: method must be one of
            {prober: http, http: {headers: {Connection: a}}}        | http.method, headers and body cannot be used: header must not be one of the connection's, not connection
            {prober: http, http: {headers: {Host: "a b"}}}          | http.method, headers and body cannot be used: host must be the name of a server
            {prober: http, http: {headers: {Accept-Encoding: gzip}}} | header must not be one of the connection's, not accept-encoding
            {prober: http, http: {compression: gzip, headers: {Accept-Encoding: br}}} | header must not be one of the connection's, not accept-encoding
            {prober: http, http: {compression: br}}                 | http.compression br is not supported, only gzip and identity
            {prober: http, http: {proxy_url: "http://a"}}           | http.proxy_url is not supported
            {prober: http, http: {headers: {A: "é"}}}               | http.method, headers and body cannot be used: header must be a name and a value in ASCII
            {prober: http, http: {basic_auth: {user: a}}}           | http.basic_auth.user is not supported
            {prober: http, http: {basic_auth: {password: a, password_file: b}}} | http.basic_auth.password must not stand beside password_file
            {prober: http, http: {basic_auth: {username: a}, bearer_token: b}}  | http.basic_auth must not stand beside a bearer_token
            {prober: http, http: {oauth2: {client_id: a}}}          | http.oauth2 is not supported
            {prober: http, http: {follow_redirects: far}}           | http.follow_redirects must be true or false
            {prober: http, http: {fail_if_body_not_matches_regexp: [a, b]}} | http.fail_if_body_not_matches_regexp must hold one pattern here, not 2
            {prober: http, http: {fail_if_body_matches_regexp: ["("]}} | http.fail_if_body_matches_regexp cannot be used: the pattern must be a regular expression of RE2
            {prober: http, http: {fail_if_body_matches_regexp: a}}  | http.fail_if_body_matches_regexp must be a list
            {prober: http, http: {fail_if_header_matches: [{header: A, regexp: b, colour: c}]}} | http.fail_if_header_matches.colour is not supported
            {prober: http, http: {fail_if_header_matches: [{header: A}]}}       | http.fail_if_header_matches cannot be used: regexp must be a pattern of 1 to 200
            {prober: http, http: {fail_if_header_not_matches: [{header: A, regexp: "("}]}} | cannot be used: regexp must be a regular expression of RE2
            {prober: http, http: {fail_if_header_not_matches: [{header: "A B", regexp: b}]}} | http.fail_if_header_not_matches cannot be used: name must be the name of a header
            {prober: http, http: {tls_config: {min_version: TLS13}}} | http.tls_config.min_version TLS13 is not supported, only TLS12
            {prober: http, http: {tls_config: {cert_file: /a}}}     | http.tls_config.cert_file is not supported
            {prober: grpc, grpc: {tls: true, tls_config: {ca_file: /a}}} | grpc.tls_config.ca_file is not supported
            {prober: dns, dns: {query_name: a, query_type: A, tls_config: {ca_file: /a}}} | dns.tls_config.ca_file is not supported
            {prober: http, http: {tls_config: {insecure_skip_verify: true}}} | http.tls_config.insecure_skip_verify true is not supported
            {prober: http, http: {valid_status_codes: [2000]}}      | http.valid_status_codes must be numbers of 100 to 599, not 2000
            {prober: http, http: {fail_if_ssl: often}}              | http.fail_if_ssl must be true or false
            {prober: http, http: [1]}                               | http must be a map
            {prober: tcp, tcp: {query_response: [{expect: "("}]}}   | tcp.query_response cannot be used: it must be a regular expression of RE2
            {prober: tcp, tcp: {query_response: [{wait: 1s}]}}      | tcp.query_response.wait is not supported
            {prober: tcp, timeout: soon}                            | timeout must be a time such as 5s or 500ms, not soon
            {prober: tcp, colour: red}                              | colour is not supported
            {prober: icmp, icmp: {ttl: 256}}                        | icmp.ttl must be 0 to 255, not 256
            {prober: icmp, icmp: {source_ip_address: 127.0.0.1}}    | icmp.source_ip_address is not supported
            {prober: icmp, icmp: {payload_size: 1}}                 | icmp.payload_size must be 16 to 8972, not 1
            {prober: icmp, icmp: {preferred_ip_protocol: ip5}}      | icmp.preferred_ip_protocol must be ip4 or ip6, not ip5
            {prober: dns}                                           | dns.query_name and query_type cannot be used: name must be
            {prober: dns, dns: {query_name: a, query_class: CH}}    | dns.query_class CH is not supported, only IN
            {prober: dns, dns: {query_name: a, validate_answer_rrs: {fail_if_matches_regexp: ["("]}}} | dns.validate_answer_rrs.fail_if_matches_regexp cannot be used: the pattern
            {prober: dns, dns: {query_name: a, validate_answer_rrs: {fail: [a]}}} | dns.validate_answer_rrs.fail is not supported
            7                                                       | must be a map
            """)
    void namesTheKeyThatCannotBeHonoured(String module, String problem) {
        var loaded = ModuleFile.parse("modules: {a: " + module + ", fine: {prober: icmp}}");
        assertEquals(java.util.Set.of("fine"), loaded.modules().keySet());
        var problems = String.join("; ", loaded.problems().getOrDefault("a", List.of()));
        assertTrue(problems.contains(problem), problems);
    }

    @Test
    void takesNoMorePatternsThanCanBeLookedFor() {
        var rules = "{header: a, regexp: b}" + ", {header: a, regexp: b}".repeat(20);
        var loaded = ModuleFile.parse("""
                modules:
                  body: {prober: http, http: {fail_if_body_matches_regexp: [a%s]}}
                  head: {prober: http, http: {fail_if_header_matches: [%s]}}
                """.formatted(", a".repeat(20), rules));
        assertEquals(
                Map.of(
                        "body",
                        List.of("http.fail_if_body_matches_regexp must be at most 20 here, not 21"),
                        "head",
                        List.of("http.fail_if_header_matches and fail_if_header_not_matches must be at most 20 here,"
                                + " not 21")),
                loaded.problems());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            modules: [                     | flow
            modules: 7                     | must hold the key modules with a map
            modul: {}                      | must hold the key modules with a map
            {modules: {}, more: 1}         | must hold the key modules with a map
            'modules: {a: {}, a: {}}'      | duplicate key
            modules: !!java.util.Date 2020 | tag
            """)
    void saysWhyAFileIsNone(String yaml, String complaint) {
        var e = assertThrows(RuntimeException.class, () -> ModuleFile.parse(yaml));
        assertTrue(String.valueOf(e.getMessage()).contains(complaint), e.getMessage());
    }

    private static Work work(ModuleFile.Loaded loaded, String name) {
        return java.util.Objects.requireNonNull(loaded.modules().get(name)).work();
    }
}
