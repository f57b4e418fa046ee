package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.HttpExpectation.HeaderExpectation;
import io.waddleperf.contracts.TextPattern;
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

    private final Keys keys;

    HttpKeys(Keys keys) {
        this.keys = keys;
    }

    ScrapeModule.Work.Http work() {
        keys.only("compression", "identity");
        keys.tls(false);
        var statuses = statuses();
        return new ScrapeModule.Work.Http(
                statuses,
                keys.texts("valid_http_versions"),
                keys.flag("enable_http2", true),
                keys.flag("fail_if_ssl", false),
                keys.flag("fail_if_not_ssl", false),
                keys.size("body_size_limit"),
                redirects(),
                expected(statuses),
                sending());
    }

    private Sending sending() {
        var fields = new ArrayList<HeaderField>();
        keys.inner("headers").rest().forEach((name, value) -> fields.add(Sending.field(name, value)));
        String method = keys.text("method", "GET");
        try {
            return new Sending(method.isEmpty() ? "GET" : method, fields, keys.text("body", ""));
        } catch (IllegalArgumentException e) {
            keys.problem("method, headers and body", "cannot be used: " + e.getMessage());
            return Sending.GET;
        }
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
        var headers = headers();
        var wanted = patterns("fail_if_body_not_matches_regexp");
        var unwanted = patterns("fail_if_body_matches_regexp");
        if (wanted.size() > 1) {
            keys.problem("fail_if_body_not_matches_regexp", "must hold one pattern here, not " + wanted.size());
        }
        if (headers.isEmpty() && wanted.isEmpty() && unwanted.isEmpty()) {
            return null;
        }
        try {
            return new HttpExpectation(
                    statuses.isEmpty()
                            ? List.of("2xx")
                            : statuses.stream().map(String::valueOf).toList(),
                    headers,
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

    /// Each is fine by itself.
    private List<String> patterns(String key) {
        var patterns = keys.texts(key);
        for (String pattern : patterns) {
            fit(key, pattern);
        }
        return patterns;
    }

    private void fit(String key, String pattern) {
        try {
            var _ = TextPattern.compile("the pattern", pattern);
        } catch (IllegalArgumentException e) {
            keys.problem(key, "cannot be used: " + e.getMessage());
        }
    }

    private static @Nullable String anyOf(List<String> patterns) {
        return switch (patterns.size()) {
            case 0 -> null;
            case 1 -> patterns.getFirst();
            default -> patterns.stream().map(one -> "(?:" + one + ')').collect(Collectors.joining("|"));
        };
    }

    /// Of which one value at least must match.
    private List<HeaderExpectation> headers() {
        String key = "fail_if_header_not_matches";
        var headers = new ArrayList<HeaderExpectation>();
        for (var header : keys.maps(key)) {
            header.only("allow_missing", false);
            String name = header.text("header", "");
            String pattern = header.text("regexp", "");
            header.end();
            try {
                headers.add(new HeaderExpectation(name, null, pattern));
            } catch (IllegalArgumentException e) {
                keys.problem(key, "cannot be used: " + e.getMessage());
            }
        }
        return headers;
    }
}
