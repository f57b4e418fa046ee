package io.waddleperf.probe.http;

import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.http3.Http3Exchange;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.tls.Trust;
import java.time.InstantSource;
import java.util.Optional;

/// Runs HTTP tests: one GET on a fresh connection, and one more for each redirect that is followed.
/// The phases are those of the last; the total is that of all.
public final class HttpProber implements Prober<HttpSpec> {
    /// Of all tests together, 16 whole ones; the probe's heap is 48 MiB.
    private static final long MOST_KEPT_BYTES = 16L * Body.MOST_KEPT;

    private final Get.Means means;
    private final Onward onward;
    private final Rehearsal rehearsal;
    private final KeptBytes kept;

    /// @param version of this software, for the User-Agent
    /// @param onward  where redirects lead
    public HttpProber(Trust trust, InstantSource clock, String version, Onward onward) {
        this(new Get.Means(trust, clock, "WaddlePerf/" + version), onward, new KeptBytes(MOST_KEPT_BYTES));
    }

    HttpProber(Get.Means means, Onward onward, KeptBytes kept) {
        this.means = means;
        this.onward = onward;
        this.rehearsal = new Rehearsal(means.clock());
        this.kept = kept;
    }

    @Override
    public Measurement run(HttpSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        return run(spec, Sending.GET, destination, deadline);
    }

    Measurement run(HttpSpec spec, Sending sending, Destination destination, Deadline deadline)
            throws InterruptedException {
        return run(spec, sending, means.trust(), destination, deadline);
    }

    /// @param sending what is sent besides the path, by HTTP/1.1 or HTTP/2
    /// @param trust   whose certificates are good, instead of the prober's own
    public Measurement run(HttpSpec spec, Sending sending, Trust trust, Destination destination, Deadline deadline)
            throws InterruptedException {
        var objection = Versions.of(spec).overQuic() ? Http3Exchange.objection() : Optional.<String>empty();
        if (objection.isPresent()) {
            return Measurement.notRun(new Outcome.Unsupported(objection.get()));
        }
        try (var room = kept.share()) {
            var get = new Get(means.trusting(trust), spec, room, sending);
            return followed(get, new Trail(spec.redirectsOrNone()), destination, deadline);
        }
    }

    private Measurement followed(Get get, Trail trail, Destination destination, Deadline deadline)
            throws InterruptedException {
        var request = get.first(destination);
        deadline = rehearsed(get, request, deadline);
        var findings = get.of(request, destination, deadline);
        double earlierUs = 0;
        while (true) {
            switch (findings.step(trail)) {
                case Trail.Step.Arrived _ -> {
                    return findings.crowdedOut()
                            ? Measurement.notRun(new Outcome.Refused(kept.objection()))
                            : findings.measurement(earlierUs, trail.followed());
                }
                case Trail.Step.Lost lost -> findings.lost(lost.detail());
                case Trail.Step.Leads leads -> {
                    switch (onward.to(leads.location(), destination.address())) {
                        case Onward.Found.Not not ->
                            findings.lost(
                                    "the redirect to " + leads.location().url() + " is not followed: " + not.reason());
                        case Onward.Found.Busy busy -> {
                            return Measurement.notRun(new Outcome.Refused(busy.reason()));
                        }
                        case Onward.Found.At at -> {
                            earlierUs += findings.ownUs();
                            request = HttpRequest.of(leads.location(), null).with(leads.sending());
                            deadline = rehearsed(get, request, deadline.later(at.pausedNanos()));
                            findings = get.of(request, at.destination(), deadline);
                        }
                    }
                }
            }
        }
    }

    /// With the time that a rehearsal took taken out.
    private Deadline rehearsed(Get get, HttpRequest request, Deadline deadline) throws InterruptedException {
        return deadline.later(rehearsal.before(get.versions(), request, deadline.ticker()));
    }
}
