package io.waddleperf.probe.traceroute;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.xbill.DNS.ReverseMap;

/// What the addresses of hops are called: by their PTR records (RFC 1035, section 3.5; RFC 3596,
/// section 2.5), which this machine's own resolver is asked for and nobody else.
public final class HopNames {
    /// More than the longest way has hops.
    private static final int MOST_ADDRESSES = 100;

    private static final int MOST_AT_ONCE = 16;

    /// What a name of the reverse zone stands for is asked of another server (RFC 2317).
    private static final String REVERSE_ZONE = ".arpa.";

    private final Prober<DnsSpec> dns;
    private final Supplier<List<InetSocketAddress>> resolvers;
    private final Ticker ticker;

    /// @param resolvers the servers that this machine asks; only the first is
    public HopNames(Prober<DnsSpec> dns, Supplier<List<InetSocketAddress>> resolvers, Ticker ticker) {
        this.dns = dns;
        this.resolvers = resolvers;
        this.ticker = ticker;
    }

    /// The same hops with what their addresses are called; takes
    /// [TracerouteSpec#NAMES_LIMIT_US] at most, and whose name has not come by then has none.
    List<Details.Hop> named(List<Details.Hop> hops) throws InterruptedException {
        var resolver = resolvers.get().stream()
                .filter(server -> !server.isUnresolved())
                .findFirst();
        if (resolver.isEmpty()) {
            return hops;
        }
        var names = ask(addressesOf(hops), resolver.get());
        return hops.stream().map(hop -> named(hop, names)).toList();
    }

    private static List<String> addressesOf(List<Details.Hop> hops) {
        return hops.stream()
                .flatMap(hop -> hop.addresses().stream())
                .distinct()
                .limit(MOST_ADDRESSES)
                .toList();
    }

    private static Details.Hop named(Details.Hop hop, Map<String, String> names) {
        var ofHop = hop.addresses().stream()
                .map(address -> names.getOrDefault(address, ""))
                .toList();
        return ofHop.stream().allMatch(String::isEmpty) ? hop : hop.named(ofHop);
    }

    private Map<String, String> ask(List<String> addresses, InetSocketAddress resolver) throws InterruptedException {
        var names = new HashMap<String, String>();
        var deadline = Deadline.after(ticker, TracerouteSpec.NAMES_LIMIT_US * 1_000);
        var asking = new ArrayList<Callable<String>>();
        addresses.forEach(address -> asking.add(() -> name(address, resolver, deadline)));
        var threads = Executors.newFixedThreadPool(
                MOST_AT_ONCE, Thread.ofVirtual().name("hop-names-", 0).factory());
        try {
            var answers = threads.invokeAll(asking, TracerouteSpec.NAMES_LIMIT_US, TimeUnit.MICROSECONDS);
            for (int i = 0; i < addresses.size(); i++) {
                names.put(addresses.get(i), nameIn(answers.get(i)));
            }
        } finally {
            threads.shutdownNow();
        }
        return names;
    }

    /// Empty where it came too late, or not at all.
    private static String nameIn(Future<String> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException | ExecutionException e) {
            return "";
        }
    }

    private String name(String address, InetSocketAddress resolver, Deadline deadline) throws InterruptedException {
        var question = question(address);
        if (question.isEmpty() || deadline.passed()) {
            return "";
        }
        var server = new Destination(
                Endpoint.parse(resolver.getAddress().getHostAddress()),
                resolver.getAddress(),
                resolver.getPort(),
                OptionalDouble.empty());
        var spec = new DnsSpec(question.get(), "PTR", null, TracerouteSpec.NAMES_LIMIT_US);
        var measured = dns.run(spec, server, deadline);
        return measured.outcome() instanceof Outcome.Measured
                        && measured.details() instanceof Details.DnsDetails details
                ? nameOf(details.answers())
                : "";
    }

    /// Empty where the address is of this machine or of one link only, and so nobody else's to name.
    private static Optional<String> question(String address) {
        try {
            var literal = InetAddress.ofLiteral(address);
            return literal.isLinkLocalAddress() || literal.isLoopbackAddress()
                    ? Optional.empty()
                    : Optional.of(ReverseMap.fromAddress(literal).toString(true));
        } catch (IllegalArgumentException e) { // such as that of an interface that has gone
            return Optional.empty();
        }
    }

    private static String nameOf(List<String> answers) {
        return answers.stream()
                .filter(answer -> !answer.toLowerCase(Locale.ROOT).endsWith(REVERSE_ZONE))
                .findFirst()
                .map(answer -> answer.endsWith(".") ? answer.substring(0, answer.length() - 1) : answer)
                .orElse("");
    }
}
