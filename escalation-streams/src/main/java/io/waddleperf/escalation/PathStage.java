package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.PathOrder;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Tick;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.contracts.signing.Signatures;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads everything about the probes of one partition, in the order of its append time.
///
/// A wall clock has no say: deadlines are judged by the time of the records, which ticks of our own
/// keep going. While this task lags behind, so does its time, and nobody is taken for silent.
final class PathStage implements Processor<String, byte[], String, byte[]> {
    private static final Logger LOG = Logger.getLogger(PathStage.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    /// Not even a tick came for so long: the broker or this machine was away, not the probes.
    private static final Duration STOOD_STILL = Duration.ofSeconds(15);

    private final Rules rules;
    private final EscalationSettings settings;
    private final Tally tally;
    private final Signatures signatures;
    private @Nullable PathDesk desk;
    private @Nullable Outlet outlet;
    private int partition;
    private Instant now = Instant.EPOCH;
    private Instant swept = Instant.EPOCH;

    PathStage(Rules rules, EscalationSettings settings, Tally tally, Signatures signatures) {
        this.signatures = signatures;
        this.rules = rules;
        this.settings = settings;
        this.tally = tally;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        partition = context.taskId().partition();
        now = Instant.EPOCH;
        swept = Instant.EPOCH;
        outlet = new Outlet(EscalationTopology.PATH_STAGE, context, tally);
        desk = new PathDesk(PathStores.of(context), rules.view(context), settings, outlet, tally);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void tick(long wallClockMs) {
        Instant at = Instant.ofEpochMilli(wallClockMs);
        required(outlet).send(Topics.TICKS, Integer.toString(partition), new Tick(at), at);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Outlet out = required(outlet);
        try {
            take(out.context().recordMetadata().orElseThrow(), record);
        } catch (KafkaException e) {
            throw e; // the task itself is in trouble, not the record
        } catch (RuntimeException e) { // no record may stop the next one
            tally.malformed.increment();
            out.bury(record, e instanceof WireFormatException ? String.valueOf(e.getMessage()) : e.toString());
        }
    }

    private void take(RecordMetadata from, Record<String, byte[]> record) {
        String topic = from.topic();
        if (topic.equals(Topics.ASSIGNMENTS.name())) {
            // its time is the scheduler's, and moves nothing; it has to do where no other is known
            assignment(record, now.equals(Instant.EPOCH) ? Instant.ofEpochMilli(record.timestamp()) : now);
            return;
        }
        if (topic.equals(Topics.RESULTS.name())) {
            tally.read.increment();
            tally.late(required(outlet).context().currentSystemTimeMs() - record.timestamp());
            required(desk).readResultsTo(from.offset() + 1);
        }
        advance(Instant.ofEpochMilli(record.timestamp()));
        if (topic.equals(Topics.RESULTS.name())) {
            result(record);
        } else if (topic.equals(Topics.HEARTBEATS.name()) && record.value() != null) {
            Heartbeat beat = WireCodec.read(Heartbeat.class, record.value());
            signatures.require(topic, beat.probe(), record.headers(), record.value(), record.timestamp());
            required(desk).heard(beat, Instant.ofEpochMilli(record.timestamp()), now);
        } else if (topic.equals(Topics.PATH_ORDERS.name())) {
            required(desk).order(WireCodec.read(PathOrder.class, record.value()), now);
        }
    }

    private void result(Record<String, byte[]> record) {
        Result result = WireCodec.read(Result.class, record.value());
        Require.that(result.probe().equals(record.key()), "probe", result.probe(), "must be the record's key");
        signatures.require(Topics.RESULTS.name(), result.probe(), record.headers(), record.value(), record.timestamp());
        required(desk).result(result, record.value(), now);
    }

    private void assignment(Record<String, byte[]> record, Instant at) {
        if (record.value() == null) {
            required(desk).dismissed(record.key(), at);
        } else {
            required(desk).assigned(WireCodec.read(Assignment.class, record.value()), at);
        }
    }

    private void advance(Instant appendedAt) {
        if (!now.equals(Instant.EPOCH) && Duration.between(now, appendedAt).compareTo(STOOD_STILL) > 0) {
            required(desk).stoodStill(appendedAt);
        }
        now = appendedAt.isAfter(now) ? appendedAt : now;
        if (!now.isBefore(swept.plus(TICK))) {
            swept = now;
            sweep();
            if (partition == 0) {
                var tick = new PathReport.Tick(now);
                required(outlet).send(Topics.PATH_REPORTS, "tick", tick, now);
            }
        }
    }

    /// A fault here is not the record's that moved the time.
    private void sweep() {
        try {
            required(desk).sweep(now);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            tally.faults.increment();
            LOG.errorf(e, "deadlines of partition %d could not be judged", partition);
        }
    }

    private static <T> T required(@Nullable T set) {
        return Objects.requireNonNull(set, "init comes before process");
    }
}
