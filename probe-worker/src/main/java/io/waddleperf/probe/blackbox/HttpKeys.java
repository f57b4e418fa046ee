package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.probe.http.Sending;
import io.waddleperf.probe.http2.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys of an `http` module.
final class HttpKeys {
    /// As many as blackbox_exporter follows.
    private static final int MOST_REDIRECTS = 10;

    private static final int MOST_RULES = 20;

    private final Keys keys;

    HttpKeys(Keys keys) {
        this.keys = keys;
    }

    ScrapeModule.Work.Http work() {
        var security = keys.tls();
        var statuses = statuses();
        return new ScrapeModule.Work.Http(
                statuses,
                keys.texts("valid_http_versions"),
                keys.flag("enable_http2", true),
                keys.flag("fail_if_ssl", false),
                keys.flag("fail_if_not_ssl", false),
                keys.size("body_size_limit"),
                redirects(),
                new ScrapeModule.Work.Http.Wanted(expected(statuses), headers()),
                new ScrapeModule.Work.Http.Asking(
                        sending(security.serverName()), new LoginKeys(keys).login(), security.authorities()));
    }

    /// The header `Host` is the server's name for its certificate, too, unless another is given.
    private Sending sending(String serverName) {
        var fields = new ArrayList<HeaderField>();
        @Nullable String host = null;
        for (var header : keys.inner("headers").rest().entrySet()) {
            var field = Sending.field(header.getKey(), header.getValue());
            if (field.name().equals("host")) {
                host = field.value();
            } else {
                fields.add(field);
            }
        }
        String method = keys.text("method", "GET");
        var coding = coding();
        try {
            return new Sending(
                    method.isEmpty() ? "GET" : method,
                    fields,
                    keys.text("body", ""),
                    host,
                    serverName.isEmpty() ? null : serverName,
                    coding);
        } catch (IllegalArgumentException e) {
            keys.problem("method, headers and body", "cannot be used: " + e.getMessage());
            return Sending.GET;
        }
    }

    private Sending.Coding coding() {
        String compression = keys.text("compression", "identity");
        return switch (compression) {
            case "identity", "" -> Sending.Coding.IDENTITY;
            case "gzip" -> Sending.Coding.GZIP;
            default -> {
                keys.problem("compression", compression + " is not supported, only gzip and identity");
                yield Sending.Coding.IDENTITY;
            }
        };
    }

    /// The older key is the opposite of the newer, and the stronger one there, too.
    private int redirects() {
        boolean follow = keys.flag("follow_redirects", true);
        return keys.flag("no_follow_redirects", !follow) ? 0 : MOST_REDIRECTS;
    }

    private List<Integer> statuses() {
        var statuses = new ArrayList<Integer>();
        for (String status : keys.texts("valid_status_codes")) {
            if (status.matches("[1-5]\\d\\d")) {
                statuses.add(Integer.valueOf(status));
            } else {
                keys.problem("valid_status_codes", "must be numbers of 100 to 599, not " + status);
            }
        }
        return statuses;
    }

    /// What is looked for in the response; null: nothing.
    ///
    /// @param statuses of a response that is looked at, as there
    private @Nullable HttpExpectation expected(List<Integer> statuses) {
        var wanted = keys.patterns("fail_if_body_not_matches_regexp");
        var unwanted = keys.patterns("fail_if_body_matches_regexp");
        if (wanted.size() > 1) {
            keys.problem("fail_if_body_not_matches_regexp", "must hold one pattern here, not " + wanted.size());
        }
        if (wanted.isEmpty() && unwanted.isEmpty()) {
            return null;
        }
        try {
            return new HttpExpectation(
                    statuses.isEmpty()
                            ? List.of("2xx")
                            : statuses.stream().map(String::valueOf).toList(),
                    null,
                    null,
                    wanted.isEmpty() ? null : wanted.getFirst(),
                    anyOf(unwanted),
                    null,
                    null,
                    null);
        } catch (IllegalArgumentException e) {
            keys.problem("what must match", "cannot be used: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable String anyOf(List<String> patterns) {
        return switch (patterns.size()) {
            case 0 -> null;
            case 1 -> patterns.getFirst();
            default -> patterns.stream().map(one -> "(?:" + one + ')').collect(Collectors.joining("|"));
        };
    }

    private List<HeaderRule> headers() {
        var rules = new ArrayList<HeaderRule>();
        rules.addAll(headers("fail_if_header_matches", HeaderRule.Must.NOT_MATCH));
        rules.addAll(headers("fail_if_header_not_matches", HeaderRule.Must.MATCH));
        if (rules.size() > MOST_RULES) {
            keys.problem(
                    "fail_if_header_matches and fail_if_header_not_matches",
                    "must be at most " + MOST_RULES + " here, not " + rules.size());
        }
        return rules;
    }

    private List<HeaderRule> headers(String key, HeaderRule.Must must) {
        var rules = new ArrayList<HeaderRule>();
        for (var header : keys.maps(key)) {
            var missing = header.flag("allow_missing", false) ? HeaderRule.IfMissing.FINE : HeaderRule.IfMissing.WRONG;
            String name = header.text("header", "");
            String pattern = header.text("regexp", "");
            header.end();
            try {
                rules.add(new HeaderRule(name, pattern, must, missing));
            } catch (IllegalArgumentException e) {
                keys.problem(key, "cannot be used: " + e.getMessage());
            }
        }
        return rules;
    }
}
