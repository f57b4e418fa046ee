package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.MetricWords;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Sight;
import java.util.Optional;

/// Whether a measurement is what the module wants.
///
/// @param why for people; empty where it succeeded
record Verdict(boolean success, String why) {
    /// So much of a body is looked at (`HttpExpectation`).
    private static final int MOST_SEARCHED_BYTES = 262_144;

    private static final Verdict SUCCESS = new Verdict(true, "");

    static Verdict failed(String why) {
        return new Verdict(false, why);
    }

    static Verdict of(ScrapeModule.Work work, Measurement measurement) {
        return switch (work) {
            case ScrapeModule.Work.Http http -> ofHttp(http, measurement);
            case ScrapeModule.Work.Dns dns -> ofDns(dns, measurement);
            case ScrapeModule.Work.Tcp _,
                    ScrapeModule.Work.Talk _,
                    ScrapeModule.Work.Icmp _,
                    ScrapeModule.Work.Grpc _ -> of(measurement.outcome());
        };
    }

    private static Verdict of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured _ -> SUCCESS;
            case Outcome.Failed failed -> failed(failed.failure().wireName() + ": " + failed.detail());
            case Outcome.TimedOut late ->
                failed("no answer within " + MetricWords.number("timeUs", (double) late.afterUs()));
            case Outcome.Refused refused -> failed(refused.reason());
            case Outcome.Unsupported unsupported -> failed(unsupported.reason());
            case Outcome.Unknown _ -> failed("it ended in an unknown way");
        };
    }

    /// The status is judged by the module, not by the test.
    private static Verdict ofHttp(ScrapeModule.Work.Http http, Measurement measurement) {
        boolean whole = measurement.metrics().get(Metric.TOTAL_US).isPresent();
        if (!whole || !(measurement.details() instanceof Details.HttpDetails seen)) {
            return of(measurement.outcome());
        }
        if (measurement.outcome() instanceof Outcome.Failed lost && lost.failure() == Failure.REDIRECT) {
            return of(measurement.outcome());
        }
        if (!http.takes(seen.status())) {
            String redirect =
                    seen.status() / 100 == 3 && http.redirects() == 0 ? "; the module follows no redirects" : "";
            return failed("status " + seen.status() + " is not one of those that the module takes" + redirect);
        }
        if (!http.takes(seen.version())) {
            return failed(seen.version() + " is not one of " + http.versions());
        }
        boolean tls = seen.url().startsWith("https:");
        if (tls ? http.failIfTls() : http.failIfNotTls()) {
            return failed(tls ? "TLS was used" : "TLS was not used");
        }
        double body = measurement.metrics().get(Metric.BODY_BYTES).orElse(0);
        return http.bodyLimit() > 0 && body > http.bodyLimit()
                ? failed("the body is longer than " + http.bodyLimit() + " bytes")
                : matches(http, measurement, body);
    }

    /// A pattern that was looked for in a part of the body proves nothing of the rest.
    private static Verdict matches(ScrapeModule.Work.Http http, Measurement measurement, double bodyBytes) {
        if (bodyFailed(http, measurement)) {
            return of(measurement.outcome());
        }
        var unfit = headerComplaint(http, measurement);
        if (unfit.isPresent()) {
            return failed(unfit.get());
        }
        var expected = http.wanted().body();
        boolean inPart = expected != null && expected.readsBody() && bodyBytes > MOST_SEARCHED_BYTES;
        return inPart ? failed("patterns are looked for in bodies of up to 256 KiB") : SUCCESS;
    }

    /// Whether a response of the right status does not match.
    static boolean regexFailed(ScrapeModule.Work.Http http, Measurement measurement) {
        return bodyFailed(http, measurement)
                || (measurement.details() instanceof Details.HttpDetails seen
                        && http.takes(seen.status())
                        && headerComplaint(http, measurement).isPresent());
    }

    private static boolean bodyFailed(ScrapeModule.Work.Http http, Measurement measurement) {
        return http.wanted().body() != null && unexpected(measurement);
    }

    private static Optional<String> headerComplaint(ScrapeModule.Work.Http http, Measurement measurement) {
        return measurement.sight() instanceof Sight.Head head
                ? http.wanted().headers().stream()
                        .flatMap(rule -> rule.complaint(head).stream())
                        .findFirst()
                : Optional.empty();
    }

    /// Whether what a server said is not what was waited for.
    static boolean unexpected(Measurement measurement) {
        return measurement.outcome() instanceof Outcome.Failed failed && failed.failure() == Failure.ASSERTION;
    }

    private static Verdict ofDns(ScrapeModule.Work.Dns dns, Measurement measurement) {
        if (measurement.details() instanceof Details.DnsDetails seen
                && !seen.rcode().isEmpty()) {
            if (!dns.rcodes().contains(seen.rcode())) {
                return failed(seen.rcode() + " is not one of " + dns.rcodes());
            }
            var unfit = measurement.sight() instanceof Sight.Records records
                    ? dns.rules().complaint(records)
                    : Optional.<String>empty();
            return unfit.map(Verdict::failed).orElse(SUCCESS);
        }
        return of(measurement.outcome());
    }
}
