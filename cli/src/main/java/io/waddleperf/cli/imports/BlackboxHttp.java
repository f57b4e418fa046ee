package io.waddleperf.cli.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// blackbox_exporter's prober http as an `http` check.
final class BlackboxHttp {
    /// What it follows by default.
    private static final int REDIRECTS = 10;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|KiB|MB|MiB)?");
    private static final Pattern LITERAL = Pattern.compile("[^\\\\.+*?()|\\[\\]{}^$]+");
    private static final Map<Set<String>, Object> VERSIONS = Map.of(
            Set.of("HTTP/1.1"), 1.1,
            Set.of("HTTP/2.0"), 2,
            Set.of("HTTP/2"), 2,
            Set.of("HTTP/3.0"), 3,
            Set.of("HTTP/3"), 3,
            Set.of("HTTP/1.1", "HTTP/2.0"), "auto",
            Set.of("HTTP/1.1", "HTTP/2"), "auto");

    private final Section http;
    private final Imported imported;
    private final Map<String, Object> spec = new LinkedHashMap<>();
    private final Map<String, Object> expect = new LinkedHashMap<>();

    private BlackboxHttp(Section http, Imported imported) {
        this.http = http;
        this.imported = imported;
    }

    static Map<String, Object> check(Section http, Imported imported) {
        return new BlackboxHttp(http, imported).check();
    }

    private Map<String, Object> check() {
        spec.put("test", "http");
        method();
        version();
        redirects();
        http.take("body_size_limit").ifPresent(limit -> spec.put("maxBodyBytes", bytes(limit)));
        status();
        headers();
        bodies();
        spec.put("expect", expect);
        http.unlessTrue("fail_if_ssl");
        http.unlessTrue("fail_if_not_ssl");
        BlackboxChecks.end(http, http.section("tls_config"), imported);
        return spec;
    }

    private void method() {
        http.take("method").ifPresent(method -> {
            String name = method.text("method");
            if (!name.equals("GET")) {
                imported.note(method.place(), http.name() + ".method " + name + ": GET is sent");
            }
        });
    }

    private void version() {
        boolean three = http.truth("enable_http3", false);
        boolean two = http.truth("enable_http2", true);
        http.take("valid_http_versions")
                .ifPresentOrElse(
                        versions -> {
                            var wanted = Set.copyOf(BlackboxChecks.texts(versions, "valid_http_versions"));
                            Object version = VERSIONS.get(wanted);
                            if (version == null) {
                                imported.note(
                                        versions.place(),
                                        http.name() + ".valid_http_versions: any version of these cannot be demanded");
                            } else {
                                spec.put("version", version);
                            }
                        },
                        () -> {
                            if (three || !two) {
                                spec.put("version", three ? 3 : 1.1);
                            }
                        });
    }

    private void redirects() {
        boolean never = http.truth("no_follow_redirects", false);
        if (http.truth("follow_redirects", true) && !never) {
            spec.put("redirects", REDIRECTS);
        }
    }

    private void status() {
        var codes = http.take("valid_status_codes")
                .map(list -> BlackboxChecks.texts(list, "valid_status_codes"))
                .filter(list -> !list.isEmpty())
                .orElse(List.of("2xx"));
        expect.put("status", codes.stream().map(BlackboxHttp::code).toList());
    }

    private static Object code(String code) {
        return code.matches("\\d{3}") ? Integer.valueOf(code) : code;
    }

    private void headers() {
        var wanted = new ArrayList<Object>();
        http.take("fail_if_header_not_matches")
                .ifPresent(list -> list.list("fail_if_header_not_matches").forEach(item -> header(item, wanted)));
        if (!wanted.isEmpty()) {
            expect.put("headers", wanted);
        }
    }

    private void header(Yml item, List<Object> wanted) {
        var header = new Section(http.name() + ".fail_if_header_not_matches", item.map("a header"));
        String name = header.text("header").orElseThrow(() -> item.place().wrong("`header` names none"));
        String pattern = header.text("regexp").orElseThrow(() -> item.place().wrong("there is no `regexp`"));
        if (header.truth("allow_missing", false)) {
            imported.note(item.place(), "a header " + name + " that may be missing; it must be there");
        }
        var expected = new LinkedHashMap<String, Object>(); // in this order
        expected.put("name", name);
        expected.put("matches", pattern);
        wanted.add(expected);
    }

    /// All patterns that must match and are plain texts are `bodyContains`; of others there is room for one.
    private void bodies() {
        http.take("fail_if_body_not_matches_regexp").ifPresent(list -> {
            var contains = new ArrayList<String>();
            for (var item : list.list("fail_if_body_not_matches_regexp")) {
                String pattern = item.text("a pattern");
                if (LITERAL.matcher(pattern).matches()) {
                    contains.add(pattern);
                } else if (expect.putIfAbsent("bodyMatches", pattern) != null) {
                    imported.note(item.place(), "a second pattern that the body must match: " + pattern);
                }
            }
            if (!contains.isEmpty()) {
                expect.put("bodyContains", contains);
            }
        });
        http.take("fail_if_body_matches_regexp").ifPresent(list -> {
            var patterns = BlackboxChecks.texts(list, "fail_if_body_matches_regexp");
            if (!patterns.isEmpty()) {
                expect.put("bodyMatchesNot", anyOf(patterns));
            }
        });
    }

    private static String anyOf(List<String> patterns) {
        return patterns.size() == 1
                ? patterns.getFirst()
                : patterns.stream().map(pattern -> "(?:" + pattern + ')').collect(Collectors.joining("|"));
    }

    private long bytes(Yml limit) {
        Matcher size = SIZE.matcher(limit.text("body_size_limit"));
        if (!size.matches()) {
            throw limit.place().wrong("body_size_limit must be a size such as 10MB, not " + limit.text("it"));
        }
        long unit = switch (size.group(2)) {
            case "KB" -> 1_000;
            case "KiB" -> 1 << 10;
            case "MB" -> 1_000_000;
            case "MiB" -> 1 << 20;
            case null, default -> 1;
        };
        return Long.parseLong(size.group(1)) * unit;
    }
}
