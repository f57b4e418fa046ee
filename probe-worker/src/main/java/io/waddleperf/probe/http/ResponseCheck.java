package io.waddleperf.probe.http;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Holds a response against what a check expects. The first complaint counts; it says what was
/// expected and what was seen.
final class ResponseCheck {
    private final HttpSpec spec;
    private final Response seen;

    /// What came back.
    ///
    /// @param certificateDays empty without TLS
    record Response(ResponseHead head, Body body, OptionalDouble certificateDays) {}

    ResponseCheck(HttpSpec spec, Response seen) {
        this.spec = spec;
        this.seen = seen;
    }

    /// Empty where all is as expected.
    Optional<Outcome> complaint(PatternSearch search) throws InterruptedException {
        var version = Versions.of(spec).complaint(seen.head().version());
        if (version.isPresent()) {
            return version.map(ResponseCheck::unexpected);
        }
        var status = status();
        if (status.isPresent()) {
            return status.map(complaint -> new Outcome.Failed(Failure.STATUS, complaint));
        }
        var expect = spec.expectResponse();
        try {
            return expect == null ? Optional.empty() : complaint(expect, search).map(ResponseCheck::unexpected);
        } catch (PatternSearch.UndecidedException e) {
            return Optional.of(search.undecided(e));
        }
    }

    private static Outcome unexpected(String complaint) {
        return new Outcome.Failed(Failure.ASSERTION, complaint);
    }

    private Optional<String> status() {
        int status = seen.head().status();
        if (spec.expectStatus() != null) {
            return status == spec.expectStatus()
                    ? Optional.empty()
                    : Optional.of(status + ", expected " + spec.expectStatus());
        }
        var allowed = spec.expectResponse() == null
                ? List.of("200-399")
                : spec.expectResponse().statusOrDefault();
        return allowed.stream().anyMatch(one -> covers(one, status))
                ? Optional.empty()
                : Optional.of(
                        status + ", expected " + String.join(", ", allowed).replace("-", " to "));
    }

    /// @param allowed as [HttpExpectation] has it
    private static boolean covers(String allowed, int status) {
        if (allowed.endsWith("xx")) {
            return status / 100 == allowed.charAt(0) - '0';
        }
        int first = Integer.parseInt(allowed.substring(0, 3));
        int last = allowed.length() == 3 ? first : Integer.parseInt(allowed.substring(4));
        return status >= first && status <= last;
    }

    private Optional<String> complaint(HttpExpectation expect, PatternSearch search)
            throws PatternSearch.UndecidedException, InterruptedException {
        for (var header : expect.headersOrNone()) {
            var complaint = new HeaderCheck(header, seen.head()).complaint(search);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        var ofBody = new BodyCheck(expect, seen.head(), seen.body()).complaint(search);
        return ofBody.isPresent() ? ofBody : certificate(expect);
    }

    private Optional<String> certificate(HttpExpectation expect) {
        Integer days = expect.certificateDays();
        if (days == null) {
            return Optional.empty();
        }
        String expected = "expected a certificate that is valid for at least " + days + " more days, ";
        if (seen.certificateDays().isEmpty()) {
            return Optional.of(expected + "seen none: there was no TLS");
        }
        double left = seen.certificateDays().getAsDouble();
        return left >= days
                ? Optional.empty()
                : Optional.of(expected + String.format(Locale.ROOT, "seen one of %.1f days", left));
    }
}
