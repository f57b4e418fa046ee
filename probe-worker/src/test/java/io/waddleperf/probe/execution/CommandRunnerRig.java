package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.spool.Spool;
import io.waddleperf.probe.spool.SpoolRecord;
import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import io.waddleperf.probe.spool.SpoolSettings;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A runner with a real spool, by a clock and with answers that the test gives.
abstract class CommandRunnerRig {
    static final Instant DUE = Samples.AT;
    static final Duration SOON = Duration.ofSeconds(20);
    static final Outcome CANCELLED = new Outcome.Refused("cancelled by whoever ordered it");
    static final Measurement FINE = new Measurement(
            new Outcome.Measured(),
            Metrics.builder().put(Metric.RTT_MEAN_US, 50).build(),
            null,
            null,
            new Measurement.How(TimestampSource.USER, "fake", "fake"));

    @TempDir
    Path directory;

    final FakeClock clock = new FakeClock(DUE);
    final Assigned assigned = new Assigned();
    final Tally tally = new Tally();
    final List<RunEvent.Kind> events = new ArrayList<>();
    final List<InetSocketAddress> asked = new CopyOnWriteArrayList<>();
    Measurement answer = FINE;
    InstantSource orders = clock;
    Pause pause = nanos -> clock.advance(Duration.ofNanos(nanos));
    Spool spool;
    CommandRunner runner;

    @BeforeEach
    void open() throws IOException {
        spool = Spool.open(directory, SpoolSettings.DEFAULT, clock);
        runner = runner(new Slots(4, Duration.ofMillis(10)), new CountDownLatch(0));
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    static Command scan(Target target) {
        return of(target, PortsSpec.DEFAULT);
    }

    static Command throughput(Target target) {
        return of(target, ThroughputSpec.DEFAULT);
    }

    static Command of(Target target, TestSpec spec) {
        return Command.of(
                scheduled(), "local", target, spec.test().wireName(), Family.IPV4, spec, 1, DUE, DUE.plusSeconds(30));
    }

    static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    static Target owned(String address) {
        return new Target(address, address, true, Map.of(), 1, null);
    }

    Assignment assignment(long version, double mostMeanUs) {
        var items = List.of("192.0.2.1", "192.0.2.2", "192.0.2.3").stream()
                .map(address -> new Assignment.Item(
                        "default",
                        Samples.target(address),
                        "ping",
                        Family.IPV4,
                        PingSpec.DEFAULT,
                        30_000_000,
                        0,
                        DUE,
                        List.of(Bound.of(Metric.RTT_MEAN_US, mostMeanUs)),
                        null))
                .toList();
        return new Assignment("local", items, DUE, version, null, null);
    }

    static Command ping(String address) {
        return Samples.command("local", Samples.target(address), io.waddleperf.contracts.Test.PING, DUE);
    }

    static Cause scheduled() {
        return new Cause.Scheduled("default", DUE);
    }

    static Command command(String address, Family family, TestSpec spec, Cause cause) {
        Target target = Samples.target(address);
        return Command.of(cause, "local", target, spec.test().wireName(), family, spec, 1, DUE, DUE.plusSeconds(30));
    }

    void handle(Command command) {
        try {
            runner.handle(command);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    CommandRunner runner(Slots slots, CountDownLatch hold) {
        var probers = probers(asking(hold), hold);
        return new CommandRunner(
                limits(slots), destinations(), probers, writer(), clocks(), event -> events.add(event.kind()));
    }

    Probers probers(Prober<PingSpec> ping, CountDownLatch hold) {
        return new Probers(
                ping,
                (_, _, _) -> answer,
                (_, _, _) -> answer,
                asking(),
                asking(),
                (_, _, _) -> answer,
                (_, _, _) -> answer,
                (_, _, _) -> answer,
                asking(),
                asking(),
                asking(),
                asking(),
                asking(hold),
                asking(),
                asking());
    }

    <S extends TestSpec> Prober<S> asking() {
        return asking(new CountDownLatch(0));
    }

    <S extends TestSpec> Prober<S> asking(CountDownLatch hold) {
        return (_, destination, _) -> {
            asked.add(destination.socketAddress());
            hold.await();
            return answer;
        };
    }

    CommandRunner.Limits limits(Slots slots) {
        var policy = new TargetPolicy(TargetPolicy.Loopback.DENIED, List.of(), List.of());
        return new CommandRunner.Limits(policy, new TestRates(100, 500, System::nanoTime), slots);
    }

    CommandRunner.Clocks clocks() {
        return new CommandRunner.Clocks(clock, System::nanoTime, nanos -> pause.nanos(nanos)).ordersBy(orders);
    }

    Destinations destinations() {
        Names names = host -> switch (host) {
            case "example.net" -> List.of(InetAddress.ofLiteral("192.0.2.80"));
            case "metadata.example.net" -> List.of(InetAddress.ofLiteral("169.254.169.254"));
            default -> throw new UnknownHostException(host + " does not resolve");
        };
        return new Destinations(
                names, System::nanoTime, family -> Optional.of(new InetSocketAddress("127.0.0.53", 53)));
    }

    ResultWriter writer() {
        return new ResultWriter(spool, assigned, ResultWriter.Circumstances.ORDINARY, tally, FileKeeper.NONE);
    }

    Result onlyResult() throws InterruptedException {
        assertEquals(1, results().size());
        return results().getFirst();
    }

    List<Result> results() throws InterruptedException {
        return records().stream()
                .map(record -> WireCodec.read(Result.class, record.json().bytes()))
                .toList();
    }

    List<Urgency> urgencies() throws InterruptedException {
        return records().stream().map(SpoolRecord::urgency).toList();
    }

    List<SpoolRecord> records() throws InterruptedException {
        var records = new ArrayList<SpoolRecord>();
        for (var next = spool.next(0, 1);
                next.isPresent();
                next = spool.next(records.getLast().end(), 1)) {
            records.add(next.get());
        }
        return records;
    }
}
