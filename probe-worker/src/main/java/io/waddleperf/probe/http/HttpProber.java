package io.waddleperf.probe.http;

import io.waddleperf.contracts.TestSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;

/// Runs HTTP tests: one GET on a fresh connection; redirects are not followed.
public final class HttpProber implements Prober<TestSpec.Http> {
    private final Trust trust;
    private final InstantSource clock;
    private final String userAgent;

    /// @param version of this software, for the User-Agent
    public HttpProber(Trust trust, InstantSource clock, String version) {
        this.trust = trust;
        this.clock = clock;
        this.userAgent = "WaddlePerf/" + version;
    }

    @Override
    public Measurement run(TestSpec.Http spec, Destination destination, Deadline deadline) throws InterruptedException {
        var request = HttpRequest.of(spec, destination.endpoint());
        var findings = new Findings(spec, request, destination, deadline, clock);
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                new Exchange(request, trust, deadline.ticker(), findings)
                        .run(socket, destination, spec.maxBodyBytes(), request.bytes(userAgent));
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("during a GET of " + request.url());
                }
                findings.failed(e, watchdog.bitten() || deadline.passed());
            }
        } catch (IOException e) {
            findings.failed(e, false); // of closing
        }
        return findings.measurement();
    }
}
