package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.probe.http.Sending;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;

/// What tests a target as a module says: this probe's tests, with what only modules can ask for.
record ModuleProbers(Scrapes.Means means) {
    /// The specification that it is run with is the one that the question has for that work.
    Prober<TestSpec> of(ScrapeModule.Work work) {
        return switch (work) {
            case ScrapeModule.Work.Http http ->
                (spec, there, deadline) -> asked(http.asking(), (HttpSpec) spec, there, deadline);
            case ScrapeModule.Work.Icmp icmp
            when icmp.hopLimit() > 0 ->
                (spec, there, deadline) -> means.ping().run((PingSpec) spec, icmp.hopLimit(), there, deadline);
            case ScrapeModule.Work.Talk talk -> (_, there, deadline) -> talked(talk, there, deadline);
            case ScrapeModule.Work.Dns _ ->
                (spec, there, deadline) -> means.dns().runBare((DnsSpec) spec, there, deadline);
            case ScrapeModule.Work.Icmp _, ScrapeModule.Work.Tcp _, ScrapeModule.Work.Grpc _ -> means.tests();
        };
    }

    private Measurement asked(ScrapeModule.Work.Http.Asking asking, HttpSpec spec, Destination there, Deadline deadline)
            throws InterruptedException {
        Trust trust;
        try {
            trust = asking.authorities().or(means.trust());
        } catch (IOException e) {
            return unready(Failure.TLS, e);
        }
        Sending sending;
        try {
            sending = asking.login().signed(asking.sending());
        } catch (IOException e) {
            return unready(Failure.AUTHENTICATION, e);
        }
        return means.http().run(spec, sending, trust, there, deadline);
    }

    private Measurement talked(ScrapeModule.Work.Talk talk, Destination there, Deadline deadline)
            throws InterruptedException {
        Trust trust;
        try {
            trust = talk.authorities().or(means.trust());
        } catch (IOException e) {
            return unready(Failure.TLS, e);
        }
        return new Talk(talk, trust).run(there, deadline);
    }

    /// A file that the module names cannot be used, so that nothing was asked.
    private static Measurement unready(Failure failure, IOException e) {
        return Measurement.failed(failure, String.valueOf(e), Measurement.How.NOT_RUN);
    }
}
