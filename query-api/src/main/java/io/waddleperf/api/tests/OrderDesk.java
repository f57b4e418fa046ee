package io.waddleperf.api.tests;

import io.waddleperf.api.access.Callers;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a request of an order: finds its probes, target and checks, or says which there are none of.
@Singleton
final class OrderDesk {
    private static final Duration VALID = Duration.ofSeconds(60);
    private static final int MOST_COMMANDS = 1_000;

    private final VisibleConfiguration configuration;
    private final Callers callers;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    @Inject
    OrderDesk(VisibleConfiguration configuration, Callers callers) {
        this.configuration = configuration;
        this.callers = callers;
        clock = Clock.systemUTC();
        ids = UUID::randomUUID;
    }

    /// Whether its caller may know of all its probes.
    boolean sees(TestOrder order) {
        var visible = configuration.probes().stream().map(Probe::id).toList();
        return visible.containsAll(order.probes());
    }

    /// @throws ProblemException says everything that is wrong with it
    Request request(TestOrder order) {
        var errors = new ArrayList<FieldError>();
        requireProbes(order.probes(), errors);
        Optional<Target> target = target(order.target(), errors);
        List<Check> checks = checks(order, errors);
        if (errors.isEmpty() && order.probes().size() * checks.size() > MOST_COMMANDS) {
            errors.add(new FieldError("probes", "times checks may make " + MOST_COMMANDS + " commands at most"));
        }
        if (!errors.isEmpty() || target.isEmpty()) {
            throw ProblemException.of(ProblemKind.BAD_REQUEST, errors);
        }
        Instant now = clock.instant();
        return new Request(
                ids.get(),
                order.probes(),
                target.get(),
                checks,
                1,
                callers.current().name(),
                now,
                now.plus(VALID));
    }

    private void requireProbes(List<String> wanted, List<FieldError> errors) {
        Map<String, Probe> known = configuration.probes().stream().collect(Collectors.toMap(Probe::id, probe -> probe));
        for (int i = 0; i < wanted.size(); i++) {
            Probe probe = known.get(wanted.get(i));
            if (probe == null || !probe.enabled()) {
                String why = probe == null ? "is no known probe: " : "is a disabled probe: ";
                errors.add(new FieldError("probes[" + i + ']', why + wanted.get(i)));
            }
        }
    }

    private Optional<Target> target(String text, List<FieldError> errors) {
        var known = configuration.target(text);
        if (known.isPresent()) {
            return known;
        }
        try {
            return Optional.of(new Target(text, text, isPrivate(Endpoint.parse(text)), Map.of(), 1, null));
        } catch (IllegalArgumentException e) {
            String message = Parameters.withoutField("address", String.valueOf(e.getMessage()));
            errors.add(new FieldError("target", "is no known target, and as an address it " + message));
            return Optional.empty();
        }
    }

    /// Whose addresses are ours by default: loopback, RFC 1918, RFC 4193.
    private static boolean isPrivate(Endpoint endpoint) {
        if (!endpoint.literal()) {
            return endpoint.host().equals("localhost");
        }
        InetAddress ip = InetAddress.ofLiteral(endpoint.host());
        boolean uniqueLocal = ip instanceof Inet6Address && (ip.getAddress()[0] & 0xfe) == 0xfc;
        return ip.isLoopbackAddress() || ip.isSiteLocalAddress() || uniqueLocal;
    }

    private List<Check> checks(TestOrder order, List<FieldError> errors) {
        // A check that a schedule has for this very target comes before one of the same name elsewhere.
        var scheduled = configuration.schedules().stream()
                .sorted(Comparator.comparing(
                        (Schedule schedule) -> !schedule.targets().contains(order.target())))
                .flatMap(schedule -> schedule.checks().stream())
                .collect(Collectors.toMap(Check::name, check -> check, (first, _) -> first));
        var found = new ArrayList<Check>();
        for (int i = 0; i < order.checks().size(); i++) {
            String name = order.checks().get(i);
            Check check = scheduled.containsKey(name) ? scheduled.get(name) : defaultCheck(name);
            if (check == null) {
                errors.add(new FieldError(
                        "checks[" + i + ']',
                        "is neither a test (ping, tcp, http, dns) nor a check of a schedule: " + name));
            } else {
                found.add(check);
            }
        }
        return found;
    }

    private static @Nullable Check defaultCheck(String name) {
        return Parameters.known(Test.values()).stream()
                .filter(test -> test.wireName().equals(name))
                .map(Check::defaultOf)
                .findFirst()
                .orElse(null);
    }
}
