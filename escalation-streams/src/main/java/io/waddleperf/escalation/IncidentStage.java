package io.waddleperf.escalation;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PathStory;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.policy.IncidentBook;
import io.waddleperf.policy.IncidentChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Passes reports and actions into the [IncidentBook] and its answers on.
///
/// The book lives in memory. With each tick what changed in it is stored, and in between the records
/// themselves, so that after a crash it is made again: what was stored, then what came since.
final class IncidentStage implements Processor<String, byte[], String, byte[]> {
    private static final Duration MOST_BEHIND = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Rules rules;
    private final Tally tally;
    private final EscalationSettings settings;
    private IncidentBook book;
    private @Nullable Outlet outlet;
    private Rules.@Nullable View view;
    private @Nullable KeyValueStore<String, byte[]> stories;
    private @Nullable KeyValueStore<String, byte[]> incidents;
    private @Nullable KeyValueStore<String, byte[]> watchings;
    private @Nullable KeyValueStore<String, byte[]> sinceTick;
    private int recordsSinceTick;
    private Instant now = Instant.EPOCH;

    IncidentStage(Rules rules, EscalationSettings settings, Tally tally) {
        this.rules = rules;
        this.tally = tally;
        this.settings = settings;
        this.book = new IncidentBook(settings.incidents());
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        // after an aborted transaction the same object is begun anew: nothing of before may stay
        book = new IncidentBook(settings.incidents());
        recordsSinceTick = 0;
        now = Instant.EPOCH;
        outlet = new Outlet(EscalationTopology.INCIDENT_STAGE, context, tally);
        view = rules.view(context);
        stories = context.getStateStore(EscalationTopology.STORIES);
        incidents = context.getStateStore(EscalationTopology.INCIDENTS);
        watchings = context.getStateStore(EscalationTopology.WATCHINGS);
        sinceTick = context.getStateStore(EscalationTopology.SINCE_TICK);
        readRules();
        each(watchings, entry -> book.on(WireCodec.read(PathReport.class, entry.value)));
        each(stories, entry -> book.restore(WireCodec.read(PathStory.class, entry.value)));
        each(incidents, entry -> book.restore(WireCodec.read(Incident.class, entry.value)));
        each(sinceTick, entry -> {
            book.on(event(entry.key.endsWith(Topics.INCIDENT_ACTIONS.name()), entry.value));
            recordsSinceTick++;
        });
        book.orders(); // they have been sent
    }

    private static void each(KeyValueStore<String, byte[]> store, Consumer<KeyValue<String, byte[]>> restore) {
        try (var entries = store.all()) {
            entries.forEachRemaining(restore);
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Outlet out = required(outlet);
        String topic = out.context().recordMetadata().orElseThrow().topic();
        try {
            take(topic, record.value());
        } catch (KafkaException e) {
            throw e; // the task itself is in trouble, not the record
        } catch (RuntimeException e) { // no record may stop the next one
            tally.malformed.increment();
            out.bury(record, e instanceof WireFormatException ? String.valueOf(e.getMessage()) : e.toString());
        }
    }

    private void take(String topic, byte[] json) {
        Object event = event(topic.equals(Topics.INCIDENT_ACTIONS.name()), json);
        book.on(event);
        switch (event) {
            case PathReport.Watching watching ->
                required(watchings).put(watching.probe(), watching.paths().isEmpty() ? null : json);
            case PathReport.Tick(Instant at) -> tick(at);
            case PathReport.Decided(Escalation step) -> {
                answer(topic, json);
                reported(step.at());
            }
            case PathReport.Seen seen -> {
                answer(topic, json);
                reported(seen.at());
            }
            default -> answer(topic, json);
        }
    }

    private void readRules() {
        if (required(view).refresh()) {
            book.on(required(view).entitlements());
        }
    }

    private void answer(String topic, byte[] json) {
        required(sinceTick).put(String.format(Locale.ROOT, "%08d/%s", recordsSinceTick++, topic), json);
        send(book.orders());
    }

    /// Partition 0 tells the time. Where it is far behind what the others report, they do: incidents
    /// open and close, and what is kept between two ticks stays little.
    private void reported(Instant at) {
        Instant least = at.minus(MOST_BEHIND);
        if (now.equals(Instant.EPOCH)) {
            now = least; // it has not been told yet since the start
        } else if (!least.isBefore(now.plus(TICK))) {
            tick(least);
        }
    }

    private static Object event(boolean action, byte[] json) {
        return action ? WireCodec.read(IncidentAction.class, json) : WireCodec.read(PathReport.class, json);
    }

    private void tick(Instant at) {
        now = at.isAfter(now) ? at : now;
        readRules();
        send(book.tick(now, required(view).silences()));
        book.stories()
                .forEach((path, story) -> required(stories)
                        .put(
                                PathView.key(path.probe(), path.target()),
                                story.map(WireCodec::bytes).orElse(null)));
        if (recordsSinceTick > 0) {
            each(required(sinceTick), entry -> required(sinceTick).delete(entry.key));
            recordsSinceTick = 0;
        }
    }

    private void send(IncidentChanges changes) {
        Outlet out = required(outlet);
        for (Incident incident : changes.incidents()) {
            String id = incident.id().toString();
            boolean closed = incident.state() == Incident.State.CLOSED;
            required(incidents).put(id, closed ? null : WireCodec.bytes(incident));
            out.send(Topics.INCIDENTS, id, incident, incident.updatedAt());
            tally.incidents.increment();
        }
        changes.orders().forEach(order -> out.send(Topics.PATH_ORDERS, order.probe(), order, order.at()));
        changes.events().forEach(event -> out.send(Topics.RUN_EVENTS, event.probe(), event, event.at()));
    }

    private static <T> T required(@Nullable T set) {
        return Objects.requireNonNull(set, "init comes before process");
    }
}
