package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import io.waddleperf.testkit.Samples;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

class AssignedTest {
    private static final UUID ID = new UUID(1, 2);

    private final Assigned assigned = new Assigned();

    @org.junit.jupiter.api.Test
    void hurriesWhatWasOrdered() {
        assertEquals(Urgency.NORMAL, urgency(caused(new Cause.Scheduled("s", Samples.AT))));
        assertEquals(Urgency.NORMAL, urgency(caused(new Cause.Autonomous("s", Samples.AT))));
        assertEquals(Urgency.URGENT, urgency(caused(new Cause.Confirmation(ID))));
        assertEquals(Urgency.URGENT, urgency(caused(new Cause.Escalated(ID, "rtt"))));
        assertEquals(Urgency.URGENT, urgency(caused(new Cause.Comparison(ID))));
        assertEquals(Urgency.URGENT, urgency(caused(new Cause.OnDemand(ID, "somebody"))));
    }

    @org.junit.jupiter.api.Test
    void hurriesALossThatTheRuleOverManyPacketsMayFind() {
        assigned.accept(assignment(1, "a"));
        assertEquals(Urgency.NORMAL, urgency(loss("a", 0.05)));
        assertEquals(Urgency.URGENT, urgency(loss("a", 0.1)));
        assertEquals(Urgency.NORMAL, urgency(loss("not-assigned", 0.1)));
    }

    @org.junit.jupiter.api.Test
    void hurriesTheFirstClearResultAfterABreach() {
        assigned.accept(assignment(1, "a", "b"));
        assertEquals(
                List.of(Urgency.NORMAL, Urgency.URGENT, Urgency.URGENT, Urgency.URGENT, Urgency.NORMAL),
                Stream.of(0.0, 0.1, 0.2, 0.0, 0.0)
                        .map(ratio -> urgency(loss("a", ratio)))
                        .toList());
        var failed = Samples.failed("local", "b", Test.PING, Samples.AT, new Outcome.Failed(Failure.NO_ROUTE, "none"));
        assertEquals(Urgency.URGENT, urgency(failed));
        assertEquals(Urgency.NORMAL, urgency(loss("a", 0)), "another series");
        var refused = Samples.failed("local", "b", Test.PING, Samples.AT, new Outcome.Refused("overloaded"));
        assertEquals(Urgency.NORMAL, urgency(refused), "says nothing of the target");
        assertEquals(Urgency.URGENT, urgency(loss("b", 0)));
    }

    @org.junit.jupiter.api.Test
    void forgetsSeriesThatAreNoLongerAssigned() {
        assigned.accept(assignment(1, "a"));
        urgency(loss("a", 0.1));
        assigned.accept(assignment(2, "b"));
        assigned.accept(assignment(3, "a"));
        assertEquals(Urgency.NORMAL, urgency(loss("a", 0)));
    }

    @org.junit.jupiter.api.Test
    void takesADeeperTestForNoNewsOfTheFirstTier() {
        assigned.accept(assignment(1, "a"));
        urgency(loss("a", 0.1));
        urgency(with(loss("a", 0), 2, new Cause.Escalated(ID, "loss")));
        assertEquals(Urgency.URGENT, urgency(loss("a", 0)));
    }

    private Urgency urgency(Result result) {
        return assigned.urgencyOf(result);
    }

    private static Assignment assignment(long version, String... targets) {
        var items = Stream.of(targets)
                .map(target -> new Assignment.Item(
                        "default",
                        Samples.target(target),
                        "ping",
                        Family.IPV4,
                        PingSpec.DEFAULT,
                        30_000_000,
                        0,
                        Samples.AT,
                        List.of(new Bound(Threshold.RECENT_LOSS, 0.05), new Bound(Threshold.UNANSWERED, 0.5)),
                        null))
                .toList();
        return new Assignment("local", items, Samples.AT, version, null, null);
    }

    private static Result loss(String target, double ratio) {
        var metrics = Metrics.builder().put(Metric.LOSS_RATIO, ratio).build();
        return Samples.result("local", target, Test.PING, Samples.AT, new Outcome.Measured(), metrics);
    }

    private static Result caused(Cause cause) {
        return with(loss("a", 0), 1, cause);
    }

    private static Result with(Result like, int tier, Cause cause) {
        return new Result(
                like.id(),
                like.commandId(),
                like.runId(),
                like.probe(),
                like.target(),
                like.check(),
                like.test(),
                like.family(),
                tier,
                cause,
                like.dueAt(),
                like.startedAt(),
                like.durationUs(),
                like.outcome(),
                like.metrics(),
                like.samples(),
                like.details(),
                like.quality());
    }
}
