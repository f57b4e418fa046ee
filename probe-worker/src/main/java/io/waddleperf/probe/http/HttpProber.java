package io.waddleperf.probe.http;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.http3.Http3Exchange;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Optional;

/// Runs HTTP tests: one GET on a fresh connection, and one more for each redirect that is followed.
/// The phases are those of the last; the total is that of all.
public final class HttpProber implements Prober<HttpSpec> {
    private final Trust trust;
    private final InstantSource clock;
    private final String userAgent;
    private final Onward onward;

    /// @param version of this software, for the User-Agent
    /// @param onward  where redirects lead
    public HttpProber(Trust trust, InstantSource clock, String version, Onward onward) {
        this.trust = trust;
        this.clock = clock;
        this.userAgent = "WaddlePerf/" + version;
        this.onward = onward;
    }

    @Override
    public Measurement run(HttpSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        var objection = Versions.of(spec).overQuic() ? Http3Exchange.objection() : Optional.<String>empty();
        if (objection.isPresent()) {
            return Measurement.notRun(new Outcome.Unsupported(objection.get()));
        }
        var trail = new Trail(spec.redirectsOrNone());
        var family = Family.of(destination.address());
        var findings = get(spec, HttpRequest.of(spec, destination.endpoint()), destination, deadline);
        double earlierUs = 0;
        while (true) {
            switch (findings.step(trail)) {
                case Trail.Step.Arrived _ -> {
                    return findings.measurement(earlierUs, trail.followed());
                }
                case Trail.Step.Lost lost -> findings.lost(lost.detail());
                case Trail.Step.Leads leads -> {
                    switch (onward.to(leads.location(), family)) {
                        case Onward.Found.Not not ->
                            findings.lost(
                                    "the redirect to " + leads.location().url() + " is not followed: " + not.reason());
                        case Onward.Found.Busy busy -> {
                            return Measurement.notRun(new Outcome.Refused(busy.reason()));
                        }
                        case Onward.Found.At at -> {
                            earlierUs += findings.ownUs();
                            var request = HttpRequest.of(leads.location(), null);
                            findings = get(spec, request, at.destination(), deadline);
                        }
                    }
                }
            }
        }
    }

    private Findings get(HttpSpec spec, HttpRequest request, Destination destination, Deadline deadline)
            throws InterruptedException {
        var findings = new Findings(spec, request, destination, deadline, clock);
        if (!Versions.of(spec).overQuic()) {
            overTcp(spec, request, destination, deadline, findings);
        } else if (request.tls()) {
            overQuic(spec, request, destination, deadline, findings);
        } else {
            findings.withoutTls();
        }
        return findings;
    }

    private void overQuic(
            HttpSpec spec, HttpRequest request, Destination destination, Deadline deadline, Findings findings)
            throws InterruptedException {
        try {
            new QuicExchange(request, trust, deadline, findings).run(destination, body(spec), userAgent);
        } catch (IOException e) {
            findings.failed(e, deadline.passed());
        }
    }

    private void overTcp(
            HttpSpec spec, HttpRequest request, Destination destination, Deadline deadline, Findings findings)
            throws InterruptedException {
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                new Exchange(request, Versions.of(spec), trust, deadline.ticker(), findings)
                        .run(socket, destination, body(spec), userAgent);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("during a GET of " + request.url());
                }
                findings.failed(e, watchdog.bitten() || deadline.passed());
            }
        } catch (IOException e) {
            findings.failed(e, false); // of closing
        }
    }

    private static Body body(HttpSpec spec) {
        return spec.expectResponse() != null && spec.expectResponse().readsBody()
                ? Body.kept(spec.maxBodyBytes())
                : Body.counted(spec.maxBodyBytes());
    }
}
