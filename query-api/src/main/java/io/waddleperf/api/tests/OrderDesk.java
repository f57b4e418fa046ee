package io.waddleperf.api.tests;

import io.waddleperf.api.access.Callers;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
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
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(60);

    /// What the scheduler keeps free around an exclusive test.
    private static final Duration AROUND = Duration.ofSeconds(12);

    /// The scheduler promises no slot later.
    private static final Duration LONGEST = Duration.ofMinutes(50);

    private static final String TESTS =
            Parameters.known(Test.values()).stream().map(Test::wireName).collect(Collectors.joining(", "));
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

    /// The order with the names of its probes: of those that match, the enabled ones that its caller sees.
    ///
    /// @throws ProblemException where there are none, or too many
    TestOrder named(TestOrder order) {
        if (order.match().isEmpty()) {
            return order;
        }
        var found = configuration.probes().stream()
                .filter(probe -> probe.enabled() && Labels.matches(order.match(), Labels.of(probe)))
                .map(Probe::id)
                .sorted()
                .toList();
        if (found.isEmpty() || found.size() > TestOrder.MOST_PROBES) {
            String detail = found.isEmpty()
                    ? "fits no enabled probe"
                    : "fits " + found.size() + " probes, and " + TestOrder.MOST_PROBES
                            + " may be asked at once: match on more labels";
            throw ProblemException.of(ProblemKind.BAD_REQUEST, List.of(new FieldError("match", detail)));
        }
        return order.ofProbes(found);
    }

    /// @throws ProblemException says everything that is wrong with it
    Request request(TestOrder order) {
        var errors = new ArrayList<FieldError>();
        requireProbes(order.probes(), errors);
        Optional<Target> target = target(order.target(), errors);
        target.ifPresent(one -> requireFamilies(order.families(), one, errors));
        List<Check> checks = checks(order, target.orElse(null), errors);
        if (errors.isEmpty() && order.probes().size() * series(target.orElseThrow(), checks) > MOST_COMMANDS) {
            errors.add(new FieldError(
                    "probes", "times checks and families may make " + MOST_COMMANDS + " commands at most"));
        }
        if (!errors.isEmpty() || target.isEmpty()) {
            throw ProblemException.of(ProblemKind.BAD_REQUEST, errors);
        }
        Instant now = clock.instant();
        Instant until = now.plus(valid(target.get(), checks, order.probes().size()));
        return new Request(
                ids.get(),
                order.probes(),
                target.get(),
                checks,
                1,
                callers.current().name(),
                now,
                until);
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

    /// A literal address is of one family; whether a name has an address of it the probe finds out.
    private static void requireFamilies(List<Family> families, Target target, List<FieldError> errors) {
        Endpoint endpoint = target.endpoint();
        for (int i = 0; i < families.size(); i++) {
            if (endpoint.literal() && families.get(i) != endpoint.family()) {
                String detail = endpoint.host() + " is an address of "
                        + endpoint.family().wireName() + ", not of "
                        + families.get(i).wireName();
                errors.add(new FieldError("families[" + i + ']', detail));
            }
        }
    }

    /// How many series the checks make at each probe.
    private static int series(Target target, List<Check> checks) {
        return checks.stream().mapToInt(check -> target.families(check).size()).sum();
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

    private List<Check> checks(TestOrder order, @Nullable Target target, List<FieldError> errors) {
        var known = KnownChecks.of(configuration.schedules(), target);
        var found = new ArrayList<Check>();
        var names = new HashSet<String>();
        for (int i = 0; i < order.checks().size(); i++) {
            Check check = check(order.checks().get(i), known, i, errors);
            if (check != null && !names.add(check.name())) {
                errors.add(TestOrder.error(i, "is " + check.name() + " again: give each a name of its own"));
            } else if (check != null) {
                found.add(order.families().isEmpty() ? check : check.in(order.families()));
            }
        }
        return found;
    }

    private static @Nullable Check check(WantedCheck wanted, KnownChecks known, int i, List<FieldError> errors) {
        return switch (wanted) {
            case WantedCheck.Named(String name) -> {
                Check check = known.named(name).orElse(null);
                if (check == null) {
                    errors.add(TestOrder.error(
                            i,
                            "is neither a test (" + TESTS + ") nor a check of a schedule or a deeper tier: " + name));
                }
                yield check;
            }
            case WantedCheck.Specified(String name, TestSpec spec) when name == null -> known.of(spec);
            case WantedCheck.Specified(String name, TestSpec spec) -> {
                if (known.contradicts(name, spec)) {
                    String detail = "is a check with other parameters: leave it out, or choose another, not " + name;
                    errors.add(new FieldError("checks[" + i + "].name", detail));
                    yield null;
                }
                yield known.named(name).orElseGet(() -> new Check(name, spec, List.of()));
            }
        };
    }

    /// How long the tests may take to begin: the way to the probe and a turn there; where they need
    /// their ends for themselves also one another's time, and that of one more who came before.
    static Duration valid(Target target, List<Check> checks, int probes) {
        long allUs = 0;
        long longestUs = 0;
        for (Check check : checks) {
            if (check.spec().test().exclusive()) {
                long us = check.spec().limitUs() + AROUND.toNanos() / 1_000;
                allUs += us * target.families(check).size() * probes;
                longestUs = Math.max(longestUs, us);
            }
        }
        Duration valid = BEGIN_WITHIN.plus(allUs + longestUs, ChronoUnit.MICROS);
        return valid.compareTo(LONGEST) < 0 ? valid : LONGEST;
    }
}
