package io.waddleperf.probe.http;

import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;

/// The requests of one test, each on a fresh connection.
final class Get {
    private final Means means;
    private final HttpSpec spec;
    private final Versions versions;
    private final KeptBytes.Share room;
    private final Sending sending;

    /// What all tests have in common.
    record Means(Trust trust, InstantSource clock, String userAgent) {
        Means trusting(Trust other) {
            return new Means(other, clock, userAgent);
        }
    }

    /// @param room what the bodies take up
    Get(Means means, HttpSpec spec, KeptBytes.Share room) {
        this(means, spec, room, Sending.GET);
    }

    Get(Means means, HttpSpec spec, KeptBytes.Share room, Sending sending) {
        this.means = means;
        this.spec = spec;
        this.versions = Versions.of(spec);
        this.room = room;
        this.sending = sending;
    }

    /// Of the target itself.
    HttpRequest first(Destination destination) {
        return HttpRequest.of(spec, destination.endpoint()).with(sending);
    }

    Versions versions() {
        return versions;
    }

    Findings of(HttpRequest request, Destination destination, Deadline deadline) throws InterruptedException {
        var findings = new Findings(spec, request, destination, deadline, means.clock());
        if (!versions.overQuic()) {
            overTcp(request, destination, deadline, findings);
        } else if (request.tls()) {
            overQuic(request, destination, deadline, findings);
        } else {
            findings.withoutTls();
        }
        return findings;
    }

    private void overQuic(HttpRequest request, Destination destination, Deadline deadline, Findings findings)
            throws InterruptedException {
        try {
            new QuicExchange(request, means.trust(), deadline, findings).run(destination, body(), means.userAgent());
        } catch (IOException e) {
            findings.failed(e, deadline.passed());
        }
    }

    private void overTcp(HttpRequest request, Destination destination, Deadline deadline, Findings findings)
            throws InterruptedException {
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                new Exchange(request, versions, means.trust(), deadline.ticker(), findings)
                        .run(socket, destination, body(), means.userAgent());
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

    private Body body() {
        var plain = spec.expectResponse() != null && spec.expectResponse().readsBody()
                ? Body.kept(spec.maxBodyBytes(), room)
                : Body.counted(spec.maxBodyBytes());
        return switch (sending.coding()) {
            case IDENTITY -> plain;
            case GZIP -> Body.zipped(plain, room);
        };
    }
}
