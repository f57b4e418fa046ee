package io.waddleperf.probe.dns;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DnsExpectation;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Sight;
import io.waddleperf.probe.measure.SocketTrouble;
import io.waddleperf.probe.tls.ServerCertificate;
import io.waddleperf.probe.tls.TrustRecorder;
import java.io.EOFException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// Collects what a lookup finds, up to where it failed.
final class DnsFindings {
    private static final int MOST_ANSWERS = 20;
    private static final int MOST_ANSWER_CHARS = 255;

    private final DnsQuery query;
    private final Asked asked;
    private final Deadline deadline;
    private final Metrics.Builder metrics = Metrics.builder();
    private final ServerCertificate certificate = new ServerCertificate(metrics);
    private double setUpUs;
    private double lookupUs;
    private String protocol;
    private @Nullable Message answer;
    private long ageSeconds;
    private @Nullable Outcome failure;

    DnsFindings(DnsQuery query, Asked asked, Deadline deadline) {
        this.query = query;
        this.asked = asked;
        this.deadline = deadline;
        this.protocol = asked.way().protocol();
    }

    long nanos() {
        return deadline.elapsedNanos();
    }

    /// A phase of setting up ends now; it is no part of the lookup.
    void setUp(Metric phase, long sinceNanos) {
        double us = (nanos() - sinceNanos) / 1_000.0;
        metrics.put(phase, us);
        setUpUs += us;
    }

    /// An answer came, or the answer that it was too long for a packet.
    void answered(long askedNanos) {
        lookupUs += (nanos() - askedNanos) / 1_000.0;
    }

    void spoke(String actually) {
        protocol = actually;
    }

    void certificate(TrustRecorder.@Nullable Seen seen, Instant now) {
        certificate.shown(seen, now);
    }

    /// @param ageSeconds how long HTTP caches had it (RFC 8484, section 5.1)
    void answer(Message message, long ageSeconds) {
        answer = message;
        this.ageSeconds = ageSeconds;
    }

    void failed(Failure kind, String detail) {
        failure = new Outcome.Failed(kind, detail);
    }

    void failed(IOException e, boolean late) {
        failure = late && !(e instanceof DnsFormatException)
                ? new Outcome.TimedOut(deadline.elapsedUs())
                : failureOf(e, String.valueOf(e.getMessage()));
    }

    private Outcome failureOf(IOException e, String message) {
        return switch (e) {
            case SocketTimeoutException _ -> new Outcome.TimedOut(deadline.elapsedUs());
            case PortUnreachableException _ ->
                new Outcome.Failed(Failure.CONNECTION_REFUSED, "no DNS server listens there");
            case DnsFormatException _ -> new Outcome.Failed(Failure.PROTOCOL, message);
            case SSLException _ -> new Outcome.Failed(Failure.TLS, tlsDetail(message));
            case EOFException _ ->
                new Outcome.Failed(Failure.PROTOCOL, "the server closed the connection before its answer was whole");
            default -> ofSocket(e, message);
        };
    }

    private Outcome ofSocket(IOException e, String message) {
        return asked.way() == Asked.Way.UDP && message.contains("unreachable")
                ? new Outcome.Failed(Failure.NO_ROUTE, message)
                : SocketTrouble.outcomeOf(e, asked.address().getPort());
    }

    private String tlsDetail(String message) {
        return certificate
                .objection()
                .map(why -> "the certificate for " + asked.host() + " is not trusted: " + why)
                .orElse(message);
    }

    /// @param expected null: any answer whose code is NOERROR
    Measurement measurement(@Nullable DnsExpectation expected) {
        if (answer != null) {
            metrics.put(Metric.LOOKUP_US, lookupUs);
            if (setUpUs > 0) {
                metrics.put(Metric.TOTAL_US, setUpUs + lookupUs);
            }
        }
        var how = new Measurement.How(TimestampSource.USER, "dns-query", protocol);
        return new Measurement(outcome(expected), metrics.build(), null, details(), how);
    }

    /// Null where there was no answer.
    Sight.@Nullable Records records() {
        return answer == null
                ? null
                : new Sight.Records(
                        RecordLine.of(answer.getSection(Section.ANSWER)),
                        RecordLine.of(answer.getSection(Section.AUTHORITY)),
                        RecordLine.of(answer.getSection(Section.ADDITIONAL)));
    }

    private Outcome outcome(@Nullable DnsExpectation expected) {
        if (failure != null) {
            return failure;
        }
        if (answer == null) {
            return new Outcome.TimedOut(deadline.elapsedUs());
        }
        if (expected != null && (expected.rcode() != null || answer.getRcode() == Rcode.NOERROR)) {
            return new AnswerCheck(expected, query.type())
                    .complaint(answer, ageSeconds)
                    .<Outcome>map(complaint -> new Outcome.Failed(Failure.ASSERTION, complaint))
                    .orElseGet(Outcome.Measured::new);
        }
        return switch (answer.getRcode()) {
            case Rcode.NOERROR -> new Outcome.Measured();
            case Rcode.NXDOMAIN ->
                new Outcome.Failed(Failure.NAME_NOT_FOUND, query.name() + " does not exist (NXDOMAIN)");
            default -> new Outcome.Failed(Failure.PROTOCOL, "the server says " + Rcode.string(answer.getRcode()));
        };
    }

    private Details details() {
        var records = answer == null ? List.<Record>of() : answer.getSection(Section.ANSWER);
        return new Details.DnsDetails(
                server(),
                query.name(),
                query.recordType(),
                answer == null ? "" : Rcode.string(answer.getRcode()),
                records.stream()
                        .limit(MOST_ANSWERS)
                        .map(record -> shortened(record.rdataToString()))
                        .toList(),
                AnswerCheck.leastTtl(records, ageSeconds).orElse(null),
                answer == null ? null : answer.getHeader().getFlag(Flags.AD),
                certificate.details());
    }

    private String server() {
        int port = asked.address().getPort();
        return asked.address().getAddress().getHostAddress()
                + (port == asked.way().port() ? "" : " port " + port);
    }

    static String shortened(String text) {
        return text.length() <= MOST_ANSWER_CHARS ? text : text.substring(0, MOST_ANSWER_CHARS);
    }
}
