package io.waddleperf.cli.doctor;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.api.Answer;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.text.Fields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the API says: whether it is reached, what time it is there, what it lacks, and who asks.
final class ServerChecks {
    /// A header `Date` knows whole seconds, and the way takes its time, too.
    private static final Duration SAME = Duration.ofSeconds(2);

    private static final int NOT_FOUND = 404;

    private final Api api;
    private final InstantSource clock;

    ServerChecks(Api api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        try {
            var before = clock.instant();
            var health = api.ask("GET", "/q/health", Map.of(), null);
            findings.add(Finding.ok("reached", api.url().toString()));
            findings.add(clocks(before, health));
            findings.addAll(health(health));
            findings.add(rights());
        } catch (CommandFailure e) {
            var lines = String.valueOf(e.getMessage()).split("\n", 2);
            findings.add(Finding.fail("reached", lines[0], lines.length > 1 ? lines[1] : ""));
        }
        return findings;
    }

    private Finding clocks(Instant before, Answer answer) {
        var there = answer.header("Date").flatMap(ServerChecks::date);
        if (there.isEmpty()) {
            return Finding.warn("clock", "the server does not say what time it is", "compare the two clocks by hand");
        }
        var here = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        var apart = Duration.between(there.get().plusMillis(500), here);
        if (apart.abs().compareTo(SAME) <= 0) {
            return Finding.ok("clock", "within " + SAME.toSeconds() + " s of the server's");
        }
        return Finding.warn(
                "clock",
                "this machine is " + apart.abs().toSeconds() + " s " + (apart.isNegative() ? "behind" : "ahead of")
                        + " the server",
                "let both keep time by NTP: tokens, delays one way and the order of events go by their clocks");
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// A service that runs alone has only its own checks.
    private static List<Finding> health(Answer answer) {
        if (answer.status() == NOT_FOUND) {
            return List.of(Finding.fail(
                    "health", "nothing answers at /q/health", "look whether this is WaddlePerf's address"));
        }
        var checks = Fields.items(answer.json(), "checks");
        var down = checks.stream()
                .filter(check -> !"UP".equals(check.get("status")))
                .map(check -> Finding.fail(
                        "health",
                        Fields.text(check, "name") + " is down: " + Fields.pairs(Fields.map(check, "data")),
                        "the log of the server says more"))
                .toList();
        return down.isEmpty() ? List.of(Finding.ok("health", checks.size() + " checks of the server are well")) : down;
    }

    private Finding rights() {
        var answer = api.ask("GET", "/api/v1/me", Map.of(), null);
        if (answer.isRefusal()) {
            return Finding.fail(
                    "rights",
                    "refused (" + answer.status() + "): " + Plain.line(detail(answer)),
                    "`./waddleperf login --api " + api.url() + "`, or set WADDLEPERF_TOKEN to a token");
        }
        var me = answer.json();
        String who = "as " + Fields.text(me, "name") + " by " + Fields.text(me, "via") + ", ";
        if (Boolean.TRUE.equals(me.get("mustChangePassword"))) {
            return Finding.fail("rights", who + "whose password must be changed first", "`./waddleperf login` does so");
        }
        String bounded = Fields.items(me, "scopes").isEmpty() ? "" : ", with a bounded scope";
        return switch (Fields.text(me, "role")) {
            case "viewer" ->
                Finding.warn(
                        "rights",
                        who + "a viewer" + bounded + ": may look, and not run tests",
                        "where more is needed, an admin changes the role of the account");
            case "maintainer" -> Finding.ok("rights", who + "a maintainer" + bounded + ": may run tests");
            default -> Finding.ok("rights", who + Fields.text(me, "role") + bounded);
        };
    }

    private static String detail(Answer answer) {
        return Fields.text(answer.json(), "detail");
    }
}
