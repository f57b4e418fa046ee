package io.waddleperf.contracts;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What there is to say of a kind of test to somebody who wants to run it.
///
/// @param defaults its parameters where nothing is said of them
/// @param measures one sentence
/// @param tier     the shallowest that it suits
/// @param first    the parameters that matter most
/// @param more     the others
public record TestKind(
        TestSpec defaults,
        String title,
        String measures,
        int tier,
        Set<Need> needs,
        List<SpecField> first,
        List<SpecField> more,
        Chart chart) {
    public TestKind {
        Require.range("tier", tier, 1, 3);
        needs = Set.copyOf(needs);
        first = List.copyOf(first);
        more = List.copyOf(more);
    }

    /// What must be given so that it can run.
    public enum Need implements WireName {
        /// It burdens its target, so it is refused for one that is not owned ([Target#owned]).
        OWNED_TARGET("owned-target"),
        /// Something that answers this very test, such as a responder.
        RESPONDER("responder"),
        /// The word of whoever runs the probe, and a privilege there.
        PERMISSION("permission");

        private final String wireName;

        Need(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// How its results are shown where nothing else is asked for.
    ///
    /// @param metrics the first over time, the others as numbers beside it
    public record Chart(Form form, List<Metric> metrics) {
        /// The way of drawing.
        public enum Form implements WireName {
            /// Spread, mean and loss over time.
            SMOKE("smoke"),
            /// One number a result over time.
            LINE("line"),
            /// What it saw says more than a line.
            FACTS("facts");

            private final String wireName;

            Form(String wireName) {
                this.wireName = wireName;
            }

            @Override
            public String wireName() {
                return wireName;
            }
        }

        public Chart {
            metrics = List.copyOf(metrics);
        }

        static Chart smoke(Metric... metrics) {
            return new Chart(Form.SMOKE, List.of(metrics));
        }

        static Chart line(Metric... metrics) {
            return new Chart(Form.LINE, List.of(metrics));
        }

        static Chart facts(Metric... metrics) {
            return new Chart(Form.FACTS, List.of(metrics));
        }
    }

    /// All that this version knows, in the order of [Test].
    public static List<TestKind> all() {
        return Arrays.stream(Test.values())
                .filter(test -> test != Test.UNKNOWN)
                .map(TestKind::of)
                .toList();
    }

    /// @throws IllegalArgumentException for [Test#UNKNOWN]
    public static TestKind of(Test test) {
        return switch (test) {
            case PING -> PingSpec.KIND;
            case TCP -> TcpSpec.KIND;
            case HTTP -> HttpSpec.KIND;
            case DNS -> DnsSpec.KIND;
            case TRACEROUTE -> TracerouteSpec.KIND;
            case MTU -> MtuSpec.KIND;
            case TLS -> TlsSpec.KIND;
            case SYSTEM -> SystemSpec.KIND;
            case SSH -> SshSpec.KIND;
            case UDP -> UdpSpec.KIND;
            case PORTS -> PortsSpec.KIND;
            case GRPC -> GrpcSpec.KIND;
            case THROUGHPUT -> ThroughputSpec.KIND;
            case CAPTURE -> CaptureSpec.KIND;
            case SPEEDTEST -> SpeedtestSpec.KIND;
            case UNKNOWN -> throw new IllegalArgumentException("test must be one that this version knows");
        };
    }

    static TestKind of(TestSpec defaults, int tier, String title, String measures, Chart chart) {
        return new TestKind(defaults, title, measures, tier, Set.of(), List.of(), List.of(), chart);
    }

    TestKind needing(Need... all) {
        var needed = EnumSet.noneOf(Need.class);
        needed.addAll(List.of(all));
        return new TestKind(defaults, title, measures, tier, needed, first, more, chart);
    }

    TestKind first(SpecField... fields) {
        return new TestKind(defaults, title, measures, tier, needs, List.of(fields), more, chart);
    }

    TestKind more(SpecField... fields) {
        return new TestKind(defaults, title, measures, tier, needs, first, List.of(fields), chart);
    }

    public Test test() {
        return defaults.test();
    }

    /// All parameters.
    public List<SpecField> fields() {
        return Stream.concat(first.stream(), more.stream()).toList();
    }
}
