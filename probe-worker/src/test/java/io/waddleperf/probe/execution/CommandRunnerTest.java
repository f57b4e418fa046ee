package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import io.waddleperf.testkit.Await;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandRunnerTest extends CommandRunnerRig {
    @Test
    void endsACommandInOneResultHoweverOftenItComes() throws Exception {
        clock.advance(Duration.ofMillis(7));
        runner.handle(ping("192.0.2.1"));
        runner.handle(ping("192.0.2.1"));
        var result = onlyResult();
        assertEquals(Ids.result(ping("192.0.2.1").id()), result.id());
        assertEquals(DUE, result.dueAt());
        assertEquals(7_000, result.quality().scheduleLagUs());
        assertEquals(FINE.metrics(), result.metrics());
        assertEquals(List.of(1L, 1L, 0L), List.of(tally.completed(), tally.duplicates(), tally.refused()));
        assertTrue(events.isEmpty(), "scheduled tests tell no steps");
    }

    @Test
    void countsWhatIsLongOverAndTellsNothingOfIt() throws Exception {
        clock.set(ping("192.0.2.1").expiresAt().plus(Duration.ofHours(1)));
        runner.handle(ping("192.0.2.1"));
        assertEquals(List.of(), results());
        assertEquals(1, tally.tooLate());
    }

    @Test
    void refusesLateAndForbiddenCommandsInAResult() throws Exception {
        clock.advance(Duration.ofSeconds(31));
        runner.handle(ping("192.0.2.1"));
        clock.set(DUE);
        runner.handle(ping("169.254.169.254"));
        runner.handle(ping("metadata.example.net"));
        assertEquals(
                List.of("expired at", "not allowed", "not allowed"),
                results().stream()
                        .map(result -> assertInstanceOf(Outcome.Refused.class, result.outcome())
                                .reason())
                        .map(reason -> reason.replaceAll("(expired at|not allowed).*", "$1"))
                        .toList());
        assertTrue(asked.isEmpty());
        assertEquals(3, tally.refused());
    }

    @Test
    void asksThePortsOfNoTargetThatIsNotOwnedOrNotAllowed() throws Exception {
        runner.handle(scan(new Target("other", "192.0.2.1", false, Map.of(), 1, null)));
        runner.handle(scan(new Target("metadata", "169.254.169.254", true, Map.of(), 1, null)));
        runner.handle(scan(new Target("mine", "192.0.2.2", true, Map.of(), 1, null)));
        assertEquals(
                List.of(new InetSocketAddress("192.0.2.2", 0)), asked, "one of three, each refused for its own reason");
        var refused = results().stream()
                .limit(2)
                .map(result -> assertInstanceOf(Outcome.Refused.class, result.outcome())
                        .reason())
                .toList();
        assertTrue(refused.get(0).startsWith("not allowed: ports are asked of owned targets only"), refused::toString);
        assertTrue(refused.get(1).startsWith("not allowed: 169.254.169.254 is "), refused::toString);
    }

    @Test
    void fillsTheNetworkOfNoTargetThatIsNotOwned() throws Exception {
        runner.handle(throughput(new Target("other", "192.0.2.1", false, Map.of(), 1, null)));
        runner.handle(throughput(new Target("mine", "https://192.0.2.2/", true, Map.of(), 1, null)));
        assertEquals(List.of(new InetSocketAddress("192.0.2.2", 5_201)), asked);
        var refused =
                assertInstanceOf(Outcome.Refused.class, results().getFirst().outcome());
        assertTrue(
                refused.reason().startsWith("not allowed: throughput is measured to owned targets only"),
                refused::toString);
    }

    @Test
    void capturesPacketsOnlyOfAllowedTargets() throws Exception {
        runner.handle(of(new Target("metadata", "169.254.169.254", true, Map.of(), 1, null), CaptureSpec.DEFAULT));
        runner.handle(of(new Target("other", "https://192.0.2.1/", false, Map.of(), 1, null), CaptureSpec.DEFAULT));
        assertEquals(1, asked.size());
        assertEquals("192.0.2.1", asked.iterator().next().getAddress().getHostAddress());
        assertInstanceOf(Outcome.Refused.class, results().getFirst().outcome());
    }

    @Test
    void testsTheSpeedOfOwnedTargetsOnlyAtTheTargetsPortOrItsOwn() throws Exception {
        runner.handle(of(new Target("other", "192.0.2.1", false, Map.of(), 1, null), SpeedtestSpec.DEFAULT));
        runner.handle(of(new Target("host", "192.0.2.1", true, Map.of(), 1, null), SpeedtestSpec.DEFAULT));
        runner.handle(of(new Target("page", "https://192.0.2.2/", true, Map.of(), 1, null), SpeedtestSpec.DEFAULT));
        assertEquals(
                List.of(new InetSocketAddress("192.0.2.1", 8_989), new InetSocketAddress("192.0.2.2", 443)), asked);
        var refused =
                assertInstanceOf(Outcome.Refused.class, results().getFirst().outcome());
        assertTrue(
                refused.reason().startsWith("not allowed: speed is tested of owned targets only"), refused::toString);
    }

    @Test
    void sendsStampToItsOwnPortWhateverTheTargetsIs() throws Exception {
        runner.handle(command("http://192.0.2.1:8080/", Family.IPV4, UdpSpec.DEFAULT, scheduled()));
        assertEquals(List.of(new InetSocketAddress("192.0.2.1", 862)), asked);
    }

    @Test
    void staysWithinTheFamilyThatIsAskedFor() throws Exception {
        runner.handle(command("example.net", Family.IPV6, PingSpec.DEFAULT, scheduled()));
        assertEquals(
                new Outcome.Failed(Failure.NAME_NOT_FOUND, "example.net has no ipv6 address"),
                onlyResult().outcome());
        runner.handle(command("example.net", Family.IPV4, PingSpec.DEFAULT, scheduled()));
        assertEquals("192.0.2.80", asked.getFirst().getAddress().getHostAddress());
    }

    @Test
    void asksTheServerThatADnsTestMeans() throws Exception {
        runner.handle(command("example.net", Family.IPV4, DnsSpec.DEFAULT, scheduled()));
        runner.handle(command("192.0.2.53", Family.IPV4, new DnsSpec("a.example", "A", null, 1_000_000), scheduled()));
        runner.handle(command(
                "example.net:80", Family.IPV4, new DnsSpec(null, "A", "192.0.2.99:5353", 1_000_000), scheduled()));
        assertEquals(
                List.of("127.0.0.53:53", "192.0.2.53:53", "192.0.2.99:5353"),
                asked.stream()
                        .map(one -> one.getAddress().getHostAddress() + ':' + one.getPort())
                        .toList());
    }

    @Test
    void connectsToThePortThatATlsTestNames() throws Exception {
        runner.handle(command("192.0.2.1:25", Family.IPV4, TlsSpec.DEFAULT, scheduled()));
        runner.handle(command("192.0.2.2:25", Family.IPV4, new TlsSpec(993, null, 1_000_000), scheduled()));
        assertEquals(List.of(25, 993), asked.stream().map(one -> one.getPort()).toList());
    }

    @Test
    void connectsToThePortOfTheTransportOrService() throws Exception {
        var transports = Map.of("192.0.2.51", "tcp", "192.0.2.52", "tls", "192.0.2.53", "https");
        for (String server : List.of("192.0.2.51", "192.0.2.52", "192.0.2.53")) {
            var lookup = new DnsSpec("a.example", "A", null, 1_000_000, transports.get(server), null, null);
            runner.handle(command(server, Family.IPV4, lookup, scheduled()));
        }
        var overTls = new DnsSpec("a.example", "A", null, 1_000_000, "tls", null, null);
        runner.handle(command("example.net", Family.IPV4, overTls, scheduled())); // the machine's resolver
        runner.handle(command("192.0.2.1", Family.IPV4, SshSpec.DEFAULT, scheduled()));
        runner.handle(command("192.0.2.2:2222", Family.IPV4, SshSpec.DEFAULT, scheduled()));
        runner.handle(command("https://example.net/", Family.IPV4, SshSpec.DEFAULT, scheduled()));
        assertEquals(
                List.of(53, 853, 443, 853, 22, 2_222, 22),
                asked.stream().map(one -> one.getPort()).toList());
    }

    @Test
    void resolvesNoTargetOfATestThatSendsNothing() throws Exception {
        runner.handle(command("nowhere.invalid", Family.IPV6, SystemSpec.DEFAULT, scheduled()));
        runner.handle(command("169.254.169.254", Family.IPV4, SystemSpec.DEFAULT, scheduled()));
        assertEquals(
                List.of(new Outcome.Measured(), new Outcome.Measured()),
                results().stream().map(Result::outcome).toList());
    }

    @Test
    void waitsAsLongAsACommandSaysAndTakesNoSlotMeanwhile() throws Exception {
        var delayed = ping("192.0.2.1").after(Duration.ofSeconds(5));
        runner = runner(new Slots(1, Duration.ofMillis(10)), new CountDownLatch(0));
        pause = nanos -> {
            if (nanos == 5_000_000_000L) {
                assertEquals(0, runner.running());
                runner.handle(delayed); // comes again meanwhile
                runner.handle(ping("192.0.2.2"));
            }
            clock.advance(Duration.ofNanos(nanos));
        };
        runner.handle(delayed);
        assertEquals(
                List.of("192.0.2.2", "192.0.2.1"),
                results().stream().map(Result::target).toList());
        var late = results().getLast();
        assertEquals(DUE.plusSeconds(5), late.startedAt());
        assertEquals(5_000_000, late.quality().scheduleLagUs());
        assertEquals(1, tally.duplicates());
    }

    /// And says nothing of a slot that is long over.
    @Test
    void refusesACommandThatExpiresWhileItWaits() throws Exception {
        runner.handle(ping("192.0.2.2").after(Duration.ofSeconds(33)));
        clock.set(DUE);
        runner.handle(ping("192.0.2.1").after(Duration.ofSeconds(31)));
        var refused = assertInstanceOf(Outcome.Refused.class, onlyResult().outcome());
        assertTrue(refused.reason().startsWith("expired at "), refused::reason);
        assertTrue(asked.isEmpty());
    }

    @Test
    void writesNothingForACommandWhoseWaitIsCut() throws Exception {
        var delayed = ping("192.0.2.1").after(Duration.ofSeconds(5));
        pause = _ -> {
            throw new InterruptedException("expected by the test");
        };
        assertThrows(InterruptedException.class, () -> runner.handle(delayed));
        assertTrue(results().isEmpty());
        pause = _ -> {};
        runner.handle(delayed);
        assertInstanceOf(Outcome.Measured.class, onlyResult().outcome());
    }

    @Test
    void cutsATestShortThatIsCancelledAndSaysSoInItsResult() throws Exception {
        runner = runner(new Slots(1, Duration.ofMillis(20)), new CountDownLatch(1)); // it would never end
        var running = Thread.startVirtualThread(() -> handle(ping("192.0.2.1")));
        Await.equal(1, SOON, asked::size);
        runner.handle(ping("192.0.2.1")); // read twice is not cancelled
        assertEquals(List.of(), results());
        runner.handle(ping("192.0.2.1").asCancelled());
        running.join(SOON);
        assertEquals(CANCELLED, onlyResult().outcome());
        assertEquals(0, runner.running(), "its slot is free");
        runner.handle(ping("192.0.2.1").asCancelled());
        assertEquals(List.of(1, 2L), List.of(results().size(), tally.duplicates()));
    }

    @Test
    void cutsAWaitShortThatIsCancelled() throws Exception {
        var delayed = ping("192.0.2.1").after(Duration.ofSeconds(5));
        var waits = new CountDownLatch(1);
        pause = _ -> {
            waits.countDown();
            new CountDownLatch(1).await();
        };
        var waiting = Thread.startVirtualThread(() -> handle(delayed));
        waits.await();
        runner.handle(ping("192.0.2.1").asCancelled());
        waiting.join(SOON);
        assertEquals(CANCELLED, onlyResult().outcome());
        assertTrue(asked.isEmpty());
    }

    @Test
    void refusesACommandWhoseCancellationCameFirst() throws Exception {
        clock.advance(Duration.ofMinutes(-5)); // behind that of whoever ordered it
        var ordered =
                command("192.0.2.1", Family.IPV4, PingSpec.DEFAULT, new Cause.OnDemand(new UUID(1, 2), "somebody"));
        runner.handle(ordered.asCancelled());
        runner.handle(ordered);
        assertEquals(CANCELLED, onlyResult().outcome());
    }

    @Test
    void refusesWhenNoSlotGetsFree() throws Exception {
        var hold = new CountDownLatch(1);
        runner = runner(new Slots(1, Duration.ofMillis(20)), hold);
        var first = Thread.startVirtualThread(() -> handle(ping("192.0.2.1")));
        while (runner.running() == 0) {
            Thread.onSpinWait();
        }
        runner.handle(ping("192.0.2.2"));
        hold.countDown();
        first.join();
        var outcomes = results().stream().map(Result::outcome).toList();
        assertTrue(assertInstanceOf(Outcome.Refused.class, outcomes.get(0))
                .reason()
                .startsWith("overloaded: "));
        assertInstanceOf(Outcome.Measured.class, outcomes.get(1));
    }

    @Test
    void runsOneExclusiveTestAtATimeAndLeavesOthersTheirSlots() throws Exception {
        var hold = new CountDownLatch(1);
        runner = runner(new Slots(2, Duration.ofMillis(20)), hold);
        var first = Thread.startVirtualThread(() -> handle(throughput(owned("192.0.2.1"))));
        Await.equal(1, SOON, asked::size);
        var second = Thread.startVirtualThread(() -> handle(throughput(owned("192.0.2.2"))));
        var third = Thread.startVirtualThread(() -> handle(throughput(owned("192.0.2.3"))));
        Await.until("both wait", SOON, () -> waits(second) && waits(third));
        runner.handle(command("192.0.2.4:80", Family.IPV4, TcpSpec.DEFAULT, scheduled()));
        assertEquals("192.0.2.4:80", onlyResult().target(), "while one runs and two wait");
        assertEquals(1, asked.size());
        hold.countDown();
        for (var thread : List.of(first, second, third)) {
            thread.join();
        }
        assertEquals(
                List.of(new Outcome.Measured()),
                results().stream().map(Result::outcome).distinct().toList());
        assertEquals(4, results().size());
        assertEquals(0, runner.running());
    }

    @Test
    void letsFewExclusiveTestsWaitAndRefusesTheOthers() throws Exception {
        var hold = new CountDownLatch(1);
        runner = runner(new Slots(4, Duration.ofMillis(20)), hold);
        var threads = IntStream.range(1, 8)
                .mapToObj(i -> Thread.startVirtualThread(() -> handle(throughput(owned("192.0.2." + i)))))
                .toList();
        Await.equal(2, SOON, () -> results().size());
        for (var result : results()) {
            assertEquals(
                    new Outcome.Refused("overloaded: an exclusive test runs, and 4 wait for it already"),
                    result.outcome());
        }
        hold.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(5, asked.size());
        assertEquals(7, results().size());
    }

    @Test
    void refusesAnExclusiveTestWhoseTurnDoesNotComeBeforeItExpires() throws Exception {
        var hold = new CountDownLatch(1);
        runner = runner(new Slots(4, Duration.ofMillis(20)), hold);
        var first = Thread.startVirtualThread(() -> handle(throughput(owned("192.0.2.1"))));
        Await.equal(1, SOON, asked::size);
        runner.handle(throughput(owned("192.0.2.2")).goodUntil(DUE.plusMillis(30)));
        assertEquals(
                new Outcome.Refused("overloaded: another exclusive test of this probe did not end within 30 ms"),
                onlyResult().outcome());
        hold.countDown();
        first.join();
    }

    /// Of a probe whose clock is not that of who ordered it.
    @Test
    void asksTheClockOfOrdersWhetherOneHasExpired() throws Exception {
        clock.advance(Duration.ofMinutes(5));
        orders = () -> clock.instant().minus(Duration.ofMinutes(5));
        runner = runner(new Slots(4, Duration.ofMillis(20)), new CountDownLatch(0));
        runner.handle(throughput(owned("192.0.2.1")));
        assertEquals(FINE.outcome(), onlyResult().outcome());
        assertEquals(clock.instant(), onlyResult().startedAt());
    }

    @Test
    void endsACommandWhoseProberBreaks() throws Exception {
        answer = new Measurement(new Outcome.Measured(), Metrics.NONE, null, null, FINE.how());
        runner = new CommandRunner(
                limits(new Slots(1, Duration.ZERO)),
                destinations(),
                probers(
                        (_, _, _) -> {
                            throw new IllegalStateException("expected by the test");
                        },
                        new CountDownLatch(0)),
                writer(),
                clocks(),
                event -> events.add(event.kind()));
        runner.handle(ping("192.0.2.1"));
        assertInstanceOf(Outcome.Failed.class, onlyResult().outcome());
        assertEquals(0, runner.running());
    }

    @Test
    void tellsTheStepsOfAnOrderAndSendsItsResultAtOnce() throws Exception {
        var cause = new Cause.OnDemand(new UUID(1, 2), "somebody");
        runner.handle(command("192.0.2.1", Family.IPV4, PingSpec.DEFAULT, cause));
        assertEquals(List.of(RunEvent.Kind.ACCEPTED, RunEvent.Kind.STARTED), events);
        assertEquals(List.of(Urgency.URGENT), urgencies());
    }

    @Test
    void tellsWhatTheTestOfAnOrderSees() throws Exception {
        var second = new Details.Interval(0, 1_000_000, 941e6, null, null, null, null);
        Prober<TestSpec> telling = new Prober<>() {
            @Override
            public Measurement run(TestSpec spec, Destination destination, Deadline deadline) {
                throw new AssertionError("somebody watches");
            }

            @Override
            public Measurement run(TestSpec spec, Destination destination, Deadline deadline, Onlooker onlooker) {
                onlooker.saw(second);
                return FINE;
            }
        };
        var told = new CopyOnWriteArrayList<RunEvent>();
        runner = new CommandRunner(
                limits(new Slots(1, Duration.ZERO)), destinations(), telling, writer(), clocks(), told::add);
        var cause = new Cause.OnDemand(new UUID(1, 2), "somebody");
        handle(command("192.0.2.1", Family.IPV4, PingSpec.DEFAULT, cause));
        Await.until(
                "it is told",
                Duration.ofSeconds(20),
                () -> told.stream().anyMatch(event -> second.equals(event.seen())));
        assertEquals(3, told.size(), "besides that it is accepted and started");
        assertEquals(List.of(Urgency.URGENT), urgencies(), "and it ends by its result");
    }

    @Test
    void hurriesOnlyWhatSomebodyDecidesOn() throws Exception {
        runner.handle(ping("192.0.2.1"));
        assigned.accept(assignment(2, 49));
        assigned.accept(assignment(1, 1_000));
        runner.handle(ping("192.0.2.2"));
        assigned.accept(assignment(3, 51));
        runner.handle(ping("192.0.2.3"));
        answer = Measurement.failed(Failure.NO_ROUTE, "none", FINE.how());
        runner.handle(ping("192.0.2.4"));
        assertEquals(List.of(Urgency.NORMAL, Urgency.URGENT, Urgency.NORMAL, Urgency.URGENT), urgencies());
    }
}
