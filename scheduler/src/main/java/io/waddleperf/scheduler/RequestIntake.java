package io.waddleperf.scheduler;

import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Makes commands of what somebody asked for. The ids of the commands follow from the request, so
/// a request that is read twice after a crash is run once.
final class RequestIntake {
    private final Supplier<Plan> plan;
    private final Outlet outlet;
    private final InstantSource clock;

    RequestIntake(Supplier<Plan> plan, Outlet outlet, InstantSource clock) {
        this.plan = plan;
        this.outlet = outlet;
        this.clock = clock;
    }

    void take(ConsumerRecord<String, byte[]> record) {
        try {
            serve(WireCodec.read(Request.class, record.value()));
        } catch (RuntimeException e) { // no record may stop the next one
            outlet.bury(record, String.valueOf(e.getMessage()));
        }
    }

    private void serve(Request request) {
        Instant now = clock.instant();
        for (var command : request.commands()) {
            String refusal = refusal(request, command.probe(), now);
            var kind = refusal.isEmpty() ? RunEvent.Kind.QUEUED : RunEvent.Kind.REJECTED;
            outlet.send(RunEvent.of(request.runId(), command.id(), command.probe(), kind, now, refusal));
            if (refusal.isEmpty()) {
                outlet.send(command);
            }
        }
    }

    private String refusal(Request request, String probe, Instant now) {
        if (!now.isBefore(request.expiresAt())) {
            return "expired at " + request.expiresAt();
        }
        var known = plan.get().probes().get(probe);
        return known == null ? "no such probe" : known.enabled() ? "" : "the probe is disabled";
    }

    static String topic() {
        return Topics.REQUESTS.name();
    }
}
