package io.waddleperf.probe.execution;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.contracts.UnknownSpec;
import io.waddleperf.probe.dns.DnsProber;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the address that a command's packets go to, in the command's family and no other.
public final class Destinations {
    private static final int SSH_PORT = 22;

    private final Names names;
    private final Ticker ticker;
    private final Function<Family, Optional<InetSocketAddress>> machineResolver;

    /// @param machineResolver the DNS server that this machine asks, by family
    public Destinations(Names names, Ticker ticker, Function<Family, Optional<InetSocketAddress>> machineResolver) {
        this.names = names;
        this.ticker = ticker;
        this.machineResolver = machineResolver;
    }

    /// An address, or why there is none.
    public sealed interface Found {
        /// Named by the command: the policy on targets applies.
        record Named(Destination destination) implements Found {}

        /// This machine's own resolver, which it asks anyway.
        record OwnResolver(Destination destination) implements Found {}

        /// The test sends nothing: the target only says for which path it was asked.
        record OwnMachine(Destination destination) implements Found {}

        record None(Outcome outcome) implements Found {}
    }

    /// @param command admitted, so that its target fits its test
    public Found of(Command command) throws InterruptedException {
        var endpoint = command.target().endpoint();
        return switch (command.spec()) {
            case PingSpec _, TracerouteSpec _, MtuSpec _, HttpSpec _, CaptureSpec _ ->
                named(endpoint, null, command.family());
            case TcpSpec tcp -> named(endpoint, tcp.port(), command.family());
            case GrpcSpec grpc -> named(endpoint, grpc.port(), command.family());
            case TlsSpec tls -> named(endpoint, tls.port(), command.family());
            case SshSpec ssh -> named(endpoint, sshPort(ssh, endpoint), command.family());
            case SystemSpec _ -> new Found.OwnMachine(ownMachine(endpoint));
            case DnsSpec dns -> server(endpoint, dns, command.family());
            case UdpSpec udp -> named(endpoint, udp.portOrDefault(), command.family());
            case PortsSpec _ -> owned(command, "ports are asked of", null);
            case ThroughputSpec test -> owned(command, "throughput is measured to", test.portOrDefault());
            case SpeedtestSpec test ->
                owned(
                        command,
                        "speed is tested of",
                        speedtestPort(test, command.target().endpoint()));
            case UnknownSpec _ -> new Found.None(new Outcome.Unsupported("unknown test"));
        };
    }

    /// Of a URL that a response led to.
    Found of(Endpoint location, Family family) throws InterruptedException {
        return named(location, null, family);
    }

    /// What would be an attack on somebody else's target.
    private Found owned(Command command, String what, @Nullable Integer port) throws InterruptedException {
        return command.target().owned()
                ? named(command.target().endpoint(), port, command.family())
                : new Found.None(new Outcome.Refused("not allowed: " + what + " owned targets only (owned: true), and "
                        + command.target().id() + " is none"));
    }

    private Found server(Endpoint target, DnsSpec dns, Family family) throws InterruptedException {
        int port = DnsProber.defaultPort(dns);
        if (dns.server() != null) {
            Endpoint server;
            try {
                server = Endpoint.parse(dns.server());
            } catch (IllegalArgumentException e) {
                return new Found.None(new Outcome.Refused("unfit: the server's " + e.getMessage()));
            }
            return named(target, server.host(), Objects.requireNonNullElse(server.port(), port), family);
        }
        if (target.literal() && dns.name() != null) {
            return named(target, target.host(), Objects.requireNonNullElse(target.port(), port), family);
        }
        return machineResolver
                .apply(family)
                .<Found>map(server -> new Found.OwnResolver(
                        new Destination(target, server.getAddress(), ownPort(server, port), OptionalDouble.empty())))
                .orElseGet(() -> new Found.None(new Outcome.Unsupported(
                        "this machine has no DNS resolver with an " + family.wireName() + " address")));
    }

    /// The machine's resolver has its own port for plain questions only.
    private static int ownPort(InetSocketAddress resolver, int port) {
        return port == DnsProber.PLAIN_PORT ? resolver.getPort() : port;
    }

    /// A URL's port is that of its web server.
    private static int sshPort(SshSpec ssh, Endpoint target) {
        int ofTarget = target.url() == null && target.port() != null ? target.port() : SSH_PORT;
        return Objects.requireNonNullElse(ssh.port(), ofTarget);
    }

    private static int speedtestPort(SpeedtestSpec test, Endpoint target) {
        return Objects.requireNonNullElse(
                test.port(), Objects.requireNonNullElse(target.port(), SpeedtestSpec.SPEEDTEST_PORT));
    }

    private static Destination ownMachine(Endpoint target) {
        return new Destination(target, InetAddress.getLoopbackAddress(), 0, OptionalDouble.empty());
    }

    /// @param port the check's; null: the target's, 0 where that has none
    private Found named(Endpoint target, @Nullable Integer port, Family family) throws InterruptedException {
        int ofTarget = target.port() == null ? 0 : target.port();
        return named(target, target.host(), port == null ? ofTarget : port, family);
    }

    private Found named(Endpoint target, String host, int port, Family family) throws InterruptedException {
        long startNanos = ticker.nanos();
        Optional<InetAddress> address;
        boolean literal = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        try {
            var all = literal ? List.of(InetAddress.ofLiteral(host)) : names.lookup(host);
            address = all.stream().filter(one -> Family.of(one) == family).findFirst();
        } catch (UnknownHostException | IllegalArgumentException e) { // or digits that are no address
            return none(String.valueOf(e.getMessage()));
        } catch (RejectedExecutionException e) { // this probe's trouble, not the path's
            return new Found.None(new Outcome.Refused("overloaded: too many names are being asked for"));
        }
        var resolveUs = literal ? OptionalDouble.empty() : OptionalDouble.of((ticker.nanos() - startNanos) / 1_000.0);
        return address.<Found>map(one -> new Found.Named(new Destination(target, one, port, resolveUs)))
                .orElseGet(() -> none(host + " has no " + family.wireName() + " address"));
    }

    private static Found none(String detail) {
        return new Found.None(new Outcome.Failed(Failure.NAME_NOT_FOUND, detail));
    }
}
