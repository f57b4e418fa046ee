package io.waddleperf.probe.dns;

import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.xbill.DNS.TextParseException;

/// Runs DNS tests: one question to one server, which the destination names.
///
/// `lookupUs` is the time from question to answer; `connectUs` and `tlsUs` stand beside it and are
/// never part of it. Where UDP truncated, both questions count and the connection does not.
public final class DnsProber implements Prober<DnsSpec> {
    /// Of UDP and TCP.
    public static final int PLAIN_PORT = 53;

    private final Trust trust;
    private final InstantSource clock;
    private final String userAgent;
    private final RandomGenerator random;

    /// @param version of this software, for the User-Agent over HTTPS
    /// @param random  of the kind that nobody can guess, for the ids of queries and their letters
    public DnsProber(Trust trust, InstantSource clock, String version, RandomGenerator random) {
        this.trust = trust;
        this.clock = clock;
        this.userAgent = "WaddlePerf/" + version;
        this.random = random;
    }

    /// Where such a question goes when nobody names a port.
    public static int defaultPort(DnsSpec spec) {
        return Asked.Way.of(spec).port();
    }

    @Override
    public Measurement run(DnsSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        var asked = Asked.of(spec, destination);
        try {
            var query = query(asked.way(), name(spec, destination), spec.recordType());
            return findings(query, asked, deadline).measurement(spec.expect());
        } catch (TextParseException e) {
            return unfit(e);
        }
    }

    /// By a query that holds nothing but the question, so that the answer is what other programs get; its
    /// records are the measurement's sight.
    public Measurement runBare(DnsSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        try {
            var query = DnsQuery.bare(name(spec, destination), spec.recordType(), random.nextInt(1 << 16));
            var findings = findings(query, Asked.of(spec, destination), deadline);
            return findings.measurement(spec.expect()).with(findings.records());
        } catch (TextParseException e) {
            return unfit(e);
        }
    }

    private static String name(DnsSpec spec, Destination destination) {
        return spec.name() == null ? destination.endpoint().host() : spec.name();
    }

    private static Measurement unfit(TextParseException e) {
        return Measurement.notRun(new Outcome.Refused("unfit: " + e.getMessage()));
    }

    private DnsFindings findings(DnsQuery query, Asked asked, Deadline deadline) throws InterruptedException {
        var findings = new DnsFindings(query, asked, deadline);
        try {
            ask(query, asked, deadline, findings);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("during a lookup of " + query.name());
            }
            findings.failed(e, deadline.passed());
        }
        return findings;
    }

    /// TLS keeps others out by itself, and HTTP caches take each spelling for another question.
    private DnsQuery query(Asked.Way way, String name, String recordType) throws TextParseException {
        return switch (way) {
            case UDP, TCP -> DnsQuery.guarded(name, recordType, random);
            case TLS -> DnsQuery.of(name, recordType, random.nextInt(1 << 16));
            case HTTPS, HTTPS_POST -> DnsQuery.of(name, recordType, 0);
        };
    }

    private void ask(DnsQuery query, Asked asked, Deadline deadline, DnsFindings findings) throws IOException {
        var streams = new StreamTransport(query, asked, deadline, findings);
        switch (asked.way()) {
            case UDP -> new UdpTransport(query, asked, deadline, findings).ask(streams);
            case TCP -> streams.plain();
            case TLS -> streams.overTls(trust, clock);
            case HTTPS, HTTPS_POST -> streams.overHttps(trust, clock, userAgent);
        }
    }
}
