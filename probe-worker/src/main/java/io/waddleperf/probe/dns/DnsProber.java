package io.waddleperf.probe.dns;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;

/// Runs DNS tests: one question to one server, which the destination names.
public final class DnsProber implements Prober<TestSpec.Dns> {
    private static final int MOST_ANSWERS = 20;
    private static final int MOST_ANSWER_CHARS = 255;

    private final RandomGenerator random;

    /// @param random of the kind that nobody can guess, for the ids of queries
    public DnsProber(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Measurement run(TestSpec.Dns spec, Destination destination, Deadline deadline) throws InterruptedException {
        String name = spec.name() == null ? destination.endpoint().host() : spec.name();
        DnsQuery query;
        try {
            query = DnsQuery.of(name, spec.recordType(), random.nextInt(1 << 16));
        } catch (TextParseException e) {
            return Measurement.notRun(new Outcome.Refused("unfit: " + e.getMessage()));
        }
        long startNanos = deadline.ticker().nanos();
        try {
            var answer = DnsTransport.ask(query, destination.socketAddress(), deadline);
            double lookupUs = (deadline.ticker().nanos() - startNanos) / 1_000.0;
            return measured(query, destination, answer, lookupUs);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("during a lookup of " + name);
            }
            return measurement(
                    unanswered(e, deadline), Metrics.NONE, details(query, destination, "", List.of()), "dns/udp");
        }
    }

    private static Outcome unanswered(IOException e, Deadline deadline) {
        return switch (e) {
            case SocketTimeoutException _ -> new Outcome.TimedOut(deadline.elapsedUs());
            case PortUnreachableException _ ->
                new Outcome.Failed(Failure.CONNECTION_REFUSED, "no DNS server listens there");
            case DnsTransport.NoUsableAnswerException _ -> new Outcome.Failed(Failure.PROTOCOL, message(e));
            default ->
                new Outcome.Failed(message(e).contains("unreachable") ? Failure.NO_ROUTE : Failure.IO, message(e));
        };
    }

    private static String message(IOException e) {
        return String.valueOf(e.getMessage());
    }

    private static Measurement measured(
            DnsQuery query, Destination destination, DnsTransport.Answer answer, double lookupUs) {
        int rcode = answer.message().getRcode();
        Outcome outcome = switch (rcode) {
            case Rcode.NOERROR -> new Outcome.Measured();
            case Rcode.NXDOMAIN ->
                new Outcome.Failed(Failure.NAME_NOT_FOUND, query.name() + " does not exist (NXDOMAIN)");
            default -> new Outcome.Failed(Failure.PROTOCOL, "the server says " + Rcode.string(rcode));
        };
        var metrics = Metrics.builder().put(Metric.LOOKUP_US, lookupUs).build();
        var details = details(query, destination, Rcode.string(rcode), answersOf(answer.message()));
        return measurement(outcome, metrics, details, answer.protocol());
    }

    private static Measurement measurement(Outcome outcome, Metrics metrics, Details details, String protocol) {
        var how = new Measurement.How(TimestampSource.USER, "dns-query", protocol);
        return new Measurement(outcome, metrics, null, details, how);
    }

    private static Details details(DnsQuery query, Destination destination, String rcode, List<String> answers) {
        String server = destination.addressText() + (destination.port() == 53 ? "" : " port " + destination.port());
        return new Details.DnsDetails(server, query.name(), query.recordType(), rcode, answers);
    }

    private static List<String> answersOf(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .limit(MOST_ANSWERS)
                .map(answer -> answer.rdataToString())
                .map(text -> text.length() <= MOST_ANSWER_CHARS ? text : text.substring(0, MOST_ANSWER_CHARS))
                .toList();
    }
}
