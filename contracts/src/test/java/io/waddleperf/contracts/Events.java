package io.waddleperf.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One event of each kind and variant, the same in every run: the golden files are their JSON.
public final class Events {
    public static final Instant AT = Instant.parse("2026-11-23T02:42:33.123456Z");
    private static final String SECRET = "A".repeat(43);
    private static final String OTHER_SECRET = "B".repeat(42) + 'A';
    private static final UUID ID = UUID.fromString("01234567-89ab-8def-8123-456789abcdef");
    private static final Target TARGET =
            new Target("web", "https://example.net/", false, Map.of("site", "fra"), 3, null);

    private Events() {}

    private static ArtifactChunk artifactChunk() {
        return new ArtifactChunk(
                ID, ID, "local", "web", "routes.txt", "text/plain", 0, 1, 5, "0a".repeat(32), List.of("aGVsbG8="));
    }

    public static Map<String, Object> all() {
        var all = new HashMap<>(ChannelEvents.all());
        all.putAll(othersThanChannels());
        return Map.copyOf(all);
    }

    private static Map<String, Object> othersThanChannels() {
        return Map.ofEntries(
                Map.entry("target", TARGET),
                Map.entry("probe", new Probe("local", "home", true, Map.of("net", "lan"), 2)),
                Map.entry("schedule", schedule()),
                Map.entry("assignment", assignment()),
                Map.entry("command-ping", command(PingSpec.DEFAULT, new Cause.Scheduled("default", AT))),
                Map.entry("command-tcp", command(new TcpSpec(8443, 5_000_000), new Cause.Confirmation(ID))),
                Map.entry("command-http", command(HttpSpec.DEFAULT, new Cause.OnDemand(ID, "operator"))),
                Map.entry("command-http-expecting", command(TestDetails.expecting(), scheduled())),
                Map.entry(
                        "command-grpc",
                        command(new GrpcSpec(50_051, "shop.Cart", true, "shop.example", 5_000_000), scheduled())),
                Map.entry(
                        "result-grpc",
                        detailed(
                                Test.GRPC,
                                new Details.GrpcDetails(
                                        "192.0.2.7", 50_051, "shop.Cart", "SERVING", 0, TestDetails.certificate()))),
                Map.entry("result-http-redirected", detailed(Test.HTTP, TestDetails.redirected())),
                Map.entry("command-dns", command(DnsSpec.DEFAULT, new Cause.Escalated(ID, "rule@4"))),
                Map.entry("target-behind", behind()),
                Map.entry("target-located", TARGET.at(new Location(-33.87, 151.21, null, null))),
                Map.entry("probe-located", located()),
                Map.entry("schedule-escalating", escalating()),
                Map.entry("assignment-sited", sited()),
                Map.entry("command-traceroute", command(TracerouteSpec.DEFAULT, new Cause.Comparison(ID))),
                Map.entry(
                        "command-traceroute-unnamed",
                        command(
                                new TracerouteSpec("udp", 1, 30, null, 200_000, 1_000_000, true),
                                new Cause.Comparison(ID))),
                Map.entry("command-mtu", command(MtuSpec.DEFAULT, new Cause.Escalated(ID, "rule@4"))),
                Map.entry("command-tls", command(TlsSpec.DEFAULT, new Cause.Escalated(ID, "rule@4"))),
                Map.entry("command-system", command(SystemSpec.DEFAULT, new Cause.Escalated(ID, "rule@4"))),
                Map.entry("command-udp", command(new UdpSpec(2_000, 100, 160, 10_000, 1_000_000), scheduled())),
                Map.entry(
                        "command-ports", command(new PortsSpec("22,8000-8100", "22", "23", 16, 500_000), scheduled())),
                Map.entry("command-throughput", command(TestDetails.throughput(), new Cause.OnDemand(ID, "operator"))),
                Map.entry(
                        "command-capture",
                        command(
                                new CaptureSpec(10_000_000, 1_048_576, 96, false, 443),
                                new Cause.Escalated(ID, "r@4"))),
                Map.entry("result-capture", detailed(Test.CAPTURE, TestDetails.captureDetails())),
                Map.entry("result-throughput", detailed(Test.THROUGHPUT, TestDetails.throughputDetails())),
                Map.entry("heartbeat-iperf", heartbeat("127.0.0.1:5201", null, null)),
                Map.entry("heartbeat-speedtest", heartbeat(null, "http://127.0.0.1:8989", null)),
                Map.entry("heartbeat-https", heartbeat(null, null, "https://127.0.0.1:8443")),
                Map.entry("command-speedtest", command(TestDetails.speedtest(), new Cause.OnDemand(ID, "operator"))),
                Map.entry("result-speedtest", detailed(Test.SPEEDTEST, TestDetails.speedtestDetails())),
                Map.entry("result-udp", detailed(Test.UDP, TestDetails.udp())),
                Map.entry(
                        "result-ports",
                        detailed(Test.PORTS, new Details.PortsDetails("192.0.2.7", "22,8080", "23", "8000-8079"))),
                Map.entry(
                        "command-delayed",
                        command(PingSpec.DEFAULT, new Cause.Confirmation(ID)).after(Duration.ofSeconds(5))),
                Map.entry("result-traceroute", traceroute()),
                Map.entry("result-traceroute-named", named()),
                Map.entry(
                        "result-mtu",
                        detailed(Test.MTU, new Details.MtuDetails("192.0.2.7", 1_400, "192.0.2.1", false))),
                Map.entry("result-tls", detailed(Test.TLS, TestDetails.tls())),
                Map.entry("result-system", detailed(Test.SYSTEM, TestDetails.system())),
                Map.entry("command-ssh", command(TestDetails.ssh(), new Cause.OnDemand(ID, "operator"))),
                Map.entry("result-ssh", detailed(Test.SSH, TestDetails.sshDetails())),
                Map.entry("command-dns-tls", command(TestDetails.dnsOverTls(), new Cause.OnDemand(ID, "operator"))),
                Map.entry("result-dns", detailed(Test.DNS, TestDetails.dnsDetails())),
                Map.entry("run-event-missed", missed()),
                Map.entry("threshold", threshold()),
                Map.entry("silence", silence()),
                Map.entry(
                        "entitlements",
                        new Entitlements(
                                Entitlements.ID,
                                Map.of("autoperf", "the licence does not have the feature autoperf"),
                                AT,
                                3)),
                Map.entry("escalation", escalation()),
                Map.entry("incident", incident(null)),
                Map.entry("incident-assigned", incident("ada")),
                Map.entry(
                        "incident-action",
                        new IncidentAction(
                                ID, ID, IncidentAction.Kind.ACKNOWLEDGE, "operator", AT, "on it", null, null)),
                Map.entry(
                        "incident-action-assign",
                        new IncidentAction(ID, ID, IncidentAction.Kind.ASSIGN, "operator", AT, "", null, "ada")),
                Map.entry("rollup", rollup()),
                Map.entry("path-report", new PathReport.Seen("local", "web", true, AT)),
                Map.entry(
                        "path-order",
                        new PathOrder(ID, "local", "web", PathOrder.Kind.COMPARE, AT, "rule", ID, "ping")),
                Map.entry("schedule-by-cron", timed(nightly())),
                Map.entry("schedule-in-windows", timed(officeHours())),
                Map.entry("assignment-by-cron", timedAssignment()),
                Map.entry("tick", new Tick(AT)),
                Map.entry(
                        "probe-keys",
                        new ProbeKeys(
                                "fra-1",
                                List.of(
                                        ProbeKeys.Key.of(SECRET, AT).endingAt(AT.plusSeconds(60)),
                                        ProbeKeys.Key.of(OTHER_SECRET, AT.plusSeconds(30))),
                                2)),
                Map.entry("join-request", new JoinRequest(SECRET, SECRET, OTHER_SECRET, "pi", "0.1.0")),
                Map.entry(
                        "join-grant",
                        new JoinGrant(
                                "fra-1", "fra", "probe-fra-1", "192.0.2.7:9093", 4, "-----BEGIN CERTIFICATE-----")),
                Map.entry("rotation-request", new RotationRequest("fra-1", SECRET, OTHER_SECRET, "00ff", SECRET)),
                Map.entry("artifact-chunk", artifactChunk()),
                Map.entry("request", request()),
                Map.entry("request-cancelled", request().asCancelled()),
                Map.entry("request-escalated", Request.of(escalated(), "rule@4")),
                Map.entry(
                        "reservation",
                        new Reservation(
                                escalated().goodUntil(AT.plusSeconds(10)),
                                List.of("host 192.0.2.7", "probe local"),
                                AT,
                                AT.plusSeconds(43),
                                null,
                                null)),
                Map.entry(
                        "reservation-settled",
                        new Reservation(
                                escalated().goodUntil(AT.plusSeconds(10)),
                                List.of("host 192.0.2.7", "probe local"),
                                AT,
                                AT.plusSeconds(43),
                                AT.plusSeconds(110),
                                true)),
                Map.entry("result-ping", ping()),
                Map.entry("result-http", http()),
                Map.entry("result-failed", ended(new Outcome.Failed(Failure.CONNECTION_REFUSED, "192.0.2.7:443"))),
                Map.entry("result-timed-out", ended(new Outcome.TimedOut(1_000_000))),
                Map.entry("result-refused", ended(new Outcome.Refused("expired 3 s ago"))),
                Map.entry("result-unsupported", ended(new Outcome.Unsupported("no ICMP"))),
                Map.entry("run-event", RunEvent.of(ID, ID, "local", RunEvent.Kind.STARTED, AT, "")),
                Map.entry("run-event-progress", progress()),
                Map.entry("heartbeat", heartbeat(null, null, null)),
                Map.entry("heartbeat-able", ableHeartbeat()),
                Map.entry("replay", new Replay("waddleperf.results", 2, 77, 1_234, AT)),
                Map.entry(
                        "dead-letter",
                        new DeadLetter("waddleperf.results", 2, 77, "results-sink", "not a Result", AT, null, "e30=")));
    }

    /// @throws java.util.NoSuchElementException for a name that is not in [#all]
    public static Object named(String name) {
        return Optional.ofNullable(all().get(name)).orElseThrow();
    }

    private static Schedule schedule() {
        var check = new Check("dns-aaaa", new DnsSpec("example.net", "AAAA", "192.0.2.53", 3_000_000), List.of());
        return new Schedule("default", true, List.of(), List.of("web"), List.of(check), 30_000_000, AT, 1);
    }

    private static Assignment assignment() {
        var item = new Assignment.Item(
                "default",
                TARGET,
                "ping",
                Family.IPV4,
                PingSpec.DEFAULT,
                30_000_000,
                17_250_000,
                AT,
                List.of(Bound.of(Metric.RTT_MEAN_US, 100_000), Bound.of(Metric.LOSS_RATIO, 0.05)),
                null);
        return new Assignment("local", List.of(item), AT, 5, null, null);
    }

    private static Timing nightly() {
        return new Timing(new Cron("30 3 * * mon-fri", "Europe/Berlin"), List.of(), 600_000_000L, 7);
    }

    private static Timing officeHours() {
        var window = new Window(List.of("mon", "tue"), "08:00", "18:00", "America/New_York");
        return new Timing(null, List.of(window), null, null);
    }

    private static Schedule timed(Timing timing) {
        return new Schedule("timed", true, List.of(), List.of("web"), List.of(), 30_000_000, AT, 1, null, timing);
    }

    private static Assignment timedAssignment() {
        var item = new Assignment.Item(
                "timed",
                TARGET,
                "ping",
                Family.IPV4,
                PingSpec.DEFAULT,
                86_400_000_000L,
                17_250_000,
                AT,
                List.of(),
                null,
                nightly());
        return new Assignment("local", List.of(item), AT, 5, null, null);
    }

    private static Command command(TestSpec spec, Cause cause) {
        String check = spec.test().wireName();
        return Command.of(cause, "local", TARGET, check, Family.IPV4, spec, 1, AT, AT.plusSeconds(30));
    }

    private static Probe located() {
        return new Probe("local", "home", true, Map.of(), 3, new Location(52.52, 13.405, "DE", "Europe/Berlin"));
    }

    private static Target behind() {
        return new Target("web", "https://example.net/", false, Map.of(), 3, List.of("gateway"));
    }

    private static Schedule escalating() {
        var plan = new EscalationPlan(
                2, true, 1_000_000, 60_000_000, 60_000_000, List.of(Check.defaultOf(Test.MTU)), List.of());
        var check = new Check("ping", PingSpec.DEFAULT, List.of(), 10_000_000L);
        return new Schedule("default", true, List.of(), List.of("web"), List.of(check), 30_000_000, AT, 1, plan, null);
    }

    private static Assignment sited() {
        return new Assignment("local", List.of(), AT, 5, "home", Map.of("net", "lan"));
    }

    private static Result traceroute() {
        var hops = List.of(
                new Details.Hop(1, List.of("192.0.2.1"), 3, 3, 210.0, 250.5, 300.0, ""),
                new Details.Hop(2, List.of(), 3, 0, null, null, null, ""),
                new Details.Hop(3, List.of("192.0.2.7"), 3, 2, 900.0, 950.0, 1_000.0, "!X"));
        return detailed(Test.TRACEROUTE, new Details.TracerouteDetails("192.0.2.7", "icmp", true, hops));
    }

    private static Result named() {
        var hop = new Details.Hop(
                1, List.of("192.0.2.7", "192.0.2.8"), 3, 3, 210.0, 250.5, 300.0, "", List.of("core.example.net", ""));
        return detailed(Test.TRACEROUTE, new Details.TracerouteDetails("192.0.2.7", "icmp", true, List.of(hop)));
    }

    private static Cause scheduled() {
        return new Cause.Scheduled("default", AT);
    }

    private static Result detailed(Test test, Details details) {
        return result(test.wireName(), test, new Outcome.Measured(), Metrics.NONE, null, details);
    }

    private static RunEvent progress() {
        var seen = new Details.Interval(1_000_000, 2_000_417, 941_000_000.0, null, 3L, 912.5, 65_536L);
        var command = command(TestDetails.throughput(), new Cause.OnDemand(ID, "operator"));
        return RunEvent.progress(command, AT, seen);
    }

    private static RunEvent missed() {
        return RunEvent.of(ID, ID, "local", RunEvent.Kind.MISSED, AT, "no result within 35 s")
                .about(new RunEvent.Subject("web", "ping", 1, "default", AT, ID));
    }

    private static Threshold threshold() {
        return new Threshold(
                "far-away",
                true,
                Map.of("site", "syd"),
                "rttMeanUs",
                1,
                300_000,
                250_000.0,
                3,
                5,
                4,
                Severity.WARNING,
                List.of(Doubt.UNDER_LOAD),
                7);
    }

    private static Silence silence() {
        return new Silence(
                "move",
                Silence.Kind.MAINTENANCE,
                Map.of("target.rack", "r7"),
                AT,
                AT.plusSeconds(3_600),
                "servers move",
                "operator",
                2);
    }

    private static Breach breach() {
        return new Breach(
                ID, "ping", Family.IPV4, 1, "rttMeanUs", 140_000.5, 100_000, "default-rtt", 1, Severity.WARNING);
    }

    private static Escalation escalation() {
        return new Escalation(
                ID,
                AT,
                "local",
                "home",
                "web",
                Escalation.Step.DEEPENED,
                PathState.SUSPECT,
                PathState.DIAGNOSING,
                2,
                breach(),
                ID,
                List.of(ID),
                "",
                "mean RTT 140 ms, bound 100 ms",
                false);
    }

    private static Incident incident(@org.jspecify.annotations.Nullable String assignee) {
        var path = new PathName("local", "web");
        var entry = new Incident.Entry(AT, "confirmed", 1, path, ID, breach(), "mean RTT 140 ms, bound 100 ms", null);
        return new Incident(
                ID,
                3,
                Incident.State.OPEN,
                AT,
                AT.plusSeconds(5),
                null,
                new Incident.Scope(Incident.Scope.Kind.TARGET, "web", 1, 2),
                List.of(new Incident.Member("local", "home", "web", PathState.DIAGNOSING, AT, null, null)),
                "web is slow from 1 of 2 probes",
                Severity.WARNING,
                "default-rtt@1",
                List.of(entry),
                0,
                "operator",
                assignee,
                1,
                List.of(path),
                null,
                null,
                false);
    }

    private static Rollup rollup() {
        return new Rollup(
                "local",
                "web",
                "ping",
                Test.PING,
                Family.IPV4,
                1,
                AT,
                Rollup.MINUTE_US,
                ID,
                2,
                1,
                1,
                20,
                10,
                "rttMeanUs",
                40.0,
                50.5,
                60.0,
                50.0,
                59.0,
                60.0,
                "AAEC");
    }

    private static Command escalated() {
        return command(ThroughputSpec.DEFAULT, new Cause.Escalated(ID, "rule@4"));
    }

    private static Request request() {
        var checks = List.of(Check.defaultOf(Test.PING), Check.defaultOf(Test.HTTP));
        return new Request(ID, List.of("local"), TARGET, checks, 1, "operator", AT, AT.plusSeconds(60));
    }

    private static Result ping() {
        var metrics = Metrics.builder()
                .put(Metric.PACKETS_SENT, 3)
                .put(Metric.PACKETS_RECEIVED, 2)
                .put(Metric.LOSS_RATIO, 1 / 3.0)
                .put(Metric.RTT_MEAN_US, 51.5)
                .build();
        var details = new Details.PingDetails("192.0.2.7", 57, List.of(1));
        return result(
                "ping", Test.PING, new Outcome.Measured(), metrics, new Samples.Raw(List.of(51.0, 52.0)), details);
    }

    private static Result http() {
        var details = new Details.HttpDetails(
                "192.0.2.7", "https://example.net/", 200, "HTTP/1.1", TestDetails.certificate());
        var metrics = Metrics.builder()
                .put(Metric.TOTAL_US, 12_345)
                .put(Metric.CERTIFICATE_DAYS, 10)
                .build();
        return result("http", Test.HTTP, new Outcome.Measured(), metrics, new Samples.Sketch(1, "AAEC"), details);
    }

    private static Result ended(Outcome outcome) {
        return result("tcp", Test.TCP, outcome, Metrics.NONE, null, new Details.TcpDetails("192.0.2.7", 443));
    }

    private static Result result(
            String check,
            Test test,
            Outcome outcome,
            Metrics metrics,
            @org.jspecify.annotations.Nullable Samples samples,
            Details details) {
        var command = command(TestSpec.defaultOf(test), new Cause.Scheduled("default", AT));
        return new Result(
                Ids.result(command.id()),
                command.id(),
                command.runId(),
                "local",
                TARGET.id(),
                check,
                test,
                Family.IPV4,
                1,
                command.cause(),
                AT,
                AT.plusMillis(3),
                20_500,
                outcome,
                metrics,
                samples,
                details,
                new Quality(TimestampSource.KERNEL_TX_RX, "icmp-raw", "icmp", 3_000, false, null, false, false));
    }

    private static Heartbeat heartbeat(
            @org.jspecify.annotations.Nullable String iperf,
            @org.jspecify.annotations.Nullable String speedtest,
            @org.jspecify.annotations.Nullable String https) {
        return new Heartbeat(
                "local",
                "0.1.0",
                AT,
                AT.plusSeconds(10),
                new Heartbeat.Icmp("icmp-raw", "ping socket: errno 13"),
                new Heartbeat.Spool(2, 4_096, 268_435_456, null, null, null),
                new Heartbeat.Load(1, 10, 0, 0, 100_000_000),
                new Heartbeat.Responder("http://127.0.0.1:8099/", "127.0.0.1:8100", iperf, speedtest, https),
                null,
                null);
    }

    /// With what probes tell since they say what they can.
    private static Heartbeat ableHeartbeat() {
        return new Heartbeat(
                "local",
                "0.1.0",
                AT,
                AT.plusSeconds(10),
                new Heartbeat.Icmp("icmp-dgram", ""),
                Heartbeat.Spool.brief(0, 0, 268_435_456),
                new Heartbeat.Load(0, 10, 0, 0, 100_000_000),
                null,
                List.of("http", "ping"),
                new Heartbeat.Clock(-1_500, 40));
    }
}
